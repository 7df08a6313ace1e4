using NodaTime;

namespace ChildJourney.Infrastructure.Mapping;

/// <summary>One working-out of all obligations and signs of drift of an authority's children.</summary>
public sealed class ProjectionRow
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>The number that its obligations and signs of drift carry: 0 for the first.</summary>
    public int Generation { get; init; }

    /// <summary>The version of the policy that the rules are applied with.</summary>
    public int PolicyVersion { get; init; }

    /// <summary>The version of the catalogue that all of it has been worked out with at least.</summary>
    public int CatalogueVersion { get; init; }

    /// <summary>The fingerprint of the list of bank holidays that it has been worked out with; null where that was not noted.</summary>
    public string? BankHolidays { get; init; }

    /// <summary>What it is for: see <see cref="ProjectionStates"/>.</summary>
    public required string State { get; init; }

    /// <summary>How many children there are to be gone through.</summary>
    public int Children { get; init; }

    /// <summary>How many children have been gone through.</summary>
    public int Done { get; init; }

    /// <summary>The last child, in order of their ids, whose rows have been built, or removed once it is retired; empty before the first.</summary>
    public required string LastChildId { get; init; }

    /// <summary>When its building began; null where it grew with what was recorded.</summary>
    public Instant? StartedAt { get; init; }

    /// <summary>When it was complete, and became current.</summary>
    public Instant? FinishedAt { get; init; }

    /// <summary>When another took its place, or it was given up.</summary>
    public Instant? RetiredAt { get; init; }
}

/// <summary>What a projection is for.</summary>
public static class ProjectionStates
{
    /// <summary>It is being worked out, to become the current one.</summary>
    public const string Building = "building";

    /// <summary>Answers rest on it.</summary>
    public const string Current = "current";

    /// <summary>Its rows wait to be removed.</summary>
    public const string Retired = "retired";
}
