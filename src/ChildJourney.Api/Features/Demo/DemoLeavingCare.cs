using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Writes the way out of care from 16: the assessment of needs, the pathway plan and its reviews, and visits of the personal adviser to 21.</summary>
internal static class DemoLeavingCare
{
    private const int EligibleFromAge = 14;
    private const int EligibleDays = 91;
    private const int AssessedFromAge = 16;
    private const int ToAge = 21;
    private const int AssessmentMonths = 3;
    private const int PlanDays = 42;
    private const int ReviewMonths = 6;
    private const int VisitMonths = 2;
    private const int DaysUntilFirstVisit = 7;
    private const int CouncilAccommodates = 45;
    private const int AdultAge = 18;
    private const int AdviserFromAge = 17;

    private static readonly DemoPunctuality assessment = new(90, new(0, 50), (100, new(1, 60)));
    private static readonly DemoPunctuality plan = new(90, new(0, 20), (100, new(1, 25)));
    private static readonly DemoPunctuality review = new(89, new(0, 21), (100, new(1, 40)));
    private static readonly DemoPunctuality visit = new(89, new(0, 12), (75, new(1, 14)), (25, new(15, 50)));
    private static readonly DemoPunctuality firstVisit = new(92, new(0, 5), (100, new(1, 8)));
    private static readonly Spread daysUntilAdviser = new(5, 30);
    private static readonly Spread daysBeforeReview = new(1, 9);
    private static readonly Spread daysUntilAccommodation = new(0, 20);
    private static readonly Spread daysAccommodated = new(180, 700);

    /// <summary>Writes it for a young person with those stays in care, if they make one eligible.</summary>
    public static void Write(DemoLife life, IReadOnlyList<DemoStay> stays)
    {
        if (EligibleOn(stays) is not { } eligibleOn || !life.IsDone(eligibleOn.PlusMonths(AssessmentMonths)))
        {
            return;
        }

        var dice = life.Dice;
        var assessedOn = assessment.Draw(dice, eligibleOn.PlusDays(1), eligibleOn.PlusMonths(AssessmentMonths));
        var plannedOn = plan.Draw(dice, assessedOn.PlusDays(1), assessedOn.PlusDays(PlanDays));
        life.Add(assessedOn, head => NeedsAssessment.Shape.New(head));
        life.Add(plannedOn, head => PathwayPlan.Shape.New(head));
        var reviews = WriteReviews(life, plannedOn);
        var adviserOn = LocalDate.Max(plannedOn, life.Child.Birthday(AdviserFromAge)).PlusDays(dice.Draw(daysUntilAdviser));
        WriteVisits(life, adviserOn, reviews, WriteAccommodation(life, stays[^1]));
    }

    /// <summary>The day on which a young person of 16 or 17 has been looked after for so many days since 14, or null.</summary>
    private static LocalDate? EligibleOn(IReadOnlyList<DemoStay> stays)
    {
        var days = 0;
        foreach (var stay in stays.Where(stay => !stay.IsShortBreaks))
        {
            var from = LocalDate.Max(stay.From, stay.Child.Birthday(EligibleFromAge));
            var on = LocalDate.Max(from.PlusDays(Math.Max(0, EligibleDays - days - 1)), stay.Child.Birthday(AssessedFromAge));
            if (stay.Holds(on))
            {
                return on;
            }

            days += Math.Max(0, Period.DaysBetween(from, stay.To));
        }

        return null;
    }

    private static List<LocalDate> WriteReviews(DemoLife life, LocalDate plannedOn)
    {
        var reviews = new List<LocalDate>();
        for (var on = plannedOn; on <= life.Today && on < life.Child.Birthday(ToAge);)
        {
            on = review.Draw(life.Dice, on.PlusDays(1), on.PlusMonths(ReviewMonths));
            reviews.Add(on);
            AddUntilGrown(life, on, PathwayReview.Shape);
        }

        return reviews;
    }

    /// <summary>Writes the flat or room that the council finds for some who leave at 18, and gives the day they move in.</summary>
    private static LocalDate? WriteAccommodation(DemoLife life, DemoStay stay)
    {
        if (stay.To != stay.Child.Birthday(AdultAge) || !life.Dice.Percent(CouncilAccommodates))
        {
            return null;
        }

        var on = stay.To.PlusDays(life.Dice.Draw(daysUntilAccommodation));
        var endedOn = on.PlusDays(life.Dice.Draw(daysAccommodated));
        life.Add(on, head => CouncilAccommodation.Shape.Of(head, ("endedOn", life.IfPast(endedOn))));
        return on;
    }

    /// <summary>Writes visits two months apart, one soon after the move into a place of the council's, and from then on one ahead of each review.</summary>
    private static void WriteVisits(DemoLife life, LocalDate from, List<LocalDate> reviews, LocalDate? accommodatedOn)
    {
        var dice = life.Dice;
        if (accommodatedOn is { } movedOn)
        {
            var seenOn = firstVisit.Draw(dice, movedOn, movedOn.PlusDays(DaysUntilFirstVisit));
            AddUntilGrown(life, seenOn, AdviserVisit.Shape);
            foreach (var reviewOn in reviews.Where(reviewOn => reviewOn > seenOn.PlusDays(1)))
            {
                AddUntilGrown(life, LocalDate.Max(seenOn.PlusDays(1), reviewOn.PlusDays(-dice.Draw(daysBeforeReview))), AdviserVisit.Shape);
            }
        }

        for (var on = from; on <= life.Today; on = visit.Draw(dice, on.PlusDays(1), on.PlusMonths(VisitMonths)))
        {
            AddUntilGrown(life, on, AdviserVisit.Shape);
        }
    }

    private static void AddUntilGrown(DemoLife life, LocalDate on, EntryShape shape)
    {
        if (on < life.Child.Birthday(ToAge))
        {
            life.Add(on, head => shape.New(head));
        }
    }
}
