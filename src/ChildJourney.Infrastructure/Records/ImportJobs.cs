using ChildJourney.Infrastructure.Mapping;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Records;

/// <summary>The imports of authorities: handed in, taken up by one process at a time, seen and removed.</summary>
/// <remarks>Everything that changes a job says in the same statement what it was before, so that of several writers one has its way.</remarks>
public sealed class ImportJobs(JourneyDb db, IClock clock)
{
    /// <summary>How long a process that was heard of has a job to itself.</summary>
    public static Duration Lease { get; } = Duration.FromSeconds(20);

    /// <summary>How many imports of the authority are waiting or being worked on.</summary>
    public Task<int> CountUnfinishedAsync(string authorityId, CancellationToken cancellationToken) =>
        Of(authorityId).CountAsync(row => row.State == ImportStates.Receiving || row.State == ImportStates.Queued || row.State == ImportStates.Running, cancellationToken);

    /// <summary>The import, or null where the authority has none of that id.</summary>
    public Task<ImportJobRow?> FindAsync(string authorityId, string importId, CancellationToken cancellationToken) =>
        Of(authorityId).FirstOrDefaultAsync(row => row.ImportId == importId && row.State != ImportStates.Receiving, cancellationToken);

    /// <summary>The authority's imports, the newest first, after the one of that id where one is given.</summary>
    public async Task<IReadOnlyList<ImportJobRow>> NewestAsync(string authorityId, string? after, int count, CancellationToken cancellationToken) =>
        await Of(authorityId)
            .Where(row => row.State != ImportStates.Receiving && (after == null || string.Compare(row.ImportId, after) < 0))
            .OrderByDescending(row => row.ImportId)
            .Take(count)
            .ToListAsync(cancellationToken);

    /// <summary>How many imports the authority has.</summary>
    public Task<int> CountAsync(string authorityId, CancellationToken cancellationToken) =>
        Of(authorityId).CountAsync(row => row.State != ImportStates.Receiving, cancellationToken);

    /// <summary>Adds a job, which is still being handed in.</summary>
    public async Task AddAsync(ImportJobRow job, CancellationToken cancellationToken)
    {
        db.ImportJobs.Add(job);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>Adds a piece of what is handed in.</summary>
    public async Task AddAsync(ImportPieceRow piece, CancellationToken cancellationToken)
    {
        db.ImportPieces.Add(piece);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>Puts a job in the queue, once all of it is there.</summary>
    public Task QueueAsync(string authorityId, string importId, CancellationToken cancellationToken) =>
        Of(authorityId, importId).ExecuteUpdateAsync(row => row.SetProperty(r => r.State, ImportStates.Queued), cancellationToken);

    /// <summary>A piece of what was handed in, or null after the last.</summary>
    public Task<byte[]?> PieceAsync(string authorityId, string importId, int number, CancellationToken cancellationToken) => db.ImportPieces.AsNoTracking()
        .Where(row => row.AuthorityId == authorityId && row.ImportId == importId && row.Number == number)
        .Select(row => (byte[]?)row.Bytes)
        .FirstOrDefaultAsync(cancellationToken);

    /// <summary>Asks for a job to stop. Returns whether there was one that had not ended.</summary>
    public async Task<bool> CancelAsync(string authorityId, string importId, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var waiting = await Of(authorityId, importId)
            .Where(row => row.State == ImportStates.Queued)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.State, ImportStates.Cancelled).SetProperty(r => r.FinishedAt, now), cancellationToken);
        if (waiting == 1)
        {
            await RemovePiecesAsync(authorityId, importId, cancellationToken);
            return true;
        }

        return await Of(authorityId, importId)
            .Where(row => row.State == ImportStates.Running)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.Cancelling, true), cancellationToken) == 1;
    }

    /// <summary>Removes a job that has ended, with its report.</summary>
    public async Task RemoveAsync(string authorityId, string importId, CancellationToken cancellationToken)
    {
        await RemovePiecesAsync(authorityId, importId, cancellationToken);
        await RemoveFindingsAsync(authorityId, importId, cancellationToken);
        await Of(authorityId, importId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Jobs that ended before then, and those that nobody went on handing in.</summary>
    public async Task<IReadOnlyList<(string AuthorityId, string ImportId)>> OutlivedAsync(Instant endedBefore, Instant receivedBefore, CancellationToken cancellationToken)
    {
        var found = await db.ImportJobs.AsNoTracking()
            .Where(row => row.FinishedAt < endedBefore || (row.State == ImportStates.Receiving && row.RequestedAt < receivedBefore))
            .Select(row => new { row.AuthorityId, row.ImportId })
            .ToListAsync(cancellationToken);
        return [.. found.Select(row => (row.AuthorityId, row.ImportId))];
    }

    /// <summary>Adds lines to a report, in the caller's transaction.</summary>
    public async Task AddAsync(IReadOnlyList<ImportFindingRow> findings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(findings);
        await using var inserter = new RowInserter<ImportFindingRow>(db);
        foreach (var finding in findings)
        {
            await inserter.InsertAsync(finding, cancellationToken);
        }
    }

    /// <summary>The lines of a report after one of them, in the order of the files.</summary>
    public async Task<IReadOnlyList<ImportFindingRow>> FindingsAsync(
        string authorityId, string importId, ImportFindingRow? after, int count, CancellationToken cancellationToken)
    {
        var (place, line, number) = (after?.Place ?? -1, after?.Line ?? -1, after?.Number ?? -1);
        return await db.ImportFindings.AsNoTracking()
            .Where(row => row.AuthorityId == authorityId && row.ImportId == importId)
            .Where(row => row.Place > place || (row.Place == place && (row.Line > line || (row.Line == line && row.Number > number))))
            .OrderBy(row => row.Place).ThenBy(row => row.Line).ThenBy(row => row.Number)
            .Take(count)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Removes the lines of a report.</summary>
    public Task RemoveFindingsAsync(string authorityId, string importId, CancellationToken cancellationToken) =>
        db.ImportFindings.Where(row => row.AuthorityId == authorityId && row.ImportId == importId).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Removes what was handed in.</summary>
    public Task RemovePiecesAsync(string authorityId, string importId, CancellationToken cancellationToken) =>
        db.ImportPieces.Where(row => row.AuthorityId == authorityId && row.ImportId == importId).ExecuteDeleteAsync(cancellationToken);

    internal IQueryable<ImportJobRow> Of(string authorityId, string importId) =>
        db.ImportJobs.Where(row => row.AuthorityId == authorityId && row.ImportId == importId);

    private IQueryable<ImportJobRow> Of(string authorityId) => db.ImportJobs.AsNoTracking().Where(row => row.AuthorityId == authorityId);
}
