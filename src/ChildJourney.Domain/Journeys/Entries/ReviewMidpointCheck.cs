namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The independent reviewing officer's check of progress between two reviews.</summary>
public sealed class ReviewMidpointCheck(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("review-midpoint-check", "Midpoint check made", (head, fields) => new ReviewMidpointCheck(head, fields));
}
