using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;

namespace ChildJourney.Domain.Rules.Education;

/// <summary>What the two duties after a permanent exclusion share.</summary>
public abstract class PermanentExclusion(string id, string title, Level level, int schoolDays, DatedLimit limit) : SchoolDayRule(id, title, level, schoolDays, limit)
{
    /// <inheritdoc/>
    public override bool TriggersMayShareDay => true;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var exclusion in journey.All<Exclusion>())
        {
            if (exclusion.Kind == ExclusionKind.Permanent && DueAfterSchoolDays(journey, exclusion, "the exclusion", settings) is { } duty)
            {
                yield return duty with { MetOn = exclusion.ProvisionStartedOn };
            }
        }
    }
}
