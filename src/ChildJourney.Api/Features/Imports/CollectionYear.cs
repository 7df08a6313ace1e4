using System.Globalization;
using NodaTime;

namespace ChildJourney.Api.Features.Imports;

/// <summary>A year that SSDA903 is collected for: 1 April to 31 March.</summary>
/// <param name="Start">The calendar year it begins in.</param>
public readonly record struct CollectionYear(int Start) : IComparable<CollectionYear>
{
    /// <summary>What a collection year looks like, said to someone who sent something else.</summary>
    public const string Expectation = "a collection year such as 2025-26";

    /// <summary>Its first day, 1 April.</summary>
    public LocalDate From => new(Start, 4, 1);

    /// <summary>Its last day, 31 March.</summary>
    public LocalDate To => new(Start + 1, 3, 31);

    /// <summary>Whether the first is the earlier year.</summary>
    public static bool operator <(CollectionYear first, CollectionYear second) => first.Start < second.Start;

    /// <summary>Whether the first is the later year.</summary>
    public static bool operator >(CollectionYear first, CollectionYear second) => first.Start > second.Start;

    /// <summary>Whether the first is the earlier year or the same.</summary>
    public static bool operator <=(CollectionYear first, CollectionYear second) => first.Start <= second.Start;

    /// <summary>Whether the first is the later year or the same.</summary>
    public static bool operator >=(CollectionYear first, CollectionYear second) => first.Start >= second.Start;

    /// <summary>The year that holds the day.</summary>
    public static CollectionYear Of(LocalDate day) => new(day.Month >= 4 ? day.Year : day.Year - 1);

    /// <summary>The year that the text says, such as 2025-26; otherwise null.</summary>
    public static CollectionYear? Parse(string text) =>
        text.Length == 7
        && text[4] == '-'
        && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var start)
        && int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var end)
        && start is >= 1980 and <= 2198
        && end == (start + 1) % 100
            ? new CollectionYear(start)
            : null;

    /// <inheritdoc/>
    public int CompareTo(CollectionYear other) => Start.CompareTo(other.Start);

    /// <summary>As it is written: 2025-26.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Start:0000}-{(Start + 1) % 100:00}");
}
