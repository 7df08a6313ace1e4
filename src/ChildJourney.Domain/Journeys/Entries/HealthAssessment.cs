namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>A health assessment.</summary>
public sealed class HealthAssessment(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<bool> RefusedField = Fields.Flag("refused", "Whether the child, informed, refused it.");

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("health-assessment", "Health assessment held", (head, fields) => new HealthAssessment(head, fields), RefusedField);

    /// <summary>Whether the child, informed, refused it.</summary>
    public bool Refused => Values.Of(RefusedField);
}
