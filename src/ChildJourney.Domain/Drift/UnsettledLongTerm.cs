using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using NodaTime;

namespace ChildJourney.Domain.Drift;

/// <summary>A child under 16 has long been looked after and not been long in one placement.</summary>
/// <remarks>Both are counted on the corresponding date. A placement of which only the record began that day is left out: how long it has lasted is not known.</remarks>
public sealed class UnsettledLongTerm() : DriftIndicator(
    "unsettled-long-term",
    "Long looked after, not settled",
    "The child is under 16, has been looked after for two and a half years or more, and in this placement for under two years.")
{
    private const int Age = 16;
    private const string MonthsLookedAfter = "monthsLookedAfter";
    private const string MonthsInPlacement = "monthsInPlacement";

    /// <inheritdoc/>
    public override IReadOnlyList<DriftThreshold> Thresholds { get; } = [new(MonthsLookedAfter, 30), new(MonthsInPlacement, 24)];

    /// <inheritdoc/>
    public override IReadOnlyList<string> RestsOn => ["placement"];

    /// <inheritdoc/>
    protected override IEnumerable<DriftSpan> Find(Journey journey, IReadOnlyList<Obligation> obligations, Settings settings)
    {
        var sixteenth = journey.Child.Birthday(Age);
        foreach (var period in journey.PeriodsOfCare)
        {
            if (period.FirstDayUnder(Regime.FullCare) is not { } entryOn)
            {
                continue;
            }

            var longInCare = LocalDate.Max(Months(MonthsLookedAfter).After(entryOn, settings.Calendar), period.HistoryFrom ?? entryOn);
            foreach (var span in OneAfterAnother(period.Placements.Where(placement => placement.From != period.HistoryFrom).Select(Unsettled)))
            {
                yield return span;
            }

            DriftSpan Unsettled(Placement placement)
            {
                var from = LocalDate.Max(placement.From, longInCare);
                var settled = LocalDate.Min(Months(MonthsInPlacement).After(placement.From, settings.Calendar), sixteenth);
                return new DriftSpan(
                    from,
                    from,
                    LocalDate.Min(placement.To, settled),
                    () => $"Looked after since {PlainEnglish.Date(entryOn)}, and in this placement only since {PlainEnglish.Date(placement.From)}.",
                    new DriftFigure("daysInCare", null, entryOn),
                    new DriftFigure("daysInPlacement", null, placement.From));
            }
        }

        Amount Months(string name) => new(Threshold(name, settings), Unit.Months);
    }
}
