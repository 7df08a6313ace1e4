using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Writes the reviews of a stay: most on time, some late, and a few of those that were due of late not held yet.</summary>
internal static class DemoReviews
{
    private const int FirstDueWorkingDays = 20;
    private const int SecondDueMonths = 3;
    private const int LaterDueMonths = 6;
    private const int DaysUntilReviewAfterAdoptivePlacement = 28;
    private const int NotHeldYet = 28;
    private const int NotHeldYetWithinDays = 60;
    private const int TakesPartFrom = 4;
    private const int SpokeWithChild = 88;
    private const int PaperworkDone = 90;

    private static readonly int[] onTime = [88, 85, 90];
    private static readonly Spread daysEarly = new(0, 12);
    private static readonly Spread workingDaysLate = new(1, 25);
    private static readonly Spread spokeDaysBefore = new(0, 14);
    private static readonly Spread reportWorkingDaysBefore = new(1, 6);
    private static readonly Spread decisionsWorkingDays = new(1, 6);
    private static readonly Spread recordWorkingDays = new(7, 16);
    private static readonly Spread distributedWorkingDays = new(17, 21);

    private static readonly (int, Participation)[] participations =
    [
        (52, Participation.PN1), (3, Participation.PN2), (5, Participation.PN3), (4, Participation.PN4), (6, Participation.PN5),
        (22, Participation.PN6), (8, Participation.PN7),
    ];

    private static readonly WorkingDayCalendar calendar = WorkingDayCalendar.EnglandAndWales;

    private static readonly DemoField participation = new(Review.Shape, "participation");
    private static readonly DemoField spokeWithChildOn = new(Review.Shape, "spokeWithChildOn");
    private static readonly DemoField reportReceivedOn = new(Review.Shape, "reportReceivedOn");
    private static readonly DemoField decisionsOn = new(Review.Shape, "decisionsOn");
    private static readonly DemoField recordOn = new(Review.Shape, "recordOn");
    private static readonly DemoField distributedOn = new(Review.Shape, "distributedOn");
    private static readonly DemoField chair = new(Review.Shape, "chair");

    /// <summary>Writes the reviews, and gives the days on which they were held.</summary>
    public static IReadOnlyList<LocalDate> Write(DemoLife life, DemoStay stay, IReadOnlyList<(LocalDate On, string? Officer)> officers)
    {
        var held = new List<LocalDate>();
        var due = stay.IsShortBreaks ? stay.From.PlusMonths(SecondDueMonths) : calendar.Add(stay.From, FirstDueWorkingDays);
        var inCycle = stay.IsShortBreaks ? 1 : 0;
        var adoptivePlacementOn = stay.PlacedForAdoptionOn;
        while (true)
        {
            var on = DayHeld(life.Dice, due, inCycle);
            if (on >= adoptivePlacementOn)
            {
                due = adoptivePlacementOn.Value.PlusDays(DaysUntilReviewAfterAdoptivePlacement);
                on = calendar.LastOnOrBefore(due);
                inCycle = 0;
                adoptivePlacementOn = null;
            }

            if (on > life.Today || !stay.Holds(on) || IsNotHeldYet(life, stay, due))
            {
                return held;
            }

            WriteReview(life, stay, on, officers);
            held.Add(on);
            inCycle++;
            due = on.PlusMonths(inCycle == 1 ? SecondDueMonths : LaterDueMonths);
        }
    }

    private static LocalDate DayHeld(DemoDice dice, LocalDate due, int inCycle) =>
        dice.Percent(onTime[Math.Min(inCycle, onTime.Length - 1)])
            ? calendar.LastOnOrBefore(due.PlusDays(-dice.Draw(daysEarly)))
            : calendar.Add(due, dice.Draw(workingDaysLate));

    private static bool IsNotHeldYet(DemoLife life, DemoStay stay, LocalDate due) =>
        stay.Holds(life.Today) && due < life.Today && due >= life.Today.PlusDays(-NotHeldYetWithinDays) && life.Dice.Percent(NotHeldYet);

    private static void WriteReview(DemoLife life, DemoStay stay, LocalDate on, IReadOnlyList<(LocalDate On, string? Officer)> officers)
    {
        var dice = life.Dice;
        var takesPart = stay.AgeOn(on) >= TakesPartFrom;
        LocalDate? spokeOn = takesPart && dice.Percent(SpokeWithChild) ? LocalDate.Max(stay.From, calendar.LastOnOrBefore(on.PlusDays(-dice.Draw(spokeDaysBefore)))) : null;
        var officer = officers.LastOrDefault(allocated => allocated.On <= on).Officer;
        FieldValue[] values =
        [
            participation.Is(takesPart ? dice.Pick<Participation>(participations) : Participation.PN0),
            spokeWithChildOn.Is(spokeOn),
            reportReceivedOn.Is(Mostly(calendar.Add(on, -dice.Draw(reportWorkingDaysBefore)))),
            decisionsOn.Is(Mostly(calendar.Add(on, dice.Draw(decisionsWorkingDays)))),
            recordOn.Is(Mostly(calendar.Add(on, dice.Draw(recordWorkingDays)))),
            distributedOn.Is(Mostly(calendar.Add(on, dice.Draw(distributedWorkingDays)))),
            chair.Is(officer),
        ];
        life.Add(stay, on, head => Review.Shape.New(head, values));

        LocalDate? Mostly(LocalDate day) => dice.Percent(PaperworkDone) ? life.IfPast(day) : null;
    }
}
