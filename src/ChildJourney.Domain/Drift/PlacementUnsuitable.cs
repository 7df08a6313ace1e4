using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.Placements;
using NodaTime;

namespace ChildJourney.Domain.Drift;

/// <summary>A child lives in bed and breakfast, in an unregistered placement, or under 16 in an unregulated one.</summary>
/// <remarks>What is unregistered or unregulated is what the alerts on placements say.</remarks>
public sealed class PlacementUnsuitable() : DriftIndicator(
    "placement-unsuitable",
    "Placement unsuitable",
    "The placement is bed and breakfast, is not registered, or is unregulated and the child under 16.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> RestsOn => ["placement"];

    /// <inheritdoc/>
    protected override IEnumerable<DriftSpan> Find(Journey journey, IReadOnlyList<Obligation> obligations, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            var spans = InBedAndBreakfast(period)
                .Concat(AlertedOf<UnregulatedUnder16>(journey, period))
                .Concat(AlertedOf<UnregisteredPlacement>(journey, period))
                .Concat(AlertedOf<UnregisteredSupportedAccommodation>(journey, period));
            foreach (var span in OneAfterAnother(spans))
            {
                yield return span;
            }
        }
    }

    private static IEnumerable<DriftSpan> InBedAndBreakfast(PeriodOfCare period)
    {
        foreach (var placement in period.Placements)
        {
            foreach (var (since, to, _) in placement.StretchesWhere(terms => terms.Setting == PlacementSetting.BedAndBreakfast))
            {
                var from = LocalDate.Max(since, period.HistoryFrom ?? since);
                if (period.IsUnder(Regime.FullCare, from))
                {
                    yield return Span(from, to, since, () => $"Living in bed and breakfast since {PlainEnglish.Date(since)}.");
                }
            }
        }
    }

    private static IEnumerable<DriftSpan> AlertedOf<T>(Journey journey, PeriodOfCare period)
        where T : PlacementAlert
    {
        var alert = RuleCatalogue.Get<T>();
        return alert.StretchesIn(journey, period).Select(stretch => Span(
            stretch.From,
            stretch.To,
            stretch.Value.On,
            () => $"{PlainEnglish.Capitalised(alert.Reason(journey.Child, stretch.Value, stretch.From))}."));
    }

    private static DriftSpan Span(LocalDate from, LocalDate? to, LocalDate since, Func<string> sentence) =>
        new(from, from, to, sentence, new DriftFigure("days", null, since));
}
