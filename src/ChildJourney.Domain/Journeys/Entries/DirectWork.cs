namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>Direct work with the child.</summary>
public sealed class DirectWork(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("direct-work", "Direct work done", (head, fields) => new DirectWork(head, fields));
}
