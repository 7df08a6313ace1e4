using ChildJourney.Domain.Drift;
using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Domain.Obligations;

/// <summary>Statuses, levels and severities as the API writes them.</summary>
public static class Words
{
    /// <summary>The statuses: upcoming, due-soon, ...</summary>
    public static Codes<Status> Statuses { get; } = Codes.Hyphenated<Status>();

    /// <summary>The levels: regulation, guidance, local.</summary>
    public static Codes<Level> Levels { get; } = Codes.Hyphenated<Level>();

    /// <summary>The severities: red, amber.</summary>
    public static Codes<Severity> Severities { get; } = Codes.Hyphenated<Severity>();

    /// <summary>The status in a word.</summary>
    public static string Of(Status status) => Statuses.TextOf(status);

    /// <summary>The level in a word.</summary>
    public static string Of(Level level) => Levels.TextOf(level);

    /// <summary>The severity in a word.</summary>
    public static string Of(Severity severity) => Severities.TextOf(severity);
}
