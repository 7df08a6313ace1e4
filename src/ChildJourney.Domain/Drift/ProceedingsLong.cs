using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using NodaTime;

namespace ChildJourney.Domain.Drift;

/// <summary>Care proceedings have been open for long.</summary>
/// <remarks>The day of issue is day 1, so 26 weeks are over on the 183rd day. An extension makes them no shorter.</remarks>
public sealed class ProceedingsLong() : DriftIndicator(
    "proceedings-long",
    "Proceedings long open",
    "Care proceedings have been open for over 26 weeks, extended or not.")
{
    private const string Weeks = "weeks";

    /// <inheritdoc/>
    public override IReadOnlyList<DriftThreshold> Thresholds { get; } = [new(Weeks, 26)];

    /// <inheritdoc/>
    public override IReadOnlyList<string> RestsOn => ["proceedings"];

    /// <inheritdoc/>
    protected override IEnumerable<DriftSpan> Find(Journey journey, IReadOnlyList<Obligation> obligations, Settings settings)
    {
        var all = journey.All<Proceedings>();
        if (all.Count == 0)
        {
            return [];
        }

        var allowed = new Amount(Threshold(Weeks, settings), Unit.Weeks, FirstDayCounts: true);
        return journey.PeriodsOfCare.SelectMany(period => OneAfterAnother(all.Select(each => Long(each, period, allowed, settings))));
    }

    private static DriftSpan Long(Proceedings proceedings, PeriodOfCare period, Amount allowed, Settings settings)
    {
        var over = allowed.After(proceedings.On, settings.Calendar).PlusDays(1);
        var from = LocalDate.Max(over, period.HistoryFrom ?? period.From);
        return new DriftSpan(
            from,
            from,
            LocalDate.Min(proceedings.ConcludedOn ?? period.To, period.To),
            () => $"Care proceedings were issued on {PlainEnglish.Date(proceedings.On)} and have been open for over {allowed.InWords()}.",
            new DriftFigure("days", null, proceedings.On));
    }
}
