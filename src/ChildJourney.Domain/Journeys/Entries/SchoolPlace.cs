namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day the child started at a new school.</summary>
public sealed class SchoolPlace(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("school-place", "New school place started", (head, fields) => new SchoolPlace(head, fields));
}
