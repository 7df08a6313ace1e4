using NodaTime;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>An audit of the case.</summary>
public sealed class CaseAudit(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<AuditGrade> GradeField = Fields.Code("grade", Codes.Hyphenated<AuditGrade>(), "The grade.").Required();

    internal static readonly Field<LocalDate> ActionsDueOnField = Fields.Date("actionsDueOn", "The day by which its actions are due.").Ahead();

    internal static readonly Field<LocalDate> ActionsDoneOnField = Fields.Date("actionsDoneOn", "The day its actions were done.").NotBeforeEntry();

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("case-audit", "Case audited", (head, fields) => new CaseAudit(head, fields), GradeField, ActionsDueOnField, ActionsDoneOnField);

    /// <summary>The grade.</summary>
    public AuditGrade Grade => Values.Of(GradeField);

    /// <summary>The day by which its actions are due.</summary>
    public LocalDate? ActionsDueOn => Values.Maybe(ActionsDueOnField);

    /// <summary>The day its actions were done.</summary>
    public LocalDate? ActionsDoneOn => Values.Maybe(ActionsDoneOnField);
}

/// <summary>The grades of a case audit.</summary>
public enum AuditGrade
{
    /// <summary>Outstanding.</summary>
    Outstanding,

    /// <summary>Good.</summary>
    Good,

    /// <summary>Requires improvement.</summary>
    RequiresImprovement,

    /// <summary>Inadequate.</summary>
    Inadequate,
}
