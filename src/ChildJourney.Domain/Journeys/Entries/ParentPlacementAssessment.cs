namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day the assessment of parents with whom the child is placed was completed.</summary>
public sealed class ParentPlacementAssessment(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("parent-placement-assessment", "Assessment of parents completed", (head, fields) => new ParentPlacementAssessment(head, fields));
}
