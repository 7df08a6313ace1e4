using System.Data.Common;
using ChildJourney.Infrastructure.Mapping;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Records;

/// <summary>Who works on an import: one process at a time, of an authority one import at a time, until it is done or has not been heard of for a while.</summary>
public sealed class ImportLeases(JourneyDb db, ImportJobs jobs, IClock clock)
{
    /// <summary>The next job that nobody works on, which is the owner's from now on; null where there is none.</summary>
    public async Task<ImportJobRow?> TakeAsync(string owner, LocalDate today, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var until = now + ImportJobs.Lease;
        foreach (var next in await WaitingAsync(now, cancellationToken))
        {
            var readOn = next.ReadOn ?? today;
            var startedAt = next.StartedAt ?? now;
            try
            {
                var taken = await jobs.Of(next.AuthorityId, next.ImportId)
                    .Where(row => row.State == next.State && row.Owner == next.Owner && row.Attempts == next.Attempts)
                    .ExecuteUpdateAsync(
                        row => row
                            .SetProperty(r => r.State, ImportStates.Running)
                            .SetProperty(r => r.Owner, owner)
                            .SetProperty(r => r.LeaseUntil, until)
                            .SetProperty(r => r.Attempts, r => r.Attempts + 1)
                            .SetProperty(r => r.ReadOn, readOn)
                            .SetProperty(r => r.StartedAt, startedAt),
                        cancellationToken);
                if (taken == 1)
                {
                    return await jobs.FindAsync(next.AuthorityId, next.ImportId, cancellationToken);
                }
            }
            catch (DbException)
            {
                // Another process has begun another import of the authority: only one can be running.
            }
        }

        return null;
    }

    /// <summary>Writes how far the owner has come, and keeps the job. Returns whether it is still the owner's to go on with.</summary>
    public async Task<bool> KeepAsync(ImportJobRow job, ImportProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var until = clock.GetCurrentInstant() + ImportJobs.Lease;
        return await Owned(job).Where(row => !row.Cancelling).ExecuteUpdateAsync(
            row => row
                .SetProperty(r => r.LeaseUntil, until)
                .SetProperty(r => r.Attempts, 0)
                .SetProperty(r => r.RowsRead, progress.RowsRead)
                .SetProperty(r => r.Children, progress.Children)
                .SetProperty(r => r.Done, progress.Done)
                .SetProperty(r => r.Tally, progress.Tally),
            cancellationToken) == 1;
    }

    /// <summary>Whether the owner is asked to stop.</summary>
    public Task<bool> IsCancellingAsync(ImportJobRow job, CancellationToken cancellationToken) => Owned(job).AnyAsync(row => row.Cancelling, cancellationToken);

    /// <summary>Ends the job, in the caller's transaction. Returns whether it was the owner's.</summary>
    public async Task<bool> EndAsync(ImportJobRow job, string state, string? tally, string? failure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        var now = clock.GetCurrentInstant();
        var ended = await Owned(job).ExecuteUpdateAsync(
            row => row
                .SetProperty(r => r.State, state)
                .SetProperty(r => r.FinishedAt, now)
                .SetProperty(r => r.Owner, (string?)null)
                .SetProperty(r => r.LeaseUntil, (Instant?)null)
                .SetProperty(r => r.Tally, r => tally ?? r.Tally)
                .SetProperty(r => r.Failure, failure),
            cancellationToken) == 1;
        if (ended)
        {
            await jobs.RemovePiecesAsync(job.AuthorityId, job.ImportId, cancellationToken);
        }

        return ended;
    }

    /// <summary>Gives the job back, for another process to go on with at once.</summary>
    public Task ReleaseAsync(ImportJobRow job, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        return Owned(job).ExecuteUpdateAsync(row => row.SetProperty(r => r.LeaseUntil, now).SetProperty(r => r.Attempts, 0), cancellationToken);
    }

    private IQueryable<ImportJobRow> Owned(ImportJobRow job) =>
        jobs.Of(job.AuthorityId, job.ImportId).Where(row => row.Owner == job.Owner && row.State == ImportStates.Running);

    /// <summary>For each authority on which nobody works: the import that was interrupted, or else the one that has waited longest.</summary>
    private async Task<IReadOnlyList<ImportJobRow>> WaitingAsync(Instant now, CancellationToken cancellationToken)
    {
        var unfinished = await db.ImportJobs.AsNoTracking()
            .Where(row => row.State == ImportStates.Queued || row.State == ImportStates.Running)
            .ToListAsync(cancellationToken);
        return
        [
            .. unfinished
                .GroupBy(row => row.AuthorityId, StringComparer.Ordinal)
                .Select(ofAuthority => ofAuthority.OrderBy(row => row.State == ImportStates.Running ? 0 : 1).ThenBy(row => row.ImportId, StringComparer.Ordinal).First())
                .Where(row => row.State == ImportStates.Queued || row.LeaseUntil <= now)
                .OrderBy(row => row.ImportId, StringComparer.Ordinal),
        ];
    }
}

/// <summary>How far an import has come.</summary>
/// <param name="RowsRead">How many rows have been read.</param>
/// <param name="Children">How many children the return has, or null while it is read.</param>
/// <param name="Done">How many of them have been gone through.</param>
/// <param name="Tally">All that has been counted, as a JSON object.</param>
public sealed record ImportProgress(int RowsRead, int? Children, int Done, string Tally);
