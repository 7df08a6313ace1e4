namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>A review of a child authorised or placed for adoption.</summary>
public sealed class AdoptionReview(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("adoption-review", "Adoption case reviewed", (head, fields) => new AdoptionReview(head, fields));
}
