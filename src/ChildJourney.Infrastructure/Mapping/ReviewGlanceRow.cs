using ChildJourney.Infrastructure.Projection;

namespace ChildJourney.Infrastructure.Mapping;

/// <summary>What a list of reviews shows beside a child's next review, on any day.</summary>
public sealed class ReviewGlanceRow : IOfGeneration
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>The generation that it belongs to.</summary>
    public int Generation { get; init; }

    /// <summary>The child.</summary>
    public required string ChildId { get; init; }

    /// <summary>A <see cref="ReviewGlance"/>, as a JSON object.</summary>
    public required string Body { get; init; }
}
