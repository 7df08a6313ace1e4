using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.Plans;

/// <summary>The authority of the area is notified within five working days of a placement outside the child's own authority.</summary>
/// <remarks>A notice of the 28 days before counts. Not for a child in youth detention, whose place the authority does not choose.</remarks>
public sealed class OutOfAreaNotified() : PlacementRule(
    "out-of-area-notification",
    "Notification of the authority of the area",
    Level.Regulation,
    new DatedLimit(OutOfAreaPlacements2013.InForceFrom, new Amount(5, Unit.WorkingDays), OutOfAreaPlacements2013.Regulation("13(4)")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A placement begins outside the authority's own area, other than in youth detention.",
        Due: "Five working days after it.",
        MetBy: ["out-of-area-notification"],
        EndedBy: "The end of the placement or of the period of care, or placement for adoption.",
        Counting: "The first day of the placement is day 0; weekends and bank holidays are not counted; sent on the due date is on time.",
        Wording: new Wording("Notification of the authority of the area", "sent"));

    /// <inheritdoc/>
    protected override bool IsRaisedBy(PeriodOfCare period, Placement placement) => placement.Start.OutsideAuthority && !period.IsYouthDetention(placement.From);

    /// <inheritdoc/>
    protected override LocalDate? DoneOn(Journey journey, PeriodOfCare period, Placement placement) => placement.FirstAbout<OutOfAreaNotification>(journey, period)?.On;
}
