using ChildJourney.Api.Features.Drift;
using ChildJourney.Api.Features.Flags;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Projection;
using NodaTime;

namespace ChildJourney.Api.Features.Journeys;

/// <summary>A journey with what follows from it, as it stands on a day.</summary>
/// <param name="Journey">The journey.</param>
/// <param name="Projection">What follows from it.</param>
/// <param name="AsOf">The day.</param>
/// <param name="Settings">What the rules were applied with.</param>
internal sealed record KnownJourney(Journey Journey, ChildProjection Projection, LocalDate AsOf, Settings Settings)
{
    /// <summary>Works out what follows from a journey.</summary>
    public static KnownJourney Of(string authorityId, Journey journey, LocalDate asOf, Settings settings) =>
        new(journey, ChildProjection.Of(authorityId, journey, settings), asOf, settings);

    /// <summary>Who holds the child.</summary>
    public Holders Holders => new(
        Journey.AssigneeOn(AllocationRole.Team, AsOf),
        Journey.AssigneeOn(AllocationRole.SocialWorker, AsOf),
        Journey.AssigneeOn(AllocationRole.Iro, AsOf));

    /// <summary>The obligations, by due date.</summary>
    public IReadOnlyList<Flag> Flags() =>
    [
        .. Projection.Obligations
            .Where(row => row.IsInForce(AsOf))
            .Select(row => Flag.Of(row, AsOf, Settings.Policy.DueSoonDays, Holders))
            .OrderBy(flag => flag.DueOn ?? LocalDate.MaxIsoValue)
            .ThenBy(flag => flag.Id, StringComparer.Ordinal),
    ];

    /// <summary>The drift indicators that are true.</summary>
    public IReadOnlyList<IndicatorView> Drift() =>
        [.. Projection.Drift.Where(row => row.Holds(AsOf)).Select(row => IndicatorView.Of(row, AsOf)).OrderBy(indicator => indicator.Id, StringComparer.Ordinal)];
}
