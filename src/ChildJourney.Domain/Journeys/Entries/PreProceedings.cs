using NodaTime;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day the letter before proceedings was sent.</summary>
public sealed class PreProceedings(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<LocalDate> ReviewedOnField = Fields.Date("reviewedOn", "The day of the review meeting.").NotBeforeEntry();

    internal static readonly Field<LocalDate> ConcludedOnField = Fields.Date("concludedOn", "The day pre-proceedings concluded.").NotBeforeEntry();

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("pre-proceedings", "Letter before proceedings sent", (head, fields) => new PreProceedings(head, fields), ReviewedOnField, ConcludedOnField) { MayPrecedeBirth = true };

    /// <summary>The day of the review meeting.</summary>
    public LocalDate? ReviewedOn => Values.Maybe(ReviewedOnField);

    /// <summary>The day pre-proceedings concluded.</summary>
    public LocalDate? ConcludedOn => Values.Maybe(ConcludedOnField);

    /// <summary>Builds pre-proceedings whose values are known to fit.</summary>
    public static PreProceedings New(EntryHead head, LocalDate? reviewedOn = null, LocalDate? concludedOn = null) =>
        (PreProceedings)Shape.New(head, new(ReviewedOnField, reviewedOn), new(ConcludedOnField, concludedOn));
}
