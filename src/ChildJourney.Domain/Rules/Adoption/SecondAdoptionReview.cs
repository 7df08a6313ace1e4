using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Adoption;

/// <summary>The case of a child placed for adoption is reviewed again within three months of the first such review.</summary>
/// <remarks>Counted from the day the first was completed, early or late.</remarks>
public sealed class SecondAdoptionReview() : PlacedReview(
    ReviewOrder.Second,
    "adoption-review-second",
    "Second adoption review",
    new DatedLimit(AdoptionAgencies2005.InForceFrom, new Amount(3, Unit.Months), AdoptionAgencies2005.Regulation("36(3)(b)")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The first review after the placing for adoption is completed.",
        Due: "Three months after it.",
        MetBy: ["adoption-review", "review"],
        EndedBy: "The end of the placement for adoption, or of the period of care.",
        Counting: "The corresponding date three months on, or that month's last day; a weekend does not move it; held on the due date is on time.",
        Wording: new Wording("The second adoption review", "held"));

    /// <inheritdoc/>
    protected override string CountedFrom => "the first";
}
