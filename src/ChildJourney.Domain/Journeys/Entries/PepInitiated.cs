namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day a personal education plan was initiated.</summary>
public sealed class PepInitiated(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("pep-initiated", "Personal education plan initiated", (head, fields) => new PepInitiated(head, fields));
}
