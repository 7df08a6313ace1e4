using NodaTime;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day the child began to attend an early-years setting.</summary>
public sealed class EarlyYears(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<LocalDate> EndedOnField = Fields.Date("endedOn", "The day the child ceased to attend it.").NotBeforeEntry();

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("early-years", "Began to attend an early-years setting", (head, fields) => new EarlyYears(head, fields), EndedOnField);

    /// <summary>The day the child ceased to attend it.</summary>
    public LocalDate? EndedOn => Values.Maybe(EndedOnField);

    /// <summary>Builds a time in a setting whose values are known to fit.</summary>
    public static EarlyYears New(EntryHead head, LocalDate? endedOn = null) => (EarlyYears)Shape.New(head, new FieldValue(EndedOnField, endedOn));
}
