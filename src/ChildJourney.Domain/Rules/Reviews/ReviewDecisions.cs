using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.Reviews;

/// <summary>The decisions of a review reach the team manager within five working days of it.</summary>
/// <remarks>The day of the review is day 0, and the due day itself is on time.</remarks>
public sealed class ReviewDecisions() : AfterReview(
    "review-decisions",
    "Review decisions sent",
    new DatedLimit(CarePlanning2010.InForceFrom, new Amount(5, Unit.WorkingDays), IroHandbook.Chapter("3")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A review is completed.",
        Due: "Five working days after it.",
        MetBy: ["review"],
        EndedBy: "The end of the period of care, or placement for adoption.",
        Counting: "The day of the review is day 0; weekends and bank holidays are not counted; done on the due date is on time.",
        Wording: new Wording("A note of the decisions of the review", "sent"));

    /// <inheritdoc/>
    protected override LocalDate? DoneOn(Journey journey, Review review) => review.DecisionsOn;
}
