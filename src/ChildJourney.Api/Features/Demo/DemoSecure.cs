using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Writes the reviews of a secure placement that a court has ordered for the child's safety.</summary>
internal static class DemoSecure
{
    private const int FirstReviewMonths = 1;
    private const int LaterReviewMonths = 3;

    private static readonly DemoPunctuality review = new(94, new(0, 10), (100, new(1, 8)));

    /// <summary>Writes the reviews in those placements; on remand there are none.</summary>
    public static void Write(DemoLife life, IReadOnlyList<DemoPlacement> placements)
    {
        foreach (var placement in placements.Where(placement => placement.Home.Type == PlacementType.K1 && !placement.IsYouthDetention))
        {
            var on = review.Draw(life.Dice, placement.From, placement.From.PlusMonths(FirstReviewMonths));
            while (on < placement.To && on <= life.Today)
            {
                life.Add(on, head => SecureReview.Shape.New(head));
                on = review.Draw(life.Dice, on.PlusDays(1), on.PlusMonths(LaterReviewMonths));
            }
        }
    }
}
