namespace ChildJourney.Domain.Obligations;

/// <summary>What a breach of an obligation means.</summary>
public enum Level
{
    /// <summary>A breach of law.</summary>
    Regulation,

    /// <summary>A departure from statutory or practice guidance.</summary>
    Guidance,

    /// <summary>A departure from the authority's own standard.</summary>
    Local,
}
