using NodaTime;

namespace ChildJourney.Infrastructure.Mapping;

/// <summary>A calendar that someone may subscribe to: of an independent reviewing officer, or of a team.</summary>
public sealed class CalendarRow
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>The calendar; later ones sort after earlier ones.</summary>
    public required string CalendarId { get; init; }

    /// <summary>The hash of the token in its address. The token itself is kept nowhere.</summary>
    public required string TokenHash { get; init; }

    /// <summary>The officer whose children it is about, or null.</summary>
    public string? Iro { get; init; }

    /// <summary>The team whose children it is about, or null.</summary>
    public string? Team { get; init; }

    /// <summary>When it was made.</summary>
    public Instant CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }
}
