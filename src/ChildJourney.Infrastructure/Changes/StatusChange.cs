using ChildJourney.Domain.Obligations;
using NodaTime;

namespace ChildJourney.Infrastructure.Changes;

/// <summary>A change of one obligation's status.</summary>
/// <param name="On">The first day of the new status.</param>
/// <param name="ChildId">The child.</param>
/// <param name="ObligationId">The obligation.</param>
/// <param name="Rule">Its rule.</param>
/// <param name="Status">The new status, or null where the obligation no longer exists.</param>
/// <param name="Previous">The status before, or null where it did not exist.</param>
internal readonly record struct StatusChange(LocalDate On, string ChildId, string ObligationId, string Rule, Status? Status, Status? Previous)
{
    /// <summary>The changes that the days after one, up to another, bring to those stages.</summary>
    public static IEnumerable<StatusChange> Brought(IEnumerable<StoredStage> stages, LocalDate after, LocalDate upTo, int dueSoonDays) =>
        from obligation in ByObligation(stages)
        from turn in obligation.Value.Dates.Turns(after, upTo, dueSoonDays)
        select new StatusChange(turn.On, obligation.Key.ChildId, obligation.Key.ObligationId, obligation.Value.Rule, turn.Status, turn.Previous);

    /// <summary>The changes on a day from some stages, looked at with one due-soon window, to others, looked at with another.</summary>
    public static IEnumerable<StatusChange> Between(IEnumerable<StoredStage> before, int windowBefore, IEnumerable<StoredStage> after, int windowAfter, LocalDate day)
    {
        var was = ByObligation(before);
        var now = ByObligation(after);
        foreach (var (key, obligation) in now)
        {
            var previous = was.Remove(key, out var known) ? known.Dates.StatusOn(day, windowBefore) : null;
            var status = obligation.Dates.StatusOn(day, windowAfter);
            if (status != previous)
            {
                yield return new StatusChange(day, key.ChildId, key.ObligationId, obligation.Rule, status, previous);
            }
        }

        foreach (var (key, obligation) in was)
        {
            if (obligation.Dates.StatusOn(day, windowBefore) is { } previous)
            {
                yield return new StatusChange(day, key.ChildId, key.ObligationId, obligation.Rule, null, previous);
            }
        }
    }

    /// <summary>The order within one instant.</summary>
    public static IEnumerable<StatusChange> Ordered(IEnumerable<StatusChange> changes) => changes
        .OrderBy(change => change.On)
        .ThenBy(change => change.ChildId, StringComparer.Ordinal)
        .ThenBy(change => change.ObligationId, StringComparer.Ordinal);

    private static Dictionary<(string ChildId, string ObligationId), (string Rule, List<DatedStage> Dates)> ByObligation(IEnumerable<StoredStage> stages)
    {
        var found = new Dictionary<(string, string), (string Rule, List<DatedStage> Dates)>();
        foreach (var stage in stages)
        {
            var key = (stage.ChildId, stage.ObligationId);
            if (!found.TryGetValue(key, out var obligation))
            {
                found.Add(key, obligation = (stage.Rule, []));
            }

            obligation.Dates.Add(stage.Dated);
        }

        return found;
    }
}
