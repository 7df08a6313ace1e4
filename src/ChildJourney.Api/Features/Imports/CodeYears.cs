using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Features.Imports;

/// <summary>The collection years in which a code holds, where it does not hold in all of them.</summary>
internal static class CodeYears
{
    /// <summary>Whether the placement type (PLACE) holds in the year.</summary>
    public static bool Holds(PlacementType code, CollectionYear year) => code switch
    {
        // Both ended on 27 October 2023, the day from which supported accommodation is registered.
        PlacementType.H5 or PlacementType.P2 => year.Start <= 2023,
        PlacementType.K3 => year.Start >= 2023,
        // The published lists disagree on 2025-26, so both the old code and the new ones hold in it.
        PlacementType.Z1 => year.Start <= 2025,
        PlacementType.Z11 or PlacementType.Z12 or PlacementType.Z13 or PlacementType.Z14 => year.Start >= 2025,
        _ => true,
    };

    /// <summary>Whether the reason for an end (REC) holds in the year.</summary>
    public static bool Holds(DischargeReason code, CollectionYear year) =>
        code is not (DischargeReason.E43 or DischargeReason.E44) || year.Start <= 2018;
}
