using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Placements;

/// <summary>A placement in secure accommodation is reviewed again within three months of the review before.</summary>
/// <remarks>Counted from the day the review before was held, early or late; a new placement starts again with a first review.</remarks>
public sealed class SubsequentSecureReview() : Rule(
    "secure-review-subsequent",
    "Later review of secure accommodation",
    Level.Regulation,
    new DatedLimit(SecureAccommodation1991.InForceFrom, new Amount(3, Unit.Months), SecureAccommodation1991.Regulation("15")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A review of secure accommodation is held.",
        Due: "Three months after it.",
        MetBy: ["secure-review"],
        EndedBy: "The end of the placement, a remand, or the end of the period of care.",
        Counting: "The corresponding date three months on, or that month's last day; a weekend does not move it; held on the due date is on time.",
        Wording: new Wording("The next review of secure accommodation", "held"));

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var stay in SecureStay.ReadFrom(journey))
        {
            for (var i = 0; i < stay.Reviews.Count; i++)
            {
                if (DueAfter(stay.Period, stay.Reviews[i].On, stay.Reviews[i], "the last", settings) is { } duty)
                {
                    yield return duty with { MetOn = i + 1 < stay.Reviews.Count ? stay.Reviews[i + 1].On : null, Ending = stay.Ending };
                }
            }
        }
    }
}
