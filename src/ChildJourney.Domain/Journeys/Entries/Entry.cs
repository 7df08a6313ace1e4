using NodaTime;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>What every entry has.</summary>
/// <param name="Id">The entry's identifier, given by the caller or made.</param>
/// <param name="On">The day it happened.</param>
/// <param name="Reference">The record's id in the system it came from.</param>
public sealed record EntryHead(string Id, LocalDate On, string? Reference = null);

/// <summary>One dated fact in a child's journey.</summary>
public abstract class Entry(EntryHead head, FieldValues fields)
{
    /// <summary>The entry's identifier, given by the caller or made.</summary>
    public string Id => head.Id;

    /// <summary>The day it happened.</summary>
    public LocalDate On { get; } = head.On;

    /// <summary>The record's id in the system it came from.</summary>
    public string? Reference => head.Reference;

    /// <summary>The type's name, fields and bounds.</summary>
    public EntryShape Shape => Values.Shape;

    /// <summary>The values of the type's own fields.</summary>
    public FieldValues Values { get; } = fields;

    /// <summary>What happened, in words, for a timeline.</summary>
    public virtual string What => Shape.Title;

    /// <summary>What is impossible about this entry of that child, whatever else is recorded, beyond what its fields say.</summary>
    public virtual InputProblem? Impossible(Child child) => null;

    /// <summary>Whether it happened on that day, or says of something else that it did.</summary>
    public bool TellsOf(LocalDate day) =>
        On == day || Shape.Fields.Any(field => Values[field] is { } value && field.DateOf(value) == day);

    /// <summary>Whether another entry records the same fact in the same words.</summary>
    public bool SaysTheSame(Entry other) => On == other.On && Reference == other.Reference && Values.SameAs(other.Values);
}
