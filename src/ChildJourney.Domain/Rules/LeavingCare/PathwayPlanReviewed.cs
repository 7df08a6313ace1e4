using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.LeavingCare;

/// <summary>The pathway plan is reviewed at intervals of no more than six months, in care and after it.</summary>
/// <remarks>Counted from the first plan, then from each review. A plan made before the child was eligible counts as of that day.</remarks>
public sealed class PathwayPlanReviewed() : LeavingCareRule(
    "pathway-review",
    "Review of the pathway plan",
    Level.Regulation,
    new DatedLimit(CareLeavers2010.InForceFrom, new Amount(6, Unit.Months), CareLeavers2010.Regulation("7")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The pathway plan is made; then each review of it.",
        Due: "Six months after it.",
        MetBy: ["pathway-review"],
        EndedBy: "The 21st birthday, with support the end of support or the 25th; another authority's taking over the child's care; death.",
        Counting: "The corresponding date six months on, or that month's last day; a weekend does not move it; held on the due date is on time.",
        Wording: new Wording("A review of the pathway plan", "held"));

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var standing in LeavingCareStanding.ReadFrom(journey))
        {
            foreach (var link in LeavingCareChain.PathwayReviews(journey, standing))
            {
                var what = link.CountsAsOfStanding ? standing.Began : link.From is PathwayPlan ? "the pathway plan" : "the last";
                if (DueAfter(period: null, link.On, link.From, what, settings) is { } duty)
                {
                    yield return duty with { MetOn = link.Met?.On, Ending = standing.Ending };
                }
            }
        }
    }
}
