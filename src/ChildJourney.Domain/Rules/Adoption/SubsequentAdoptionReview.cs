using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Adoption;

/// <summary>Every later review of a child placed for adoption is held within six months of the one before.</summary>
/// <remarks>Where the child was placed before recording began, every review that was recorded counts as a later one.</remarks>
public sealed class SubsequentAdoptionReview() : PlacedReview(
    ReviewOrder.Subsequent,
    "adoption-review-subsequent",
    "Later adoption review",
    new DatedLimit(AdoptionAgencies2005.InForceFrom, new Amount(6, Unit.Months), AdoptionAgencies2005.Regulation("36(3)(c)")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The second or a later review after the placing for adoption is completed.",
        Due: "Six months after it.",
        MetBy: ["adoption-review", "review"],
        EndedBy: "The end of the placement for adoption, or of the period of care.",
        Counting: "The corresponding date six months on, or that month's last day; a weekend does not move it; held on the due date is on time.",
        Wording: new Wording("The next adoption review", "held"));

    /// <inheritdoc/>
    protected override string CountedFrom => "the last";
}
