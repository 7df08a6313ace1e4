namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day an independent visitor was considered.</summary>
public sealed class IndependentVisitor(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<IndependentVisitorOutcome> OutcomeField =
        Fields.Code("outcome", Codes.Hyphenated<IndependentVisitorOutcome>(), "What came of it.").Required();

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("independent-visitor", "Independent visitor considered", (head, fields) => new IndependentVisitor(head, fields), OutcomeField);

    /// <summary>What came of it.</summary>
    public IndependentVisitorOutcome Outcome => Values.Of(OutcomeField);
}

/// <summary>What came of considering an independent visitor.</summary>
public enum IndependentVisitorOutcome
{
    /// <summary>One was appointed.</summary>
    Appointed,

    /// <summary>The child declined.</summary>
    Declined,

    /// <summary>It was not appropriate.</summary>
    NotAppropriate,
}
