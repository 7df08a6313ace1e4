namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day the decision on placement with parents was made and approved.</summary>
public sealed class ParentPlacementDecision(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("parent-placement-decision", "Decision on placement with parents approved", (head, fields) => new ParentPlacementDecision(head, fields));
}
