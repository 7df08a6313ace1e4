using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Adoption;

/// <summary>The case of a child placed for adoption is first reviewed within four weeks.</summary>
/// <remarks>The day of the placing is day 0; it may be a change of terms with the same carer.</remarks>
public sealed class FirstAdoptionReview() : PlacedReview(
    ReviewOrder.First,
    "adoption-review-first",
    "First adoption review",
    new DatedLimit(AdoptionAgencies2005.InForceFrom, new Amount(4, Unit.Weeks), AdoptionAgencies2005.Regulation("36(3)(a)")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The child is placed for adoption.",
        Due: "Four weeks after it.",
        MetBy: ["adoption-review", "review"],
        EndedBy: "The end of the placement for adoption, or of the period of care.",
        Counting: "The day of the placing is day 0; a bank holiday does not move it; held on the due date is on time.",
        Wording: new Wording("The first adoption review", "held"));

    /// <inheritdoc/>
    protected override string CountedFrom => "the placement for adoption";
}
