using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Domain.Drift;

/// <summary>A child has had many social workers in a short time.</summary>
/// <remarks>Each counts once. One who held the case before the window began counts only if it was taken over again within it.</remarks>
public sealed class SocialWorkerChanges() : WindowIndicator(
    "social-worker-changes",
    "Social workers changed",
    "Three or more different social workers took over the case in the last twelve months.",
    new DriftThreshold("socialWorkers", 3),
    new DriftThreshold("months", 12),
    Unit.Months)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> RestsOn => ["allocation"];

    /// <inheritdoc/>
    protected override string WhatBegan => "social workers have taken over the case";

    /// <inheritdoc/>
    protected override IEnumerable<(LocalDate On, object What)> Begun(Journey journey)
    {
        string? before = null;
        foreach (var span in journey.Allocations(AllocationRole.SocialWorker))
        {
            if (span.Value.Assignee is { } worker && worker != before)
            {
                yield return (span.From, worker);
            }

            before = span.Value.Assignee;
        }
    }
}
