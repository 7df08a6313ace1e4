using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Placements;

/// <summary>No child lives with a provider that is known not to be registered.</summary>
/// <remarks>Supported accommodation at 16 and 17 has a law, a date and an alert of its own.</remarks>
public sealed class UnregisteredPlacement() : PlacementAlert(
    "unregistered-placement",
    "Unregistered placement",
    new DatedLimit(CarePlanning2010.InForceFrom, Amount: null, ChildrenAct1989.Section("22C(6)") with { ParagraphConfirmed = false }))
{
    private const int AgeOfSupport = 16;
    private const int Adulthood = 18;

    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A child is placed with a provider that is not registered; at 16 and 17 other than in supported accommodation.",
        Due: "At no time: it is overdue from the first day.",
        MetBy: [],
        EndedBy: "The end of the placement, the provider's registration, the end of the period of care, or placement for adoption.",
        Counting: "From the first day there; a temporary move neither raises nor interrupts it; a provider whose registration is not recorded raises nothing.",
        Wording: new Wording("Unregistered placement", "ended") { IsAlert = true });

    /// <inheritdoc/>
    protected override (int FromAge, int UpToAge)? AgesNotAllowed(PlacementStart terms) =>
        terms.Registered != false ? null : (0, IsSupported(terms) ? AgeOfSupport : Adulthood);

    /// <inheritdoc/>
    protected override string Living(PlacementStart terms) => "living with an unregistered provider";
}
