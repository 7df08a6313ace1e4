using ChildJourney.Domain.Calendar;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using ChildJourney.Infrastructure.Records;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Changes;

/// <summary>Writes the changes of an authority's obligations in order, in the caller's transaction.</summary>
/// <remarks>
/// Whoever writes holds the authority's head from the first change to the end of the transaction, so that numbers are committed in
/// order and a reader who has seen one has seen all before it. The head is the last thing a transaction asks for.
/// </remarks>
internal sealed class ChangeLog(JourneyDb db, IClock clock) : IAsyncDisposable
{
    private RowInserter<ChangeRow>? rows;

    /// <summary>Holds the head; null where nobody has asked for the authority's changes yet, so that none is written.</summary>
    public async Task<ChangeHead?> HoldAsync(string authorityId, CancellationToken cancellationToken)
    {
        var row = await HoldRowAsync(authorityId, cancellationToken);
        return row.BeganAt is null ? null : new ChangeHead(row, Now());
    }

    /// <summary>Begins to write an authority's changes, where that is not done yet.</summary>
    public async Task BeginAsync(string authorityId, CancellationToken cancellationToken)
    {
        var row = await HoldRowAsync(authorityId, cancellationToken);
        if (row.BeganAt is null)
        {
            var now = Now();
            await RowOf(authorityId).ExecuteUpdateAsync(
                head => head.SetProperty(r => r.BeganAt, now).SetProperty(r => r.LastAt, now).SetProperty(r => r.AdvancedTo, LondonTime.DayOf(now)), cancellationToken);
        }
    }

    /// <summary>Writes what time has brought since it was written last.</summary>
    /// <param name="head">The head.</param>
    /// <param name="generation">The generation that answers rest on.</param>
    /// <param name="before">The stages, as they were, of children whom the transaction has changed.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task AdvanceAsync(
        ChangeHead head, Generation generation, IReadOnlyDictionary<string, IReadOnlyList<StoredStage>>? before, CancellationToken cancellationToken)
    {
        if (head.AdvancedTo >= head.Today)
        {
            return;
        }

        var window = generation.Settings.Policy.DueSoonDays;
        var stages = await TurningAsync(generation, head.AdvancedTo, head.Today, window, cancellationToken);
        var asTheyWere = before is null ? stages : stages.Where(stage => !before.ContainsKey(stage.ChildId)).Concat(before.Values.SelectMany(of => of));
        head.Advance(StatusChange.Brought(asTheyWere, head.AdvancedTo, head.Today, window));
    }

    /// <summary>Stores what was added.</summary>
    public async Task StoreAsync(ChangeHead head, CancellationToken cancellationToken)
    {
        rows ??= new RowInserter<ChangeRow>(db);
        foreach (var row in head.Added)
        {
            await rows.InsertAsync(row, cancellationToken);
        }

        await RowOf(head.AuthorityId).ExecuteUpdateAsync(
            row => row
                .SetProperty(r => r.LastNumber, head.LastNumber)
                .SetProperty(r => r.LastAt, head.LastAt)
                .SetProperty(r => r.AdvancedTo, head.AdvancedTo),
            cancellationToken);
    }

    /// <summary>The stages of which one of the dates, or the due-soon window, may bring a change on the days after one, up to another.</summary>
    /// <remarks>Of an obligation that has such a stage, every stage that is in force on one of those days is among them.</remarks>
    private Task<List<StoredStage>> TurningAsync(Generation generation, LocalDate after, LocalDate upTo, int dueSoonDays, CancellationToken cancellationToken)
    {
        var (soonAfter, soonUpTo) = (after.PlusDays(dueSoonDays), upTo.PlusDays(dueSoonDays));
        return db.Obligations(generation)
            .Where(row => row.OpensOn <= upTo && (row.ClosesOn == null || row.ClosesOn > after)
                && (row.OpensOn > after
                    || row.ClosesOn <= upTo
                    || (row.MetOn > after && row.MetOn <= upTo)
                    || (row.EndedOn > after && row.EndedOn <= upTo)
                    || (row.RefusedOn > after && row.RefusedOn <= upTo)
                    || (row.DueOn >= after && row.DueOn < upTo)
                    || (row.DueOn > soonAfter && row.DueOn <= soonUpTo)))
            .Select(StoredStage.FromRow)
            .ToListAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => rows?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<ChangeHeadRow> HoldRowAsync(string authorityId, CancellationToken cancellationToken)
    {
        if (await TouchAsync() == 0)
        {
            var today = LondonTime.DayOf(clock.GetCurrentInstant()).ToDateOnly();
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO change_heads (authority_id, last_number, advanced_to, first_number) VALUES ({authorityId}, {0L}, {today}, {1L}) ON CONFLICT DO NOTHING", cancellationToken);
            await TouchAsync();
        }

        return await RowOf(authorityId).SingleAsync(cancellationToken);

        Task<int> TouchAsync() => RowOf(authorityId).ExecuteUpdateAsync(row => row.SetProperty(r => r.LastNumber, r => r.LastNumber), cancellationToken);
    }

    private IQueryable<ChangeHeadRow> RowOf(string authorityId) => db.ChangeHeads.AsNoTracking().Where(row => row.AuthorityId == authorityId);

    private Instant Now() => clock.GetCurrentInstant().CutToMicroseconds();
}
