using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.Reviews;

/// <summary>A review that changed the plan is followed by a care plan within ten working days.</summary>
/// <remarks>The day of the review is day 0, and the due day itself is on time.</remarks>
public sealed class CarePlanUpdated() : AfterReview(
    "care-plan-updated",
    "Care plan updated after a review",
    new DatedLimit(CarePlanning2010.InForceFrom, new Amount(10, Unit.WorkingDays), IroHandbook.Chapter("3") with { ParagraphConfirmed = false }))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A review that changed the plan is completed.",
        Due: "Ten working days after it.",
        MetBy: ["care-plan"],
        EndedBy: "The end of the period of care, or placement for adoption.",
        Counting: "The day of the review is day 0; weekends and bank holidays are not counted; done on the due date is on time.",
        Wording: new Wording("An updated care plan", "signed off"));

    /// <inheritdoc/>
    protected override bool IsRaisedBy(Review review) => review.PlanChanged;

    /// <inheritdoc/>
    protected override LocalDate? DoneOn(Journey journey, Review review) => journey.All<CarePlan>().FirstOrDefault(plan => plan.On >= review.On)?.On;
}
