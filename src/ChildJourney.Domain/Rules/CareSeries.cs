using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Domain.Rules;

/// <summary>Periods of care with those of one series of short breaks (V3), less than twelve months apart, taken together.</summary>
internal static class CareSeries
{
    private static readonly Amount seriesBreaksOff = new(12, Unit.Months);

    /// <summary>The periods of care of a journey, in order; one that is of no series stands alone.</summary>
    public static List<List<PeriodOfCare>> Of(Journey journey, Settings settings)
    {
        var all = new List<List<PeriodOfCare>>();
        foreach (var period in journey.PeriodsOfCare)
        {
            if (all.Count > 0 && all[^1][^1] is var before && IsOneOfMany(before) && IsOneOfMany(period) && period.From < seriesBreaksOff.After(before.To, settings.Calendar))
            {
                all[^1].Add(period);
            }
            else
            {
                all.Add([period]);
            }
        }

        return all;
    }

    private static bool IsOneOfMany(PeriodOfCare period) => period.LegalStatuses[0].Value == LegalStatus.V3;
}
