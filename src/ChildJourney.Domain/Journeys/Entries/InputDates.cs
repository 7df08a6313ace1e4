using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The dates that input may hold.</summary>
public static class InputDates
{
    /// <summary>What was expected, said to someone who sent something else.</summary>
    public const string Expectation = "a date such as 2026-03-04, between 1900-01-01 and 2199-12-31";

    /// <summary>The first date.</summary>
    public static LocalDate First { get; } = new(1900, 1, 1);

    /// <summary>The last date.</summary>
    public static LocalDate Last { get; } = new(2199, 12, 31);

    /// <summary>The date that the text says, or null.</summary>
    public static LocalDate? Parse(string text) =>
        text.Length == 10 && LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date) && date >= First && date <= Last ? date : null;

    /// <summary>The date that the JSON value says, or null.</summary>
    public static LocalDate? Read(JsonElement json) => json.ValueKind == JsonValueKind.String ? Parse(JsonText.Of(json)) : null;
}
