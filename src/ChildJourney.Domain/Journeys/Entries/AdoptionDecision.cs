namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>A decision on adoption.</summary>
public sealed class AdoptionDecision(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<AdoptionDecisionKind> KindField =
        Fields.Code("kind", Codes.Hyphenated<AdoptionDecisionKind>(), "What was decided.").Required();

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("adoption-decision", "Decision on adoption made", (head, fields) => new AdoptionDecision(head, fields), KindField);

    /// <summary>What was decided.</summary>
    public AdoptionDecisionKind Kind => Values.Of(KindField);

    /// <summary>Builds a decision whose values are known to fit.</summary>
    public static AdoptionDecision New(EntryHead head, AdoptionDecisionKind kind) => (AdoptionDecision)Shape.New(head, KindField.Is(kind));
}

/// <summary>The decisions on adoption.</summary>
public enum AdoptionDecisionKind
{
    /// <summary>Adoption became the plan.</summary>
    Plan,

    /// <summary>Placement was authorised by consent.</summary>
    Authorised,

    /// <summary>The child should be placed.</summary>
    ShouldBePlaced,

    /// <summary>The child was matched.</summary>
    Matched,

    /// <summary>The child should no longer be placed.</summary>
    NoLonger,
}
