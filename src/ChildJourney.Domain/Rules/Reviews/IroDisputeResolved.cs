using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Reviews;

/// <summary>A formal dispute that the independent reviewing officer opened is resolved, or referred, within 20 working days in all.</summary>
/// <remarks>The day it was opened is day 0. One raised informally is no formal dispute.</remarks>
public sealed class IroDisputeResolved() : Rule(
    "iro-dispute-resolved",
    "Dispute resolved or referred",
    Level.Guidance,
    new DatedLimit(CarePlanning2010.InForceFrom, new Amount(20, Unit.WorkingDays), new Citation("IRO Handbook (2010), 6.2")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The independent reviewing officer opens a formal dispute.",
        Due: "20 working days after it, through all its stages.",
        MetBy: ["dispute"],
        EndedBy: "The end of the period of care, or placement for adoption.",
        Counting: "The day it was opened is day 0; weekends and bank holidays are not counted; resolved or referred on the due date is on time.",
        Wording: new Wording("Resolution of the dispute", "reached"));

    /// <inheritdoc/>
    public override bool TriggersMayShareDay => true;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var dispute in journey.All<Dispute>())
        {
            if (dispute.Stage != DisputeStage.Informal
                && journey.PeriodOn(dispute.On) is { } period
                && DueAfter(period, dispute.On, dispute, "the dispute was opened", settings) is { } duty)
            {
                yield return duty with { MetOn = DateSpans.Earlier(dispute.ResolvedOn, dispute.ReferredOn) };
            }
        }
    }
}
