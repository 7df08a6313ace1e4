using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Domain.Rules.LeavingCare;

/// <summary>What a young person is to the law on leaving care.</summary>
public enum LeavingCareCategory
{
    /// <summary>16 or 17, was eligible, and is no longer looked after.</summary>
    Relevant,

    /// <summary>18 or over, and was eligible or relevant: to 21, and to 25 while support is in force.</summary>
    FormerRelevant,

    /// <summary>Under 21, was looked after at 16 or 17, and never for long enough to be eligible.</summary>
    Qualifying,

    /// <summary>16 or 17, looked after, and for long enough since 14.</summary>
    Eligible,
}

/// <summary>Reads the category out of a journey.</summary>
public static class LeavingCareCategories
{
    private const int LastAgeOfQualifying = 21;

    /// <summary>The category on a day, or null where the young person is entitled to nothing of the kind.</summary>
    public static LeavingCareCategory? Of(Journey journey, LocalDate day)
    {
        ArgumentNullException.ThrowIfNull(journey);
        var isLookedAfter = journey.PeriodOn(day)?.IsUnder(Regime.FullCare, day) == true;
        if (LeavingCareStanding.ReadFrom(journey).Any(standing => standing.Holds(day)))
        {
            return day >= journey.Child.EighteenthBirthday ? LeavingCareCategory.FormerRelevant
                : isLookedAfter ? LeavingCareCategory.Eligible
                : LeavingCareCategory.Relevant;
        }

        return !isLookedAfter && day < journey.Child.Birthday(LastAgeOfQualifying) && WasLookedAfterOfAge(journey, day) && !IsGone(journey, day)
            ? LeavingCareCategory.Qualifying
            : null;
    }

    private static bool WasLookedAfterOfAge(Journey journey, LocalDate day)
    {
        var ofAge = journey.Child.Birthday(Eligibility.Age);
        return journey.PeriodsOfCare.Any(period => period.Regimes.Any(span =>
            span.Value != Regime.ShortBreaks && LocalDate.Max(span.From, ofAge) is var from && from < day && from < span.To));
    }

    /// <summary>Whether the young person has died, or is another authority's to support.</summary>
    private static bool IsGone(Journey journey, LocalDate day) =>
        journey.All<Discharge>().LastOrDefault(discharge => discharge.On <= day) is { Reason: DischargeReason.E2 or DischargeReason.E3 };
}
