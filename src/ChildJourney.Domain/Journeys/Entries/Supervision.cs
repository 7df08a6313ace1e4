namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>Supervision of the case.</summary>
public sealed class Supervision(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("supervision", "Case supervised", (head, fields) => new Supervision(head, fields));
}
