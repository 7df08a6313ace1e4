using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Domain.Drift;

/// <summary>A child has gone missing again within a short time.</summary>
/// <remarks>Being away without authorisation, where it is known where the child is, is not counted.</remarks>
public sealed class RepeatMissing() : WindowIndicator(
    "repeat-missing",
    "Repeatedly missing",
    "Two or more missing episodes began in the last 90 days.",
    new DriftThreshold("episodes", 2),
    new DriftThreshold("days", 90),
    Unit.Days)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> RestsOn => ["missing"];

    /// <inheritdoc/>
    protected override string WhatBegan => "missing episodes have begun";

    /// <inheritdoc/>
    protected override IEnumerable<(LocalDate On, object What)> Begun(Journey journey) =>
        from episode in journey.All<Missing>()
        where episode.Kind == MissingKind.Missing
        select (episode.From.Date, (object)episode);
}
