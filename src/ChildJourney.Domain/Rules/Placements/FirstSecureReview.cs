using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Placements;

/// <summary>A placement in secure accommodation is first reviewed within a month of its start.</summary>
/// <remarks>Not while the child is on remand (J1). The due day itself is on time.</remarks>
public sealed class FirstSecureReview() : Rule(
    "secure-review-first",
    "First review of secure accommodation",
    Level.Regulation,
    new DatedLimit(SecureAccommodation1991.InForceFrom, new Amount(1, Unit.Months), SecureAccommodation1991.Regulation("15")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A placement in secure accommodation (K1) begins, other than on remand.",
        Due: "One month after it.",
        MetBy: ["secure-review"],
        EndedBy: "The end of the placement, a remand, or the end of the period of care.",
        Counting: "The corresponding date of the next month, or that month's last day; a weekend does not move it; held on the due date is on time.",
        Wording: new Wording("The first review of secure accommodation", "held"));

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var stay in SecureStay.ReadFrom(journey))
        {
            if (DueAfter(stay.Period, stay.From, stay.Began, "secure accommodation began", settings) is { } duty)
            {
                yield return duty with { MetOn = stay.Reviews.Count > 0 ? stay.Reviews[0].On : null, Ending = stay.Ending };
            }
        }
    }
}
