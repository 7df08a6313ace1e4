using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Obligations;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Changes;

/// <summary>The flags that were open at a change, whatever has changed since: what a reader of changes begins with.</summary>
/// <param name="visible">What may be seen.</param>
/// <param name="generation">The generation that answers rest on.</param>
/// <param name="today">The day up to which changes are written.</param>
internal sealed class OpenFlags(Visible visible, Generation generation, LocalDate today)
{
    private static readonly Status[] open = [Status.Upcoming, Status.DueSoon, Status.Overdue, Status.CannotDetermine];
    private static readonly string[] openWords = [.. open.Select(Words.Of)];

    /// <summary>Adds the flags after a place, so many at most. Returns how far it has come.</summary>
    public async Task<ChangePlace> ReadAsync(ChangePlace place, int limit, List<ChangeRow> found, CancellationToken cancellationToken)
    {
        var after = place.Flag!;
        var (child, id) = (after.ChildId, after.ObligationId);
        var window = generation.Settings.Policy.DueSoonDays;
        var standing = await visible.Obligations(generation)
            .InForce(today)
            .WithStatus(open, today, today, window)
            .Where(row => string.Compare(row.ChildId, child) > 0 || (row.ChildId == child && string.Compare(row.ObligationId, id) > 0))
            .OrderBy(row => row.ChildId)
            .ThenBy(row => row.ObligationId)
            .Select(StoredStage.FromRow)
            .Take(limit)
            .ToListAsync(cancellationToken);
        var last = standing.Count < limit ? null : new FlagPlace(standing[^1].ChildId, standing[^1].ObligationId);
        var moved = await MovedAsync(place, after, last, cancellationToken);

        // What has changed since stands as it did before the first change; all else as it does now.
        var flags = standing
            .Where(stage => !moved.ContainsKey((stage.ChildId, stage.ObligationId)))
            .Select(stage => (stage.ChildId, stage.ObligationId, stage.Rule, Status: Words.Of(stage.Dated.Dates.StatusOn(today, window))))
            .Concat(moved.Values.Where(change => openWords.Contains(change.PreviousStatus)).Select(change => (change.ChildId, change.ObligationId, change.Rule, Status: change.PreviousStatus!)))
            .OrderBy(flag => flag.ChildId, StringComparer.Ordinal)
            .ThenBy(flag => flag.ObligationId, StringComparer.Ordinal)
            .ToList();
        found.AddRange(flags.Take(limit).Select(flag => new ChangeRow
        {
            AuthorityId = generation.AuthorityId,
            At = place.At,
            On = LondonTime.DayOf(place.At),
            ChildId = flag.ChildId,
            ObligationId = flag.ObligationId,
            Rule = flag.Rule,
            Status = flag.Status,
        }));
        return place with { Flag = flags.Count > limit ? new FlagPlace(flags[limit - 1].ChildId, flags[limit - 1].ObligationId) : last };
    }

    /// <summary>Of each obligation between two places that has changed since, the first change.</summary>
    private async Task<Dictionary<(string ChildId, string ObligationId), ChangeRow>> MovedAsync(
        ChangePlace place, FlagPlace after, FlagPlace? last, CancellationToken cancellationToken)
    {
        var (number, child, id) = (place.Number, after.ChildId, after.ObligationId);
        var changes = visible.Changes
            .Where(row => row.Number > number)
            .Where(row => string.Compare(row.ChildId, child) > 0 || (row.ChildId == child && string.Compare(row.ObligationId, id) > 0));
        if (last is not null)
        {
            var (lastChild, lastId) = (last.ChildId, last.ObligationId);
            changes = changes.Where(row => string.Compare(row.ChildId, lastChild) < 0 || (row.ChildId == lastChild && string.Compare(row.ObligationId, lastId) <= 0));
        }

        var first = new Dictionary<(string, string), ChangeRow>();
        await foreach (var change in changes.OrderBy(row => row.Number).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            first.TryAdd((change.ChildId, change.ObligationId), change);
        }

        return first;
    }
}
