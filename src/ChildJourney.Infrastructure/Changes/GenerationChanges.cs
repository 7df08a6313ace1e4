using ChildJourney.Infrastructure.Projection;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Changes;

/// <summary>Writes what changes for everyone at once: where answers come to rest on another generation, or on another due-soon window.</summary>
internal sealed class GenerationChanges(JourneyDb db, IClock clock) : IAsyncDisposable
{
    private readonly ChangeLog log = new(db, clock);

    /// <summary>Writes how today's statuses of one generation differ from another's, which takes its place in the caller's transaction.</summary>
    public async Task WriteAsync(Generation from, Generation to, CancellationToken cancellationToken)
    {
        if (await log.HoldAsync(from.AuthorityId, cancellationToken) is not { } head)
        {
            return;
        }

        await log.AdvanceAsync(head, from, before: null, cancellationToken);
        var (windowBefore, windowAfter) = (from.Settings.Policy.DueSoonDays, to.Settings.Policy.DueSoonDays);
        var before = await DifferingAsync(from, to, head.Today, windowBefore, windowAfter, cancellationToken);
        var after = from.Number == to.Number ? before : await DifferingAsync(to, from, head.Today, windowBefore, windowAfter, cancellationToken);
        head.Record(StatusChange.Between(before, windowBefore, after, windowAfter, head.Today));
        await log.StoreAsync(head, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => log.DisposeAsync();

    /// <summary>The stages in force today that have no equal in the other generation, or that lie in one due-soon window and not in the other.</summary>
    private Task<List<StoredStage>> DifferingAsync(Generation one, Generation other, LocalDate today, int window, int otherWindow, CancellationToken cancellationToken)
    {
        var (soon, later) = (today.PlusDays(int.Min(window, otherWindow)), today.PlusDays(int.Max(window, otherWindow)));
        var rows = db.Obligations(one).InForce(today);
        if (one.Number == other.Number)
        {
            return rows.Where(row => row.DueOn > soon && row.DueOn <= later).Select(StoredStage.FromRow).ToListAsync(cancellationToken);
        }

        var others = db.Obligations(other).InForce(today);
        return rows
            .Where(row => (row.DueOn > soon && row.DueOn <= later)
                || !others.Any(equal => equal.ChildId == row.ChildId && equal.ObligationId == row.ObligationId
                    && equal.DueOn == row.DueOn && equal.MetOn == row.MetOn && equal.EndedOn == row.EndedOn && equal.RefusedOn == row.RefusedOn
                    && equal.MetInTime == row.MetInTime && equal.MissingFact == row.MissingFact))
            .Select(StoredStage.FromRow)
            .ToListAsync(cancellationToken);
    }
}
