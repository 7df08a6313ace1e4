using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Writes plans: the care plan, one for return home after the first review under Section 20, and for permanence by the second.</summary>
internal static class DemoPlans
{
    private const int FirstReviewDueWorkingDays = 20;
    private const int PermanencePlanMonths = 4;
    private const int ReturnPlanMade = 88;
    private const int ReturnPlanInTime = 88;
    private const int ReturnPlanGivenUp = 10;
    private const int PermanencePlanInTime = 86;
    private const int PermanencePlanLate = 60;
    private const int LookedAtAgain = 82;
    private const int LookedAtAheadDays = 45;
    private const int Reached = 55;

    private static readonly (int, Spread)[] carePlanWorkingDays = [(91, new(2, 10)), (9, new(11, 20))];
    private static readonly (int, Spread)[] carePlanWorkingDaysOnRemand = [(92, new(1, 5)), (8, new(6, 9))];
    private static readonly Spread beforeFirstReview = new(0, 7);
    private static readonly Spread afterFirstReview = new(5, 80);
    private static readonly Spread untilHome = new(60, 240);
    private static readonly Spread untilGivenUp = new(60, 200);
    private static readonly Spread beforeSecondReview = new(0, 20);
    private static readonly Spread afterSecondReview = new(15, 120);
    private static readonly Spread untilPermanence = new(150, 540);
    private static readonly Spread untilLookedAtAgain = new(1, 7);

    private static readonly WorkingDayCalendar calendar = WorkingDayCalendar.EnglandAndWales;

    /// <summary>Writes the plans of a stay with those placements and reviews.</summary>
    public static void Write(DemoLife life, DemoStay stay, IReadOnlyList<DemoPlacement> placements, IReadOnlyList<LocalDate> reviews)
    {
        if (stay.Goal is not { } goal)
        {
            return;
        }

        if (placements is not [{ IsYouthDetention: true }] && life.IsDone(stay.From))
        {
            var workingDays = life.Dice.Pick<Spread>(stay.Path == DemoPath.Remand ? carePlanWorkingDaysOnRemand : carePlanWorkingDays);
            life.Add(stay, calendar.Add(stay.From, life.Dice.Draw(workingDays)), head => CarePlan.Shape.New(head));
        }

        if (reviews.Count > 0 && stay.Path is DemoPath.Section20 or DemoPath.Section20ThenOrders && life.Dice.Percent(ReturnPlanMade))
        {
            WriteReturnPlan(life, stay, LocalDate.Min(reviews[0], calendar.Add(stay.From, FirstReviewDueWorkingDays)));
        }

        if (reviews.Count > 1)
        {
            WritePermanencePlans(life, stay, goal, reviews);
        }
    }

    private static void WriteReturnPlan(DemoLife life, DemoStay stay, LocalDate neededOn)
    {
        var on = LocalDate.Max(stay.From, AroundReview(life.Dice, neededOn, life.Dice.Percent(ReturnPlanInTime), beforeFirstReview, afterFirstReview));
        var targetOn = on.PlusDays(life.Dice.Draw(untilHome));
        var endedOn = life.Dice.Percent(ReturnPlanGivenUp) ? life.IfPast(on.PlusDays(life.Dice.Draw(untilGivenUp))) : null;
        if (on < stay.Section20To)
        {
            life.Add(stay, on, head => ReturnHomePlan.New(head, targetOn, endedOn < stay.To ? endedOn : null));
        }
    }

    private static void WritePermanencePlans(DemoLife life, DemoStay stay, PermanenceRoute goal, IReadOnlyList<LocalDate> reviews)
    {
        var inTime = life.Dice.Percent(PermanencePlanInTime);
        if (!inTime && !life.Dice.Percent(PermanencePlanLate))
        {
            return;
        }

        var on = AroundReview(life.Dice, LocalDate.Min(reviews[1], stay.From.PlusMonths(PermanencePlanMonths)), inTime, beforeSecondReview, afterSecondReview);
        var targetOn = WritePermanencePlan(life, stay, goal, on, isLasting: false);
        foreach (var reviewOn in reviews)
        {
            if (reviewOn > on && targetOn < reviewOn.PlusDays(LookedAtAheadDays) && life.Dice.Percent(LookedAtAgain))
            {
                on = calendar.Add(reviewOn, life.Dice.Draw(untilLookedAtAgain));
                targetOn = WritePermanencePlan(life, stay, goal, on, life.Dice.Percent(Reached) && DemoPaths.StaysTo18(stay.Path, goal));
            }
        }
    }

    /// <summary>Writes a plan, and gives its target; a home that lasts needs none.</summary>
    private static LocalDate? WritePermanencePlan(DemoLife life, DemoStay stay, PermanenceRoute goal, LocalDate on, bool isLasting)
    {
        LocalDate? targetOn = isLasting ? null : LocalDate.Min(on.PlusDays(life.Dice.Draw(untilPermanence)), stay.Child.EighteenthBirthday);
        life.Add(stay, on, head => PermanencePlan.New(head, goal, targetOn));
        DemoPractice.WriteLifeStory(life, stay, on);
        return targetOn;
    }

    private static LocalDate AroundReview(DemoDice dice, LocalDate reviewOn, bool inTime, Spread before, Spread after) =>
        calendar.LastOnOrBefore(inTime ? reviewOn.PlusDays(-dice.Draw(before)) : reviewOn.PlusDays(dice.Draw(after)));
}
