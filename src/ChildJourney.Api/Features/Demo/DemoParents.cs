using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Writes the assessment of parents with whom a child was placed before it, and the decision that the child stays there.</summary>
internal static class DemoParents
{
    /// <summary>Writes both, for as long as the child lives there.</summary>
    public static void Write(DemoLife life, IReadOnlyList<DemoPlacement> placements)
    {
        foreach (var placement in placements)
        {
            if (placement.Approval is { AssessedOn: { } assessedOn, SettledOn: var decidedOn })
            {
                if (assessedOn < placement.To)
                {
                    life.Add(assessedOn, head => ParentPlacementAssessment.Shape.New(head));
                }

                if (decidedOn < placement.To)
                {
                    life.Add(decidedOn, head => ParentPlacementDecision.Shape.New(head));
                }
            }
        }
    }
}
