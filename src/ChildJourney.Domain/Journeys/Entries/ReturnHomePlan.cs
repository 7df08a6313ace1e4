using NodaTime;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>A plan for the child's return home.</summary>
public sealed class ReturnHomePlan(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<LocalDate> TargetOnField = Fields.Date("targetOn", "The day by which the child is meant to be home.").Ahead();

    internal static readonly Field<LocalDate> EndedOnField = Fields.Date("endedOn", "The day the plan was given up.").NotBeforeEntry();

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("return-home-plan", "Return-home plan made", (head, fields) => new ReturnHomePlan(head, fields), TargetOnField, EndedOnField);

    /// <summary>The day by which the child is meant to be home.</summary>
    public LocalDate? TargetOn => Values.Maybe(TargetOnField);

    /// <summary>The day the plan was given up.</summary>
    public LocalDate? EndedOn => Values.Maybe(EndedOnField);

    /// <summary>Builds a plan whose values are known to fit.</summary>
    public static ReturnHomePlan New(EntryHead head, LocalDate? targetOn = null, LocalDate? endedOn = null) =>
        (ReturnHomePlan)Shape.New(head, new(TargetOnField, targetOn), new(EndedOnField, endedOn));
}
