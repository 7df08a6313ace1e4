using NodaTime;

namespace ChildJourney.Infrastructure.Mapping;

/// <summary>That a child's record was erased: all that is left of it, so that nobody makes it anew unawares.</summary>
public sealed class ErasedChildRow : IAboutChild
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>The child.</summary>
    public required string ChildId { get; init; }

    /// <summary>When it was erased.</summary>
    public Instant ErasedAt { get; init; }

    /// <summary>Who erased it.</summary>
    public required string ErasedBy { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}

/// <summary>After how many of an authority's erasures the file has been written anew. A number, and no time: a clock may be set back.</summary>
public sealed class OverwritingRow
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>How many records had been erased by then.</summary>
    public int Erased { get; init; }
}
