using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Practice;

/// <summary>The actions that a case audit set are done by the date it set.</summary>
/// <remarks>An audit that set no date raises nothing.</remarks>
public sealed class CaseAuditActionsDone() : PracticeRule(
    "case-audit-actions",
    "Actions of a case audit",
    new DatedLimit(CarePlanning2010.InForceFrom, Amount: null, new Citation("Local standard, after Stockton-on-Tees Borough Council's audit programme")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A case audit sets actions.",
        Due: "The date it set.",
        MetBy: ["case-audit"],
        EndedBy: "The 18th birthday, or the child's death.",
        Counting: "Done on the date it set is on time.",
        Wording: new Wording("Completion of the audit's actions", "recorded"));

    /// <inheritdoc/>
    public override bool TriggersMayShareDay => true;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var audit in journey.All<CaseAudit>())
        {
            if (audit.ActionsDueOn is { } dueOn && settings.VersionOf(this, audit.On) is { } version)
            {
                var opening = new Opening(audit.On, Deadline.OnTheDay(dueOn, "the date the audit set"));
                yield return InChildhood(journey, new Duty(Period: null, audit.On, audit, version, opening) { MetOn = audit.ActionsDoneOn });
            }
        }
    }
}
