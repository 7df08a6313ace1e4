using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using NodaTime;

namespace ChildJourney.Domain.Drift;

/// <summary>A child has had many placements in a short time.</summary>
/// <remarks>Temporary moves and short breaks are left out, and a placement of which only the record began that day.</remarks>
public sealed class PlacementInstability() : WindowIndicator(
    "placement-instability",
    "Placements unstable",
    "Three or more placements began in the last twelve months, temporary ones (T0 to T4) left out.",
    new DriftThreshold("placements", 3),
    new DriftThreshold("months", 12),
    Unit.Months)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> RestsOn => ["placement"];

    /// <inheritdoc/>
    protected override string WhatBegan => "placements have begun";

    /// <inheritdoc/>
    protected override IEnumerable<(LocalDate On, object What)> Begun(Journey journey) =>
        from period in journey.PeriodsOfCare
        from placement in period.Placements
        where placement.From != period.HistoryFrom && period.IsUnder(Regime.FullCare, placement.From)
        select (placement.From, (object)placement.Start);
}
