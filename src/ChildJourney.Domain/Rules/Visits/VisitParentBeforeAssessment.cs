using ChildJourney.Domain.Calendar;

namespace ChildJourney.Domain.Rules.Visits;

/// <summary>A child placed with parents before they are assessed is visited weekly to the first review, then at least every six weeks.</summary>
/// <remarks>The day of the last visit is day 0. The circumstances last until a decision on the placement is made. The first review is that of the period of care.</remarks>
public sealed class VisitParentBeforeAssessment() : VisitRule("visit-parent-before-assessment", "Visit to a child with parents before assessment", Since2011(new Amount(6, Unit.Weeks), "28(3)"))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A visit to a child placed with parents before they are assessed.",
        Due: "One week after it until the first review of the period of care has been held, then six weeks.",
        MetBy: ["visit"],
        EndedBy: "The end of the placement, youth detention, placement for adoption, or the end of the period of care.",
        Counting: "The day counted from is day 0; every day counts, weekends and bank holidays too; a visit on the due date is on time. Only a visit at which the child was seen counts. Where circumstances come to ask for an earlier date, that date holds from then on.",
        Wording: new Wording("The next visit", "made"));

    /// <inheritdoc/>
    public override int Rank => 1;

    /// <inheritdoc/>
    public override bool Governs(VisitDay day) => !day.IsStart && day.IsBeforeAssessment;

    /// <inheritdoc/>
    public override Amount IntervalOn(VisitDay day, Amount own, Settings settings) => day.IsAfterFirstReview ? own : Weekly;
}
