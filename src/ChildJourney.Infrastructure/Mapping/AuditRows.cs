using NodaTime;

namespace ChildJourney.Infrastructure.Mapping;

/// <summary>One read or write about children, as the audit log keeps it.</summary>
public sealed class AuditRow
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>The chain it belongs to: one for each run of the service.</summary>
    public required string Chain { get; init; }

    /// <summary>Its place in the chain, from 1.</summary>
    public long Number { get; init; }

    /// <summary>The group it was committed with.</summary>
    public long GroupNumber { get; init; }

    /// <summary>When it happened.</summary>
    public Instant At { get; init; }

    /// <summary>Who did it.</summary>
    public required string By { get; init; }

    /// <summary>What was done: the operation's id in the API description.</summary>
    public required string Operation { get; init; }

    /// <summary>The children it was about, as a JSON array.</summary>
    public required string Children { get; init; }

    /// <summary>The network address it came from.</summary>
    public required string Source { get; init; }

    /// <summary>The HTTP status of the answer.</summary>
    public int Status { get; init; }

    /// <summary>The reason given for looking at restricted records, or null.</summary>
    public string? Reason { get; init; }
}

/// <summary>A child that a row of the audit log is about: the rows of a child, by time.</summary>
public sealed class AuditChildRow : IAboutChild
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>The child.</summary>
    public required string ChildId { get; init; }

    /// <summary>When it happened, as the row says.</summary>
    public Instant At { get; init; }

    /// <summary>The chain of the row.</summary>
    public required string Chain { get; init; }

    /// <summary>The row's place in the chain.</summary>
    public long Number { get; init; }
}

/// <summary>The rows of a chain that were committed together, sealed by a hash over them and over the group before.</summary>
public sealed class AuditGroupRow
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>The chain.</summary>
    public required string Chain { get; init; }

    /// <summary>The group's place in the chain, from 1.</summary>
    public long GroupNumber { get; init; }

    /// <summary>The number of its last row.</summary>
    public long LastNumber { get; init; }

    /// <summary>When it was committed.</summary>
    public Instant At { get; init; }

    /// <summary>The hash of the group before; for the first of a chain, the newest groups of the chains that no other went on from yet, each named as chain:number:hash.</summary>
    public required string Previous { get; init; }

    /// <summary>The hash over the rows, what is said of the group, and the previous hash.</summary>
    public required string Hash { get; set; }
}
