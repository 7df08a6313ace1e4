using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Writes the reviews of a stay: booked ahead, most held on time, some late or adjourned, and a few of those due of late not held yet.</summary>
internal static class DemoReviews
{
    private const int FirstDueWorkingDays = 20;
    private const int FirstDueWorkingDaysWithParents = 10;
    private const int SecondDueMonths = 3;
    private const int LaterDueMonths = 6;
    private const int DaysUntilReviewAfterAdoptivePlacement = 28;
    private const int Adjourned = 4;
    private const int NotHeldYet = 16;
    private const int NotHeldYetWithinDays = 60;
    private const int Booked = 91;
    private const int BookedAgain = 85;

    private static readonly int[] onTime = [88, 85, 90];
    private static readonly Spread daysEarly = new(0, 12);
    private static readonly Spread workingDaysLate = new(1, 25);
    private static readonly Spread workingDaysAdjourned = new(5, 22);
    private static readonly Spread workingDaysUntilFirstBooked = new(1, 5);
    private static readonly Spread workingDaysUntilBooked = new(1, 15);
    private static readonly Spread workingDaysMovedAhead = new(1, 6);
    private static readonly Spread workingDaysUntilMovedTo = new(1, 9);

    private static readonly WorkingDayCalendar calendar = WorkingDayCalendar.EnglandAndWales;

    /// <summary>Writes the reviews, and gives the days on which they were held.</summary>
    public static IReadOnlyList<LocalDate> Write(DemoLife life, DemoStay stay, IReadOnlyList<(LocalDate On, string? Officer)> officers, IReadOnlyList<DemoPlacement> placements)
    {
        var held = new List<LocalDate>();
        var work = new DemoReviewWork(life, stay, officers);
        var due = stay.IsShortBreaks ? stay.From.PlusMonths(SecondDueMonths) : calendar.Add(stay.From, IsWithParentsNotAssessed(placements) ? FirstDueWorkingDaysWithParents : FirstDueWorkingDays);
        var inCycle = stay.IsShortBreaks ? 1 : 0;
        var adoptivePlacementOn = stay.PlacedForAdoptionOn;
        while (true)
        {
            var next = Draw(life.Dice, due, inCycle);
            if (next.On >= adoptivePlacementOn)
            {
                due = adoptivePlacementOn.Value.PlusDays(DaysUntilReviewAfterAdoptivePlacement);
                next = new Meeting(calendar.LastOnOrBefore(due));
                inCycle = 0;
                adoptivePlacementOn = null;
            }

            var after = held.Count > 0 ? held[^1] : (LocalDate?)null;
            var isHeldYet = next.On <= life.Today && stay.Holds(next.On) && !IsNotHeldYet(life, stay, due);
            if (!stay.IsShortBreaks)
            {
                WriteBookings(life, stay, after, next, isHeldYet || due >= life.Today);
                work.Prepare(next.On, after);
            }

            if (next.AdjournedOn is { } adjournedOn && (isHeldYet || due >= life.Today))
            {
                life.Add(stay, adjournedOn, head => ReviewAdjourned.Shape.New(head));
            }

            if (!isHeldYet)
            {
                return held;
            }

            held.Add(next.On);
            inCycle++;
            due = next.On.PlusMonths(inCycle == 1 ? SecondDueMonths : LaterDueMonths);
            work.Write(next.On, next.AdjournedOn, after, due);
        }
    }

    /// <summary>Whether the child came to parents who had yet to be assessed: then the case is reviewed beside the assessment.</summary>
    private static bool IsWithParentsNotAssessed(IReadOnlyList<DemoPlacement> placements) =>
        placements is [{ Approval.Kind: PlacementApproval.ParentBeforeAssessment }, ..];

    private static Meeting Draw(DemoDice dice, LocalDate due, int inCycle)
    {
        var planned = calendar.LastOnOrBefore(due.PlusDays(-dice.Draw(daysEarly)));
        return dice.Percent(Adjourned) ? new Meeting(calendar.Add(planned, dice.Draw(workingDaysAdjourned))) { Planned = planned, AdjournedOn = planned }
            : dice.Percent(onTime[Math.Min(inCycle, onTime.Length - 1)]) ? new Meeting(planned)
            : new Meeting(calendar.Add(due, dice.Draw(workingDaysLate))) { Planned = planned };
    }

    private static bool IsNotHeldYet(DemoLife life, DemoStay stay, LocalDate due) =>
        stay.Holds(life.Today) && due < life.Today && due >= life.Today.PlusDays(-NotHeldYetWithinDays) && life.Dice.Percent(NotHeldYet);

    /// <summary>A review is booked some days after the one before, and booked again where it cannot be held on its day.</summary>
    private static void WriteBookings(DemoLife life, DemoStay stay, LocalDate? after, Meeting next, bool goesAhead)
    {
        var dice = life.Dice;
        var bookedOn = after is { } last ? calendar.Add(last, dice.Draw(workingDaysUntilBooked)) : calendar.Add(stay.From, dice.Draw(workingDaysUntilFirstBooked));
        if (bookedOn >= next.Planned || next.Planned >= stay.Child.EighteenthBirthday || !dice.Percent(Booked))
        {
            return;
        }

        life.Add(stay, bookedOn, head => ReviewBooked.New(head, next.Planned));
        var movedOn = LocalDate.Max(bookedOn, calendar.Add(next.Planned, -dice.Draw(workingDaysMovedAhead)));
        var movedTo = goesAhead ? next.On : calendar.Add(life.Today, dice.Draw(workingDaysUntilMovedTo));
        if (movedTo != next.Planned && next.AdjournedOn is null && dice.Percent(BookedAgain))
        {
            life.Add(stay, movedOn, head => ReviewBooked.New(head, movedTo));
        }
    }

    /// <summary>A review as it comes about.</summary>
    private readonly record struct Meeting(LocalDate On)
    {
        /// <summary>The day it was first meant for.</summary>
        public LocalDate Planned { get; init; } = On;

        /// <summary>The day it was adjourned, or null.</summary>
        public LocalDate? AdjournedOn { get; init; }
    }
}
