using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Reviews;

/// <summary>Invitations and papers for a review are sent ten days before it.</summary>
/// <remarks>Calendar days; the day of the review is day 0, counted back. Off unless an authority turns it on.</remarks>
public sealed class ReviewPapers() : BeforeReview(
    "review-papers",
    "Papers before a review",
    Level.Local,
    new DatedLimit(CarePlanning2010.InForceFrom, new Amount(-10, Unit.Days), LocalStandard.After(IroHandbook.Chapter("3"))))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A review is booked, or held without having been booked.",
        Due: "Ten days before the day it is booked for; once it has been held, before that day.",
        MetBy: ["review"],
        EndedBy: "The day after the review, or the end of the period of care.",
        Counting: "The day of the review is day 0, counted back in calendar days; sent on the due date is on time.",
        Wording: new Wording("Sending of the papers for the review", "made"));

    /// <inheritdoc/>
    public override bool EnabledByDefault => false;

    /// <inheritdoc/>
    public override Regime Regimes => Regime.FullCare;

    /// <inheritdoc/>
    protected override Duty? DutyFor(Journey journey, ReviewOccasion occasion, DatedLimit version, Settings settings) =>
        Before(occasion, version, settings, occasion.Held?.PapersSentOn);
}
