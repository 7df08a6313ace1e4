namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day the independent reviewing officer adjourned a review for want of information.</summary>
public sealed class ReviewAdjourned(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("review-adjourned", "Review adjourned", (head, fields) => new ReviewAdjourned(head, fields));
}
