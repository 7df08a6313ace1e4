namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day a care plan was signed off.</summary>
public sealed class CarePlan(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<int> VisitEveryDaysField =
        Fields.Whole("visitEveryDays", 1, 366, "For short breaks: the days between visits that the plan sets.");

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("care-plan", "Care plan signed off", (head, fields) => new CarePlan(head, fields), VisitEveryDaysField);

    /// <summary>For short breaks.</summary>
    public int? VisitEveryDays => Values.Maybe(VisitEveryDaysField);
}
