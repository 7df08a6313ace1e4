using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Reviews;

/// <summary>The social worker's report reaches the independent reviewing officer three working days before a review.</summary>
/// <remarks>The day of the review is day 0, counted back.</remarks>
public sealed class ReviewSocialWorkReport() : BeforeReview(
    "review-social-work-report",
    "Social work report before a review",
    Level.Guidance,
    new DatedLimit(CarePlanning2010.InForceFrom, new Amount(-3, Unit.WorkingDays), IroHandbook.Chapter("3") with { ParagraphConfirmed = false }))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A review is booked, or held without having been booked.",
        Due: "Three working days before the day it is booked for; once it has been held, before that day.",
        MetBy: ["review"],
        EndedBy: "The day after the review; the end of the period of care; placement for adoption.",
        Counting: "The day of the review is day 0, counted back; weekends and bank holidays are not counted; received on the due date is on time.",
        Wording: new Wording("The social worker's report for the review", "received"));

    /// <inheritdoc/>
    protected override Duty? DutyFor(Journey journey, ReviewOccasion occasion, DatedLimit version, Settings settings) =>
        Before(occasion, version, settings, occasion.Held?.ReportReceivedOn);
}
