using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.Plans;

/// <summary>Those who have to know of a placement are notified within five working days of its start.</summary>
/// <remarks>Notices of the 28 days before count. Not for a child in youth detention.</remarks>
public sealed class PlacementNotified() : PlacementRule(
    "placement-notification",
    "Notification of a placement",
    Level.Regulation,
    new DatedLimit(CarePlanning2010.InForceFrom, new Amount(5, Unit.WorkingDays), CarePlanning2010.Regulation("13(1)-(3)")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A placement begins, other than in youth detention.",
        Due: "Five working days after it.",
        MetBy: ["placement-notification"],
        EndedBy: "The end of the placement or of the period of care, or placement for adoption.",
        Counting: "The first day of the placement is day 0; weekends and bank holidays are not counted; sent on the due date is on time.",
        Wording: new Wording("Notification of the placement", "sent"));

    /// <inheritdoc/>
    protected override bool IsRaisedBy(PeriodOfCare period, Placement placement) => !period.IsYouthDetention(placement.From);

    /// <inheritdoc/>
    protected override LocalDate? DoneOn(Journey journey, PeriodOfCare period, Placement placement) => placement.FirstAbout<PlacementNotification>(journey, period)?.On;
}
