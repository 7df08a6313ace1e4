namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>A review of secure accommodation.</summary>
public sealed class SecureReview(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("secure-review", "Secure accommodation reviewed", (head, fields) => new SecureReview(head, fields));
}
