using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.Plans;

/// <summary>A placement plan is signed within five working days of the start of each placement.</summary>
/// <remarks>One signed in the 28 days before counts. Not for a child in youth detention, who has a detention placement plan.</remarks>
public sealed class PlacementPlanSigned() : PlacementRule(
    "placement-plan",
    "Placement plan",
    Level.Regulation,
    new DatedLimit(CarePlanning2010.InForceFrom, new Amount(5, Unit.WorkingDays), CarePlanning2010.Regulation("9")),
    new DatedLimit(Coronavirus2020.From, new Amount(5, Unit.WorkingDays), CarePlanning2010.Regulation("9")) { Relaxed = Coronavirus2020.Relaxation },
    new DatedLimit(Coronavirus2020.To, new Amount(5, Unit.WorkingDays), CarePlanning2010.Regulation("9")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A placement begins, other than in youth detention.",
        Due: "Five working days after it.",
        MetBy: ["placement-plan"],
        EndedBy: "The end of the placement or of the period of care, or placement for adoption.",
        Counting: "The first day of the placement is day 0; weekends and bank holidays are not counted; signed on the due date is on time.",
        Wording: new Wording("A placement plan", "signed"));

    /// <inheritdoc/>
    protected override bool IsRaisedBy(PeriodOfCare period, Placement placement) => !period.IsYouthDetention(placement.From);

    /// <inheritdoc/>
    protected override LocalDate? DoneOn(Journey journey, PeriodOfCare period, Placement placement) => placement.FirstAbout<PlacementPlan>(journey, period)?.On;
}
