using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Practice;

/// <summary>Life-story work is done within six months of a permanence plan.</summary>
/// <remarks>
/// The first plan, and each that leads elsewhere than the one before, opens it; a plan with the same route changes nothing. Of two on one
/// day the last stands. Off until an authority turns it on.
/// </remarks>
public sealed class LifeStoryWorkDone() : PracticeRule(
    "life-story-work",
    "Life-story work",
    new DatedLimit(
        CarePlanning2010.InForceFrom,
        new Amount(6, Unit.Months),
        new Citation("Local standard, after Southampton City Council's improvement action on life-story work")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A permanence plan is made, the first or one with another route than the plan before.",
        Due: "Six months after it.",
        MetBy: ["life-story-work"],
        EndedBy: "A permanence plan with another route, the 18th birthday, or the child's death.",
        Counting: "The corresponding date six months on, or that month's last day; done on the due date is on time.",
        Wording: new Wording("Life-story work", "done"));

    /// <inheritdoc/>
    public override bool EnabledByDefault => false;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        var plans = NewRoutes(journey.All<PermanencePlan>());
        for (var i = 0; i < plans.Count; i++)
        {
            var plan = plans[i];
            var next = i + 1 < plans.Count ? plans[i + 1] : null;
            if (DueAfter(period: null, plan.On, plan, "the permanence plan", settings) is { } due)
            {
                yield return InChildhood(journey, due with
                {
                    MetOn = journey.All<LifeStoryWork>().FirstOrDefault(work => work.On >= plan.On)?.On,
                    Ending = next is null ? null : new Ending(next.On, "the permanence plan led elsewhere", Recorded: true),
                });
            }
        }
    }

    private static List<PermanencePlan> NewRoutes(IReadOnlyList<PermanencePlan> plans)
    {
        var changed = new List<PermanencePlan>(plans.Count);
        for (var i = 0; i < plans.Count; i++)
        {
            var isReplacedThatDay = i + 1 < plans.Count && plans[i + 1].On == plans[i].On;
            if (!isReplacedThatDay && (changed.Count == 0 || changed[^1].Route != plans[i].Route))
            {
                changed.Add(plans[i]);
            }
        }

        return changed;
    }
}
