using NodaTime;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day a review was booked.</summary>
public sealed class ReviewBooked(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<LocalDate> BookedForField =
        Fields.Date("bookedFor", "The day it is booked for.").Required().Ahead().NotBeforeEntry();

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("review-booked", "Review booked", (head, fields) => new ReviewBooked(head, fields), BookedForField);

    /// <summary>The day it is booked for.</summary>
    public LocalDate BookedFor => Values.Of(BookedForField);

    /// <summary>Builds a booking whose values are known to fit.</summary>
    public static ReviewBooked New(EntryHead head, LocalDate bookedFor) => (ReviewBooked)Shape.New(head, BookedForField.Is(bookedFor));
}
