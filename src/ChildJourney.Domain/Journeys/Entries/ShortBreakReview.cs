namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>A review of short breaks.</summary>
public sealed class ShortBreakReview(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("short-break-review", "Short breaks reviewed", (head, fields) => new ShortBreakReview(head, fields));
}
