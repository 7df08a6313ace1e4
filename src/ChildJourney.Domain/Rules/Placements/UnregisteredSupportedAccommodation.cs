using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Placements;

/// <summary>No young person of 16 or 17 lives in supported accommodation that is known not to be registered.</summary>
/// <remarks>Supported, semi-independent or independent accommodation (K3, H5, P2), from 28 October 2023.</remarks>
public sealed class UnregisteredSupportedAccommodation() : PlacementAlert(
    "supported-accommodation-unregistered",
    "Unregistered supported accommodation",
    new DatedLimit(SupportedAccommodation2023.InForceFrom, Amount: null, SupportedAccommodation2023.Registration))
{
    private const int AgeFrom = 16;
    private const int Adulthood = 18;

    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A young person of 16 or 17 is placed in supported, semi-independent or independent accommodation (K3, H5, P2) that is not registered.",
        Due: "At no time: it is overdue from the first day.",
        MetBy: [],
        EndedBy: "The end of the placement, its registration, the end of the period of care, or placement for adoption.",
        Counting: "From the first day in it, the 16th birthday or 28 October 2023, the latest of them; a temporary move neither raises nor interrupts it.",
        Wording: new Wording("Unregistered supported accommodation", "ended") { IsAlert = true });

    /// <inheritdoc/>
    protected override (int FromAge, int UpToAge)? AgesNotAllowed(PlacementStart terms) =>
        terms.Registered == false && IsSupported(terms) ? (AgeFrom, Adulthood) : null;

    /// <inheritdoc/>
    protected override string Living(PlacementStart terms) => "living in unregistered supported accommodation";
}
