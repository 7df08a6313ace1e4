using NodaTime;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day the independent reviewing officer opened a dispute.</summary>
public sealed class Dispute(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<DisputeStage> StageField = Fields.Code("stage", Codes.Hyphenated<DisputeStage>(), "How far it has gone.");

    internal static readonly Field<LocalDate> ResolvedOnField = Fields.Date("resolvedOn", "The day it was resolved.").NotBeforeEntry();

    internal static readonly Field<LocalDate> ReferredOnField = Fields.Date("referredOn", "The day it was referred to Cafcass.").NotBeforeEntry();

    internal static readonly Field<DisputeOutcome> OutcomeField = Fields.Code("outcome", Codes.Hyphenated<DisputeOutcome>(), "How it ended.");

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("dispute", "Dispute opened", (head, fields) => new Dispute(head, fields), StageField, ResolvedOnField, ReferredOnField, OutcomeField);

    /// <summary>How far it has gone.</summary>
    public DisputeStage? Stage => Values.Maybe(StageField);

    /// <summary>The day it was resolved.</summary>
    public LocalDate? ResolvedOn => Values.Maybe(ResolvedOnField);

    /// <summary>The day it was referred to Cafcass.</summary>
    public LocalDate? ReferredOn => Values.Maybe(ReferredOnField);

    /// <summary>How it ended.</summary>
    public DisputeOutcome? Outcome => Values.Maybe(OutcomeField);

    /// <summary>Builds a dispute whose values are known to fit.</summary>
    public static Dispute New(EntryHead head, DisputeStage? stage = null, LocalDate? resolvedOn = null, LocalDate? referredOn = null, DisputeOutcome? outcome = null) =>
        (Dispute)Shape.New(head, new(StageField, stage), new(ResolvedOnField, resolvedOn), new(ReferredOnField, referredOn), new(OutcomeField, outcome));
}

/// <summary>How far a dispute has gone.</summary>
public enum DisputeStage
{
    /// <summary>Raised informally.</summary>
    Informal,

    /// <summary>With the team manager.</summary>
    TeamManager,

    /// <summary>With the service manager.</summary>
    ServiceManager,

    /// <summary>With the assistant director.</summary>
    AssistantDirector,

    /// <summary>With the director.</summary>
    Director,

    /// <summary>With Cafcass.</summary>
    Cafcass,
}

/// <summary>How a dispute ended.</summary>
public enum DisputeOutcome
{
    /// <summary>Upheld.</summary>
    Upheld,

    /// <summary>Upheld in part.</summary>
    PartlyUpheld,

    /// <summary>Not upheld.</summary>
    NotUpheld,

    /// <summary>Withdrawn.</summary>
    Withdrawn,
}
