using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.LeavingCare;

/// <summary>A pathway plan is made within six weeks of the assessment of needs.</summary>
/// <remarks>The law says as soon as possible. Another assessment later on raises nothing: it is for the review of the plan.</remarks>
public sealed class PathwayPlanMade() : LeavingCareRule(
    "pathway-plan",
    "Pathway plan after the assessment",
    Level.Local,
    new DatedLimit(
        CarePlanning2010.InForceFrom,
        new Amount(6, Unit.Weeks),
        new Citation($"Local standard for what the law asks as soon as possible: {CarePlanning2010.Regulation("43").Text}")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The first assessment of needs on leaving care is completed.",
        Due: "Six weeks after it.",
        MetBy: ["pathway-plan"],
        EndedBy: "The 21st birthday unless support goes on; another authority's taking over the child's care; death.",
        Counting: "The day of the assessment is day 0; a bank holiday does not move it; made on the due date is on time.",
        Wording: new Wording("A pathway plan", "made"));

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var standing in LeavingCareStanding.ReadFrom(journey))
        {
            if (journey.All<NeedsAssessment>().FirstOrDefault(entry => standing.Holds(entry.On)) is { } assessment
                && DueAfter(period: null, assessment.On, assessment, "the assessment", settings) is { } duty)
            {
                yield return duty with
                {
                    MetOn = journey.All<PathwayPlan>().FirstOrDefault(plan => plan.On >= assessment.On)?.On,
                    Ending = standing.Ending,
                };
            }
        }
    }
}
