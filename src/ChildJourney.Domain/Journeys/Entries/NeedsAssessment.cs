namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The assessment of a young person's needs on leaving care.</summary>
public sealed class NeedsAssessment(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("needs-assessment", "Needs assessment completed", (head, fields) => new NeedsAssessment(head, fields));
}
