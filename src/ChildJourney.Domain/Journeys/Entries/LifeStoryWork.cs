namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>Life-story work with the child.</summary>
public sealed class LifeStoryWork(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("life-story-work", "Life-story work done", (head, fields) => new LifeStoryWork(head, fields));
}
