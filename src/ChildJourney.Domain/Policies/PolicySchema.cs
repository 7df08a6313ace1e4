using System.Text.Json;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Domain.Policies;

/// <summary>What the settings of a policy may hold: what is read by it is published by it.</summary>
public static class PolicySchema
{
    /// <summary>The most terms that a policy has, and the most closures of a term.</summary>
    public const int MostTerms = 100;

    /// <summary>The version, which is sent back as it was given and says nothing.</summary>
    public static FieldSchema Version { get; } = Whole("the version as it was given: a whole number", 0, int.MaxValue);

    /// <summary>The due-soon window.</summary>
    public static FieldSchema DueSoonDays { get; } = Whole("a whole number of days from 0 to 366", 0, 366);

    /// <summary>The age from which a child in an early-years setting has a personal education plan.</summary>
    public static FieldSchema PepFromAge { get; } = Whole("an age from 0 to 5", 0, 5);

    /// <summary>A rule's number, or a threshold of a drift indicator.</summary>
    public static FieldSchema Number { get; } = Whole("a whole number from 1 to 1,000", 1, 1000);

    /// <summary>An on-time rate to be reached.</summary>
    public static FieldSchema Target { get; } = new("number", "a rate in per cent from 0 to 100, or null for none") { Minimum = 0, Maximum = 100 };

    /// <summary>A day.</summary>
    public static FieldSchema Date { get; } = new("string", InputDates.Expectation) { Format = "date" };

    /// <summary>Whether something is on.</summary>
    public static FieldSchema Enabled { get; } = new("boolean", "true or false");

    /// <summary>The name of a term.</summary>
    public static FieldSchema TermName { get; } = new("string", Identifiers.CodeExpectation) { Pattern = Identifiers.CodePattern };

    /// <summary>Reads a whole number within the bounds of its schema, or null.</summary>
    internal static int? ReadWhole(JsonElement json, FieldSchema schema) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var number) && number >= schema.Minimum && number <= schema.Maximum ? number : null;

    /// <summary>Reads true or false, or null.</summary>
    internal static bool? ReadFlag(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static FieldSchema Whole(string expected, int least, int most) => new("integer", expected) { Minimum = least, Maximum = most };
}
