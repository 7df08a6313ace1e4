namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>A personal adviser's visit.</summary>
public sealed class AdviserVisit(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("adviser-visit", "Visited by the personal adviser", (head, fields) => new AdviserVisit(head, fields));
}
