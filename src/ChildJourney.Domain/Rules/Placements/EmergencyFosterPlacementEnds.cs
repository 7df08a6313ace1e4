using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Placements;

/// <summary>A foster carer used outside the terms of approval in an emergency is approved, or the placement ends, within six working days.</summary>
/// <remarks>The first day, where it is a working day, is day 1.</remarks>
public sealed class EmergencyFosterPlacementEnds() : Rule(
    "emergency-foster-placement-ends",
    "Emergency placement outside the terms of approval",
    Level.Regulation,
    new DatedLimit(CarePlanning2010.InForceFrom, new Amount(6, Unit.WorkingDays, FirstDayCounts: true), CarePlanning2010.Regulation("23")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A placement begins in an emergency with a carer outside the terms of approval, or its terms become that.",
        Due: "The last of six working days.",
        MetBy: ["placement"],
        EndedBy: "The end of the placement, placement for adoption, or the end of the period of care.",
        Counting: "The first day is day 1; weekends and bank holidays are not counted; approved on the last day is on time.",
        Wording: new Wording("Approval of the emergency carer", "given"));

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            foreach (var placement in period.Placements)
            {
                foreach (var emergency in placement.StretchesWhere(terms => terms.Approval == PlacementApproval.Emergency))
                {
                    if (DueAfter(period, emergency.From, emergency.Value, "the emergency placement began", settings) is { } duty)
                    {
                        var end = ApprovalForNow.Of(placement, emergency);
                        yield return duty with { MetOn = end.ApprovedOn, Ending = end.Ending };
                    }
                }
            }
        }
    }
}
