using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using NodaTime;

namespace ChildJourney.Domain.Drift;

/// <summary>A child has come back into care soon after leaving it.</summary>
/// <remarks>Twelve months to the day after leaving is still within them. Short breaks are left out, and an entry that lies before recording began.</remarks>
public sealed class ReEntry() : DriftIndicator(
    "re-entry",
    "Back in care",
    "The child came back into care within twelve months of leaving; for twelve months from the return.")
{
    private const string Months = "months";

    /// <inheritdoc/>
    public override IReadOnlyList<DriftThreshold> Thresholds { get; } = [new(Months, 12)];

    /// <inheritdoc/>
    protected override IEnumerable<DriftSpan> Find(Journey journey, IReadOnlyList<Obligation> obligations, Settings settings)
    {
        var window = new Amount(Threshold(Months, settings), Unit.Months);
        LocalDate? left = null;
        foreach (var period in journey.PeriodsOfCare)
        {
            if (period.FirstDayUnder(Regime.FullCare) is not { } backOn)
            {
                continue;
            }

            if (left is { } leftOn && backOn <= window.After(leftOn, settings.Calendar) && backOn != period.HistoryFrom)
            {
                var from = LocalDate.Max(backOn, period.HistoryFrom ?? backOn);
                var to = LocalDate.Min(window.After(backOn, settings.Calendar), period.To);
                if (from < to)
                {
                    yield return new DriftSpan(
                        from,
                        from,
                        to,
                        () => $"Came back into care on {PlainEnglish.Date(backOn)}, having left it on {PlainEnglish.Date(leftOn)}.",
                        new DriftFigure("daysOutOfCare", Period.DaysBetween(leftOn, backOn), null),
                        new DriftFigure("days", null, backOn));
                }
            }

            left = LastDayUnderFullCare(period);
        }
    }

    private static LocalDate LastDayUnderFullCare(PeriodOfCare period) => period.Regimes.Last(span => (span.Value & Regime.FullCare) != Regime.None).To!.Value;
}
