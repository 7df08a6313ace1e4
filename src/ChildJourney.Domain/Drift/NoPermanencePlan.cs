using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using NodaTime;

namespace ChildJourney.Domain.Drift;

/// <summary>The second review is over, or the child four months in care, and there is no permanence plan.</summary>
public sealed class NoPermanencePlan() : DriftIndicator(
    "no-permanence-plan",
    "No permanence plan",
    "The second review has been completed, or the child has been in care for four months, and there is no permanence plan.")
{
    private const string Months = "months";

    /// <inheritdoc/>
    public override IReadOnlyList<DriftThreshold> Thresholds { get; } = [new(Months, 4)];

    /// <inheritdoc/>
    public override IReadOnlyList<string> RestsOn => ["permanence-plan"];

    /// <inheritdoc/>
    protected override IEnumerable<DriftSpan> Find(Journey journey, IReadOnlyList<Obligation> obligations, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            if (period.FirstDayUnder(Regime.FullCare) is not { } entryOn)
            {
                continue;
            }

            var months = new Amount(Threshold(Months, settings), Unit.Months);
            var longInCare = months.After(entryOn, settings.Calendar);
            var secondReview = period.ReviewDuties is [_, { Order: ReviewOrder.Second, Met.On: var heldOn }, ..] ? heldOn : (LocalDate?)null;
            var bySecondReview = secondReview <= longInCare;
            var from = LocalDate.Max(DateSpans.Earlier(secondReview, longInCare)!.Value, LocalDate.Max(period.RemandEndsOn, period.HistoryFrom ?? period.From));
            var to = journey.All<PermanencePlan>().FirstOrDefault(plan => period.Holds(plan.On))?.On ?? period.To;
            if (from < to && from < period.To)
            {
                yield return new DriftSpan(
                    from,
                    from,
                    to,
                    () => bySecondReview
                        ? $"The second review was completed on {PlainEnglish.Date(secondReview!.Value)}; no permanence plan had been made."
                        : $"Looked after since {PlainEnglish.Date(entryOn)}, {months.InWords()} by {PlainEnglish.Date(longInCare)}; no permanence plan had been made.",
                    new DriftFigure("daysInCare", null, entryOn));
            }
        }
    }
}
