using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Retention;

/// <summary>How long the law has the case record of a looked-after child kept.</summary>
/// <param name="KeepUntil">The last day on which it is kept.</param>
/// <param name="Why">Why until then, in a few words.</param>
/// <param name="Citation">Where that is written.</param>
/// <remarks>
/// The anniversary itself is still kept, and of someone born, or who died, on 29 February it is 1 March in a common year. The 15 years begin with the day of
/// death, so that the day before their anniversary would do; a day too many harms nobody, a day too few cannot be undone.
/// </remarks>
public sealed record RetentionPeriod(LocalDate KeepUntil, string Why, Citation Citation)
{
    private const int YearsFromBirth = 75;
    private const int YearsFromDeath = 15;

    /// <summary>The period of a child, or null of one who was never looked after: then the regulation says nothing.</summary>
    /// <param name="child">The child.</param>
    /// <param name="wasLookedAfter">Whether the child has ever been looked after.</param>
    /// <param name="diedOn">The day of death, or null. Who dies on the 18th birthday has attained 18 at its first minute.</param>
    public static RetentionPeriod? Of(Child child, bool wasLookedAfter, LocalDate? diedOn)
    {
        ArgumentNullException.ThrowIfNull(child);
        if (!wasLookedAfter)
        {
            return null;
        }

        return diedOn is { } day && day < child.EighteenthBirthday
            ? new RetentionPeriod(Anniversary.Of(day, YearsFromDeath), "15 years from death before 18", CarePlanning2010.Regulation("50(1)(b)"))
            : new RetentionPeriod(child.Birthday(YearsFromBirth), "the 75th birthday", CarePlanning2010.Regulation("50(1)(a)"));
    }

    /// <summary>The period that a journey leads to, as far as it was recorded up to a day.</summary>
    public static RetentionPeriod? Of(Journey journey, LocalDate day)
    {
        ArgumentNullException.ThrowIfNull(journey);
        var periods = journey.PeriodsOfCare.Where(period => period.From <= day).ToList();
        var diedOn = periods is [.., { ClosedBy: ClosedBy.Death } last] && last.To <= day ? last.To : (LocalDate?)null;
        return Of(journey.Child, periods.Count > 0, diedOn);
    }

    /// <summary>The last day of birth of anyone whose 75th birthday has come by a day.</summary>
    public static LocalDate BornBy(LocalDate day) => day.PlusYears(-YearsFromBirth);

    /// <summary>Whether the last day has passed.</summary>
    public bool IsOver(LocalDate day) => day > KeepUntil;
}
