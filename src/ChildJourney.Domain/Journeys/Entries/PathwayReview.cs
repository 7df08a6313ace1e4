namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>A review of a pathway plan.</summary>
public sealed class PathwayReview(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("pathway-review", "Pathway plan reviewed", (head, fields) => new PathwayReview(head, fields));
}
