namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>A legal planning (gateway) meeting.</summary>
public sealed class LegalPlanningMeeting(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<LegalPlanningOutcome> OutcomeField =
        Fields.Code("outcome", Codes.Hyphenated<LegalPlanningOutcome>(), "What it decided.").Required();

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("legal-planning-meeting", "Legal planning meeting held", (head, fields) => new LegalPlanningMeeting(head, fields), OutcomeField) { MayPrecedeBirth = true };

    /// <summary>What it decided.</summary>
    public LegalPlanningOutcome Outcome => Values.Of(OutcomeField);

    /// <summary>Builds a meeting whose values are known to fit.</summary>
    public static LegalPlanningMeeting New(EntryHead head, LegalPlanningOutcome outcome) => (LegalPlanningMeeting)Shape.New(head, OutcomeField.Is(outcome));
}

/// <summary>What a legal planning meeting decided.</summary>
public enum LegalPlanningOutcome
{
    /// <summary>No legal action.</summary>
    NoAction,

    /// <summary>Pre-proceedings.</summary>
    PreProceedings,

    /// <summary>To issue proceedings.</summary>
    IssueProceedings,
}
