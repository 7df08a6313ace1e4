using NodaTime;

namespace ChildJourney.Infrastructure.Mapping;

/// <summary>A change of an obligation's status, recorded or brought by time; written once and never altered.</summary>
public sealed class ChangeRow : IAboutChild
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>Its place among the authority's changes, from 1, without gaps.</summary>
    public long Number { get; init; }

    /// <summary>When it was recorded, or the start of the day that brought it; never before the change that came before it.</summary>
    public Instant At { get; init; }

    /// <summary>The first day of the new status.</summary>
    public LocalDate On { get; init; }

    /// <summary>The child.</summary>
    public required string ChildId { get; init; }

    /// <summary>The obligation's id.</summary>
    public required string ObligationId { get; init; }

    /// <summary>The rule's id.</summary>
    public required string Rule { get; init; }

    /// <summary>The new status, or null where the obligation no longer exists.</summary>
    public string? Status { get; init; }

    /// <summary>The status before, or null where the obligation did not exist.</summary>
    public string? PreviousStatus { get; init; }
}

/// <summary>How far an authority's changes have been written down. Whoever writes changes holds this row until the end of the transaction.</summary>
public sealed class ChangeHeadRow
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>When changes were asked for the first time, or null: until then none is written.</summary>
    public Instant? BeganAt { get; init; }

    /// <summary>The number of the newest change; 0 before the first.</summary>
    public long LastNumber { get; init; }

    /// <summary>The instant of the newest change; before the first, when the log began.</summary>
    public Instant? LastAt { get; init; }

    /// <summary>The day up to which the changes that time brought are written.</summary>
    public LocalDate AdvancedTo { get; init; }

    /// <summary>The number of the oldest change that is kept.</summary>
    public long FirstNumber { get; init; }
}
