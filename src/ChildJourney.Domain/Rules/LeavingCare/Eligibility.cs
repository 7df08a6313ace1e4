using ChildJourney.Domain.Journeys;
using NodaTime;

namespace ChildJourney.Domain.Rules.LeavingCare;

/// <summary>When a child becomes eligible: looked after for 91 days in total since 14, at least one of them at 16 or 17.</summary>
/// <remarks>The days are added up across periods of care. Short breaks are left out, and so is the day of discharge.</remarks>
/// <param name="On">The first day at 16 or 17 on which the child was looked after and had been for long enough.</param>
/// <param name="Period">The period of care that holds it.</param>
internal sealed record Eligibility(LocalDate On, PeriodOfCare Period)
{
    /// <summary>The age from which a looked-after child may be eligible.</summary>
    public const int Age = 16;

    private const int CountedFromAge = 14;
    private const int DaysNeeded = 91;

    /// <summary>The day of a journey, which may lie ahead if the child stays in care; null where it never comes.</summary>
    public static Eligibility? Of(Journey journey)
    {
        var countedFrom = journey.Child.Birthday(CountedFromAge);
        var ofAge = journey.Child.Birthday(Age);
        var days = 0;
        foreach (var period in journey.PeriodsOfCare)
        {
            foreach (var span in period.Regimes)
            {
                var from = LocalDate.Max(span.From, countedFrom);
                if (span.Value == Regime.ShortBreaks || !(from < span.To))
                {
                    continue;
                }

                var on = LocalDate.Max(from.PlusDays(Math.Max(0, DaysNeeded - days - 1)), ofAge);
                if (on < span.To)
                {
                    return new Eligibility(on, period);
                }

                days += NodaTime.Period.DaysBetween(from, span.To.Value);
            }
        }

        return null;
    }
}
