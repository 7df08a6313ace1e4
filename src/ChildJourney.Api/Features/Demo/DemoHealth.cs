using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Writes health assessments and dental checks, and the refusals of some teenagers.</summary>
internal static class DemoHealth
{
    private const int FirstDueWorkingDays = 20;
    private const int HalfYear = 6;
    private const int Year = 12;
    private const int YearlyFromAge = 5;
    private const int Refuses = 9;
    private const int RefusesFromAge = 13;
    private const int RefusedEachTime = 65;
    private const int FirstOnTime = 87;

    private static readonly Spread daysBeforeFirstReview = new(1, 10);
    private static readonly Spread workingDaysLate = new(1, 30);
    private static readonly DemoPunctuality again = new(89, new(0, 45), (60, new(1, 40)), (40, new(41, 130)));
    private static readonly DemoPunctuality atDentist = new(87, new(0, 150), (70, new(1, 60)), (30, new(61, 150)));

    private static readonly WorkingDayCalendar calendar = WorkingDayCalendar.EnglandAndWales;

    /// <summary>Writes the assessments and checks of a stay with those reviews.</summary>
    public static void Write(DemoLife life, DemoStay stay, IReadOnlyList<LocalDate> reviews)
    {
        var refuses = life.Dice.Percent(Refuses);
        for (var on = First(life.Dice, stay, reviews); stay.Holds(on) && on <= life.Today; on = again.Draw(life.Dice, on.PlusDays(1), on.PlusMonths(Months(stay, on))))
        {
            Add(on, HealthAssessment.Shape);
        }

        for (var on = atDentist.Draw(life.Dice, stay.From.PlusDays(1), stay.From.PlusMonths(Year)); stay.Holds(on) && on <= life.Today; on = atDentist.Draw(life.Dice, on.PlusDays(1), on.PlusMonths(Year)))
        {
            Add(on, DentalCheck.Shape);
        }

        void Add(LocalDate on, EntryShape shape)
        {
            var refused = refuses && stay.AgeOn(on) >= RefusesFromAge && life.Dice.Percent(RefusedEachTime);
            life.Add(stay, on, head => shape.Of(head, ("refused", refused)));
        }
    }

    /// <summary>The day of the initial assessment, which is meant to be ready for the first review.</summary>
    private static LocalDate First(DemoDice dice, DemoStay stay, IReadOnlyList<LocalDate> reviews)
    {
        var due = calendar.Add(stay.From, FirstDueWorkingDays);
        var neededOn = reviews is [var firstReview, ..] ? LocalDate.Min(due, firstReview) : due;
        return dice.Percent(FirstOnTime)
            ? LocalDate.Max(stay.From, calendar.LastOnOrBefore(neededOn.PlusDays(-dice.Draw(daysBeforeFirstReview))))
            : calendar.Add(due, dice.Draw(workingDaysLate));
    }

    /// <summary>How many months until the next: half a year while it would find the child under five.</summary>
    private static int Months(DemoStay stay, LocalDate on) => stay.AgeOn(on.PlusMonths(HalfYear)) < YearlyFromAge ? HalfYear : Year;
}
