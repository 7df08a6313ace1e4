using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Domain.Journeys;

/// <summary>A review with what led up to it: the review before, the bookings, and the day it was held.</summary>
/// <param name="Period">The period of care.</param>
/// <param name="After">The day of the review before, or of entry.</param>
/// <param name="IsFirst">Whether there was no review before.</param>
/// <param name="Bookings">The bookings since then, in order; the latest counts.</param>
/// <param name="Held">The review, or null while it has not been held.</param>
public sealed record ReviewOccasion(PeriodOfCare Period, LocalDate After, bool IsFirst, IReadOnlyList<ReviewBooked> Bookings, Review? Held)
{
    /// <summary>The entry from which the review is known of: its first booking, or itself.</summary>
    public Entry KnownBy => Bookings.Count > 0 ? Bookings[0] : Held!;

    /// <summary>Whether the day lies after the review before and not after this one.</summary>
    public bool LeadsUpTo(LocalDate day) => (day > After || (IsFirst && day == After)) && !(day > Held?.On);

    /// <summary>The occasions of a period of care, in order.</summary>
    public static IReadOnlyList<ReviewOccasion> ReadFrom(Journey journey, PeriodOfCare period)
    {
        var booked = journey.All<ReviewBooked>();
        var occasions = new List<ReviewOccasion>(period.Reviews.Count + 1);
        var after = period.From;
        var isFirst = true;
        foreach (var review in period.Reviews)
        {
            occasions.Add(Between(review));
            after = review.On;
            isFirst = false;
        }

        if (Between(null) is { Bookings.Count: > 0 } next)
        {
            occasions.Add(next);
        }

        return occasions;

        ReviewOccasion Between(Review? held)
        {
            var occasion = new ReviewOccasion(period, after, isFirst, [], held);
            return booked.Count == 0
                ? occasion
                : occasion with { Bookings = [.. booked.Where(booking => period.Holds(booking.On) && occasion.IsBookedBy(booking))] };
        }
    }

    /// <summary>Whether the booking is of this review: one made on the day of a review, for a later day, is of the next.</summary>
    private bool IsBookedBy(ReviewBooked booking) =>
        LeadsUpTo(booking.On)
            ? Held is null || booking.On < Held.On || booking.BookedFor == Held.On
            : !IsFirst && booking.On == After && booking.BookedFor > After;
}
