using NodaTime;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day a care leaver moved into accommodation that the council provides.</summary>
public sealed class CouncilAccommodation(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<LocalDate> EndedOnField = Fields.Date("endedOn", "The day it ended.").NotBeforeEntry();

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("council-accommodation", "Moved into council-provided accommodation", (head, fields) => new CouncilAccommodation(head, fields), EndedOnField);

    /// <summary>The day it ended.</summary>
    public LocalDate? EndedOn => Values.Maybe(EndedOnField);
}
