using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Adoption;

/// <summary>Once adoption has become the plan, whether the child should be placed is decided within two months.</summary>
/// <remarks>Recorded again while it is the plan, it raises nothing; after a decision against placing it may become the plan anew.</remarks>
public sealed class AdoptionDecisionReached() : Rule(
    "adoption-decision",
    "Decision whether the child should be placed for adoption",
    Level.Guidance,
    new DatedLimit(AdoptionGuidance2013.InForceFrom, new Amount(2, Unit.Months), AdoptionGuidance2013.On("the case before the decision maker or panel within two months of the review")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "Adoption becomes the plan at a review.",
        Due: "Two months after it.",
        MetBy: ["adoption-decision"],
        EndedBy: "The end of the period of care.",
        Counting: "The corresponding date two months on, or that month's last day; a weekend does not move it; decided on the due date is on time.",
        Wording: new Wording("A decision whether the child should be placed for adoption", "made"));

    /// <inheritdoc/>
    public override Regime Regimes => Regime.FullCare;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        var decisions = journey.All<AdoptionDecision>();
        AdoptionDecision? last = null;
        foreach (var plan in decisions)
        {
            if (plan.Kind != AdoptionDecisionKind.Plan || journey.PeriodOn(plan.On) is not { } period)
            {
                continue;
            }

            if (last is not null && period.Holds(last.On) && !decisions.Any(decision => decision.Kind == AdoptionDecisionKind.NoLonger && decision.On >= last.On && decision.On < plan.On))
            {
                continue;
            }

            last = plan;
            if (DueAfter(period, plan.On, plan, "adoption became the plan", settings) is { } duty)
            {
                yield return duty with { MetOn = decisions.FirstOrDefault(decision => decision.On >= plan.On && Decides(decision))?.On };
            }
        }
    }

    private static bool Decides(AdoptionDecision decision) => decision.Kind is AdoptionDecisionKind.ShouldBePlaced or AdoptionDecisionKind.NoLonger;
}
