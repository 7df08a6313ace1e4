using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Domain.Rules.Visits;

/// <summary>With a connected person temporarily approved, or at home under an interim care order, the child is visited weekly to the first review, then at least every four weeks.</summary>
/// <remarks>The day of the last visit is day 0. The circumstances last until the carer is fully approved. The first review is that of the period of care.</remarks>
public sealed class VisitTemporaryApproval() : VisitRule("visit-temporary-approval", "Visit under a temporary approval or an interim order at home", Since2011(new Amount(4, Unit.Weeks), "28(4)"))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A visit to a child with a connected person temporarily approved, or with parents under an interim care order (C1, P1).",
        Due: "One week after it until the first review of the period of care has been held, then four weeks.",
        MetBy: ["visit"],
        EndedBy: "The end of the placement, youth detention, placement for adoption, or the end of the period of care.",
        Counting: "The day counted from is day 0; every day counts, weekends and bank holidays too; a visit on the due date is on time. Only a visit at which the child was seen counts. Where circumstances come to ask for an earlier date, that date holds from then on.",
        Wording: new Wording("The next visit", "made"));

    /// <inheritdoc/>
    public override int Rank => 2;

    /// <inheritdoc/>
    public override bool Governs(VisitDay day) => !day.IsStart && (day.IsTemporarilyApproved || day.IsAtHomeUnder(LegalStatus.C1));

    /// <inheritdoc/>
    public override Amount IntervalOn(VisitDay day, Amount own, Settings settings) => day.IsAfterFirstReview ? own : Weekly;
}
