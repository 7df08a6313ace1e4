using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Writes the way to adoption: the plan, the decision that the child should be placed, the match, and reviews while a family is sought.</summary>
internal static class DemoAdoption
{
    private const int FirstReviewMonths = 3;
    private const int LaterReviewMonths = 6;
    private const int MonthsUntilDecision = 2;
    private const int LeastDaysFromPlanToOrder = 70;

    private static readonly DemoPunctuality decision = new(92, new(0, 25), (100, new(1, 20)));
    private static readonly DemoPunctuality review = new(90, new(0, 14), (100, new(1, 25)));
    private static readonly Spread daysFromMatchToPlacement = new(7, 24);

    private static readonly WorkingDayCalendar calendar = WorkingDayCalendar.EnglandAndWales;

    /// <summary>Writes the decisions of a stay with those reviews, and reviews between the placement order and the placement.</summary>
    public static void Write(DemoLife life, DemoStay stay, IReadOnlyList<LocalDate> reviews)
    {
        if (stay.PlacementOrderOn is not { } orderedOn || stay.PlacedForAdoptionOn is not { } placedOn || reviews is [])
        {
            return;
        }

        var planOn = LocalDate.Min(reviews[^1], orderedOn.PlusDays(-LeastDaysFromPlanToOrder));
        planOn = reviews.LastOrDefault(reviewOn => reviewOn <= planOn, reviews[0]);
        Add(planOn, AdoptionDecisionKind.Plan);
        Add(decision.Draw(life.Dice, planOn.PlusDays(1), planOn.PlusMonths(MonthsUntilDecision)), AdoptionDecisionKind.ShouldBePlaced);
        Add(calendar.LastOnOrBefore(placedOn.PlusDays(-life.Dice.Draw(daysFromMatchToPlacement))), AdoptionDecisionKind.Matched);
        WriteReviews(life, stay, orderedOn, placedOn);

        void Add(LocalDate on, AdoptionDecisionKind kind) => life.Add(stay, on, head => AdoptionDecision.Shape.Of(head, ("kind", kind)));
    }

    private static void WriteReviews(DemoLife life, DemoStay stay, LocalDate orderedOn, LocalDate placedOn)
    {
        var on = review.Draw(life.Dice, orderedOn, orderedOn.PlusMonths(FirstReviewMonths));
        while (on < placedOn && on <= life.Today)
        {
            life.Add(stay, on, head => AdoptionReview.Shape.New(head));
            on = review.Draw(life.Dice, on.PlusDays(1), on.PlusMonths(LaterReviewMonths));
        }
    }
}
