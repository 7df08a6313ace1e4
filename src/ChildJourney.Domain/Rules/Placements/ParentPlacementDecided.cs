using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Placements;

/// <summary>Within ten working days of the assessment of parents it is decided, and approved, whether the child stays with them.</summary>
/// <remarks>The day the assessment was completed is day 0.</remarks>
public sealed class ParentPlacementDecided() : Rule(
    "parent-placement-decision",
    "Decision on a placement with parents",
    Level.Regulation,
    new DatedLimit(CarePlanning2010.InForceFrom, new Amount(10, Unit.WorkingDays), CarePlanning2010.Regulation("19(c)")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The assessment of parents with whom the child was placed before it is completed.",
        Due: "Ten working days after it.",
        MetBy: ["parent-placement-decision"],
        EndedBy: "The end of the placement, placement for adoption, or the end of the period of care.",
        Counting: "The day of the assessment is day 0; weekends and bank holidays are not counted; decided and approved on the due date is on time.",
        Wording: new Wording("A decision on the placement with parents", "made"));

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            foreach (var placement in period.Placements)
            {
                ParentPlacementAssessment? last = null;
                foreach (var before in placement.StretchesWhere(terms => terms.Approval == PlacementApproval.ParentBeforeAssessment))
                {
                    if (journey.All<ParentPlacementAssessment>().FirstOrDefault(entry => entry.On >= before.From && entry.On < placement.To) is { } assessment
                        && assessment != last
                        && DueAfter(period, assessment.On, assessment, "the assessment", settings) is { } duty)
                    {
                        last = assessment;
                        yield return duty with
                        {
                            MetOn = journey.All<ParentPlacementDecision>().FirstOrDefault(entry => entry.On >= assessment.On)?.On,
                            Ending = placement.Ending,
                        };
                    }
                }
            }
        }
    }
}
