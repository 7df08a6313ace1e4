using NodaTime;

namespace ChildJourney.Infrastructure.Mapping;

/// <summary>The answer to a request that was sent under a key, to be given again when it is sent again.</summary>
public sealed class KeptAnswerRow
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>Who sent it.</summary>
    public required string SentBy { get; init; }

    /// <summary>What was asked for: the operation's id.</summary>
    public required string Operation { get; init; }

    /// <summary>The key it was sent under.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>The hash of what was sent, and where to.</summary>
    public required string RequestHash { get; init; }

    /// <summary>The HTTP status of the answer.</summary>
    public int Status { get; init; }

    /// <summary>The answer's Location, or null.</summary>
    public string? Location { get; init; }

    /// <summary>The answer's ETag, or null.</summary>
    public string? Tag { get; init; }

    /// <summary>The answer's body.</summary>
    public required string Body { get; init; }

    /// <summary>The child it is about, where it is about one.</summary>
    public string? ChildId { get; init; }

    /// <summary>When it was answered.</summary>
    public Instant AnsweredAt { get; init; }
}
