namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>A pathway plan.</summary>
public sealed class PathwayPlan(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("pathway-plan", "Pathway plan made", (head, fields) => new PathwayPlan(head, fields));
}
