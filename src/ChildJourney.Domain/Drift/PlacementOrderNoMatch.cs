using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using NodaTime;

namespace ChildJourney.Domain.Drift;

/// <summary>A child has long been under a placement order without being matched.</summary>
/// <remarks>The day of the order is day 0. A child who is placed for adoption has been matched.</remarks>
public sealed class PlacementOrderNoMatch() : DriftIndicator(
    "placement-order-no-match",
    "Placement order without a match",
    "The child has been under a placement order (E1) for over 121 days and has not been matched.")
{
    private const string Days = "days";

    /// <inheritdoc/>
    public override IReadOnlyList<DriftThreshold> Thresholds { get; } = [new(Days, 121)];

    /// <inheritdoc/>
    public override IReadOnlyList<string> RestsOn => ["adoption-decision"];

    /// <inheritdoc/>
    protected override IEnumerable<DriftSpan> Find(Journey journey, IReadOnlyList<Obligation> obligations, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            foreach (var (since, until, status) in period.LegalStatuses)
            {
                if (status != LegalStatus.E1)
                {
                    continue;
                }

                var from = LocalDate.Max(since.PlusDays(Threshold(Days, settings) + 1), period.HistoryFrom ?? since);
                var to = DateSpans.Earlier(MatchedOn(journey, period), until) ?? period.To;
                if (from < to)
                {
                    yield return new DriftSpan(
                        from,
                        from,
                        to,
                        () => $"Under a placement order since {PlainEnglish.Date(since)}; no match has been made.",
                        new DriftFigure("days", null, since));
                }
            }
        }
    }

    private static LocalDate? MatchedOn(Journey journey, PeriodOfCare period) => DateSpans.Earlier(
        journey.All<AdoptionDecision>().FirstOrDefault(decision => decision.Kind == AdoptionDecisionKind.Matched && period.Holds(decision.On))?.On,
        period.FirstDayUnder(Regime.PlacedForAdoption));
}
