using System.Text.Json;
using NodaTime;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>One field of an entry type: its name, what it may hold, and how it is read, written and described.</summary>
public abstract class Field(string name, string summary)
{
    /// <summary>The property's name.</summary>
    public string Name { get; } = name;

    /// <summary>What it says, in the user's words.</summary>
    public string Summary { get; } = summary;

    /// <summary>Whether an entry must have it.</summary>
    public bool IsRequired { get; protected set; }

    /// <summary>Whether it may be given as null.</summary>
    public bool AcceptsNull { get; protected set; } = true;

    /// <summary>Whether its date may lie in the future.</summary>
    public bool MayLieAhead { get; protected set; }

    /// <summary>Whether its date may lie before the entry's own.</summary>
    public bool MayPrecedeEntry { get; protected set; } = true;

    /// <summary>The field of the same entry whose date it may not precede, or null.</summary>
    public Field? NotBeforeField { get; protected set; }

    /// <summary>The value it has where it is left out, or null.</summary>
    public object? Default { get; protected set; }

    /// <summary>What it may hold, in the terms of JSON Schema.</summary>
    public abstract FieldSchema Schema { get; }

    /// <summary>Its place among the fields of its shape.</summary>
    internal int Index { get; set; } = -1;

    /// <summary>Reads a value that is there and not null; null where it does not fit.</summary>
    internal abstract object? Read(JsonElement json);

    /// <summary>Writes the value as a property.</summary>
    internal abstract void Write(Utf8JsonWriter json, object value);

    /// <summary>What is impossible about a value that fits, whatever else is recorded; null where nothing is.</summary>
    internal virtual string? Impossible(object value) => null;

    /// <summary>The date that the value names, for the checks that all dates share.</summary>
    internal virtual LocalDate? DateOf(object value) => null;

    /// <summary>The time of day that the value names, or null where it names none.</summary>
    internal virtual LocalDateTime? TimeOf(object value) => null;

    /// <summary>Whether this value lies before another field's, by the minute where both have one.</summary>
    internal bool IsBefore(object value, Field other, object otherValue) =>
        TimeOf(value) is { } time && other.TimeOf(otherValue) is { } otherTime
            ? time < otherTime
            : DateOf(value) < other.DateOf(otherValue);
}

/// <summary>A field whose value is of a known type.</summary>
/// <typeparam name="T">The type.</typeparam>
public abstract class Field<T>(string name, string summary) : Field(name, summary)
{
    /// <summary>The same field, which an entry must have.</summary>
    public Field<T> Required()
    {
        IsRequired = true;
        AcceptsNull = false;
        return this;
    }

    /// <summary>The same field, which an entry must have, if only as null.</summary>
    public Field<T> RequiredOrNull()
    {
        IsRequired = true;
        return this;
    }

    /// <summary>The same field, which has that value where it is left out.</summary>
    public Field<T> Otherwise(T value)
    {
        Default = value;
        return this;
    }

    /// <summary>The same field, whose date may lie in the future.</summary>
    public Field<T> Ahead()
    {
        MayLieAhead = true;
        return this;
    }

    /// <summary>The same field, whose date is the entry's own or later.</summary>
    public Field<T> NotBeforeEntry()
    {
        MayPrecedeEntry = false;
        return this;
    }

    /// <summary>The same field, which may not precede another of the entry.</summary>
    public Field<T> NotBefore(Field start)
    {
        NotBeforeField = start;
        return NotBeforeEntry();
    }

    /// <summary>This field with a value, for an entry that is built by the program.</summary>
    public FieldValue Is(T value) => new(this, value);
}

/// <summary>A field and its value.</summary>
/// <param name="Field">The field.</param>
/// <param name="Value">Its value.</param>
public readonly record struct FieldValue(Field Field, object? Value);

/// <summary>What a field may hold, in the terms of JSON Schema.</summary>
/// <param name="Type">string, integer, number, boolean or array.</param>
/// <param name="Expected">What was expected, said to someone who sent something else.</param>
public sealed record FieldSchema(string Type, string Expected)
{
    /// <summary>date, or null.</summary>
    public string? Format { get; init; }

    /// <summary>The values of a closed list, or null.</summary>
    public IReadOnlyList<string>? Codes { get; init; }

    /// <summary>The pattern of a text, or null.</summary>
    public string? Pattern { get; init; }

    /// <summary>The least number, or null.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>The greatest number, or null.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>The properties of each item of an array, or null.</summary>
    public IReadOnlyList<(string Name, FieldSchema Schema)>? Items { get; init; }
}
