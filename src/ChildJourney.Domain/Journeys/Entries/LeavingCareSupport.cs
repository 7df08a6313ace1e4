using NodaTime;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day a young person over 21 asked for support.</summary>
public sealed class LeavingCareSupport(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<LocalDate> EndedOnField = Fields.Date("endedOn", "The day the support ended.").NotBeforeEntry();

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("leaving-care-support", "Support after 21 asked for", (head, fields) => new LeavingCareSupport(head, fields), EndedOnField);

    /// <summary>The day the support ended.</summary>
    public LocalDate? EndedOn => Values.Maybe(EndedOnField);
}
