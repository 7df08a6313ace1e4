using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Placements;

/// <summary>No child under 16 lives in unregulated accommodation.</summary>
/// <remarks>Semi-independent, independent, supported or other accommodation (H5, P2, K3, Z1, Z11 to Z14), from 9 September 2021.</remarks>
public sealed class UnregulatedUnder16() : PlacementAlert(
    "unregulated-under-16",
    "Unregulated placement under 16",
    new DatedLimit(UnregulatedPlacements2021.InForceFrom, Amount: null, UnregulatedPlacements2021.Regulation("27A")))
{
    private const int AgeAllowed = 16;

    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A child under 16 is placed in semi-independent, independent, supported or other accommodation (H5, P2, K3, Z1, Z11 to Z14).",
        Due: "At no time: it is overdue from the first day.",
        MetBy: [],
        EndedBy: "The end of the placement or a change of its type, the 16th birthday, the end of the period of care, or placement for adoption.",
        Counting: "From the first day in it, or from 9 September 2021; a temporary move neither raises nor interrupts it.",
        Wording: new Wording("Unregulated placement under 16", "ended") { IsAlert = true });

    /// <inheritdoc/>
    protected override (int FromAge, int UpToAge)? AgesNotAllowed(PlacementStart terms) =>
        IsSupported(terms) || IsOther(terms) ? (0, AgeAllowed) : null;

    /// <inheritdoc/>
    protected override string Living(PlacementStart terms) => terms.PlacementType switch
    {
        PlacementType.H5 => "living in semi-independent accommodation",
        PlacementType.P2 => "living independently",
        PlacementType.K3 => "living in supported accommodation",
        _ => "living in a placement of another kind",
    };

    private static bool IsOther(PlacementStart terms) =>
        terms.PlacementType is PlacementType.Z1 or PlacementType.Z11 or PlacementType.Z12 or PlacementType.Z13 or PlacementType.Z14;
}
