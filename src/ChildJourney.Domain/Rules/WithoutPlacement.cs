using ChildJourney.Domain.Journeys;
using NodaTime;

namespace ChildJourney.Domain.Rules;

/// <summary>Days on which a child has long been looked after without a placement on record, so that what hangs on one cannot be determined.</summary>
internal static class WithoutPlacement
{
    private const int DaysAllowed = 7;

    /// <summary>The stretches, each from the day after more than seven days to the next placement or the end of the period; the value is the first day without one.</summary>
    public static IEnumerable<DateSpan<LocalDate>> Of(PeriodOfCare period)
    {
        var since = period.HistoryFrom ?? period.From;
        foreach (var placement in period.Placements)
        {
            if (Stretch(since, placement.From) is { } gap)
            {
                yield return gap;
            }

            since = LocalDate.Max(since, placement.To);
        }

        if (Stretch(since, period.To) is { } last)
        {
            yield return last;
        }
    }

    private static DateSpan<LocalDate>? Stretch(LocalDate since, LocalDate to) =>
        since.PlusDays(DaysAllowed + 1) is var from && from < to ? new DateSpan<LocalDate>(from, to, since) : null;
}
