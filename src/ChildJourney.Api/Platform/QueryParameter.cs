using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using Microsoft.Extensions.Primitives;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Platform;

/// <summary>A parameter of a query: its name, what it may hold, and how it is read and described.</summary>
public abstract class QueryParameter(string name, string summary, FieldSchema schema)
{
    /// <summary>The parameter's name.</summary>
    public string Name { get; } = name;

    /// <summary>What it says, in the user's words.</summary>
    public string Summary { get; } = summary;

    /// <summary>What one value may hold.</summary>
    public FieldSchema Schema { get; } = schema;

    /// <summary>Whether several values may be given.</summary>
    public virtual bool IsList => false;

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired { get; protected set; }

    /// <summary>Reads the values given; null where they do not fit.</summary>
    internal abstract object? Read(StringValues given);
}

/// <summary>A parameter with one value.</summary>
/// <typeparam name="T">The value.</typeparam>
public sealed class QueryParameter<T>(string name, string summary, FieldSchema schema, Func<string, object?> read) : QueryParameter(name, summary, schema)
{
    /// <summary>The same parameter, which must be given.</summary>
    public QueryParameter<T> Required()
    {
        IsRequired = true;
        return this;
    }

    internal override object? Read(StringValues given) => given.Count == 1 ? read(given[0] ?? "") : null;
}

/// <summary>A parameter with any number of values, repeated or separated by commas.</summary>
/// <typeparam name="T">One value.</typeparam>
public sealed class QueryList<T>(string name, string summary, FieldSchema schema, Func<string, object?> read) : QueryParameter(name, summary, schema)
{
    /// <inheritdoc/>
    public override bool IsList => true;

    internal override object? Read(StringValues given)
    {
        var values = new List<T>();
        foreach (var text in given.SelectMany(value => (value ?? "").Split(',')))
        {
            if (read(text.Trim()) is not T value)
            {
                return null;
            }

            values.Add(value);
        }

        return values;
    }
}

/// <summary>The parameters that several queries share.</summary>
public static class Query
{
    /// <summary>The day asked about.</summary>
    public static QueryParameter<LocalDate> AsOf { get; } = Date("asOf", "The day asked about; today in England where it is left out.");

    /// <summary>What had been recorded by then.</summary>
    public static QueryParameter<Instant> KnownAt { get; } = Instant("knownAt", "Answer from what had been recorded by that instant; now where it is left out.");

    /// <summary>How many items a page holds.</summary>
    public static QueryParameter<int> Limit { get; } = Whole("limit", "How many items a page holds; 50 where it is left out.", 1, 500);

    /// <summary>Where the next page begins.</summary>
    public static QueryParameter<string> Cursor { get; } = new(
        "cursor", "Where the page begins: next of the page before.", new FieldSchema("string", "next of the page before"), text => text);

    /// <summary>Whether the number of all items is counted.</summary>
    public static QueryParameter<bool> Count { get; } = Flag("count", "Whether to count all items, on all pages.");

    /// <summary>The teams that hold the child.</summary>
    public static QueryList<string> Team { get; } = Codes("team", "Children whom one of these teams holds on the asOf day; none: whom no team holds.");

    /// <summary>The independent reviewing officers of the child.</summary>
    public static QueryList<string> Iro { get; } = Codes("iro", "Children of these independent reviewing officers on the asOf day; none: without one.");

    /// <summary>The social workers who hold the child.</summary>
    public static QueryList<string> SocialWorker { get; } = Codes("socialWorker", "Children whom one of these social workers holds on the asOf day; none: whom none holds.");

    /// <summary>A date.</summary>
    public static QueryParameter<LocalDate> Date(string name, string summary) => new(
        name, summary, new FieldSchema("string", InputDates.Expectation) { Format = "date" }, text => InputDates.Parse(text));

    /// <summary>An instant.</summary>
    public static QueryParameter<Instant> Instant(string name, string summary) => new(
        name, summary, new FieldSchema("string", "an instant in UTC such as 2026-07-01T09:00:00Z") { Format = "date-time" }, text => InstantOf(text));

    /// <summary>The instant that a text says, or null; none is before the first that a database can keep.</summary>
    internal static Instant? InstantOf(string text) =>
        InstantPattern.ExtendedIso.Parse(text).TryGetValue(default, out var instant) && instant.InUtc().Year >= 1 ? instant : null;

    /// <summary>True or false.</summary>
    public static QueryParameter<bool> Flag(string name, string summary) => new(
        name, summary, new FieldSchema("boolean", "true or false"), text => text switch { "true" => true, "false" => false, _ => null });

    /// <summary>A whole number between two bounds.</summary>
    public static QueryParameter<int> Whole(string name, string summary, int least, int most) => new(
        name,
        summary,
        new FieldSchema("integer", $"a whole number from {PlainEnglish.Number(least)} to {PlainEnglish.Number(most)}") { Minimum = least, Maximum = most },
        text => int.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, null, out var number) && number >= least && number <= most ? number : null);

    /// <summary>One of a closed list.</summary>
    public static QueryParameter<string> OneOf(string name, string summary, params string[] values) =>
        new(name, summary, Closed(values), text => values.Contains(text) ? text : null);

    /// <summary>Any of a closed list.</summary>
    public static QueryList<string> AnyOf(string name, string summary, IReadOnlyList<string> values) =>
        new(name, summary, Closed(values), text => values.Contains(text) ? text : null);

    /// <summary>Any of a list of codes.</summary>
    public static QueryList<T> AnyOf<T>(string name, string summary, Codes<T> codes)
        where T : struct, Enum => new(name, summary, Closed(codes.Texts), text => codes.Find(text));

    /// <summary>Codes of the authority's own.</summary>
    public static QueryList<string> Codes(string name, string summary) => new(
        name,
        summary,
        new FieldSchema("string", Identifiers.CodeExpectation) { Pattern = Identifiers.CodePattern },
        text => Identifiers.IsCode(text) ? text : null);

    private static FieldSchema Closed(IReadOnlyList<string> values) => new("string", $"one of {string.Join(", ", values)}") { Codes = values };
}
