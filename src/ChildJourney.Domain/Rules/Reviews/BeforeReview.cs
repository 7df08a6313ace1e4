using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;
using NodaTime;

namespace ChildJourney.Domain.Rules.Reviews;

/// <summary>What the duties before a review share: they open when it is booked, otherwise on its day, and end the day after it was held.</summary>
/// <remarks>They count from the day it is booked for until it is held, then from the day it was held.</remarks>
public abstract class BeforeReview(string id, string title, Level level, params DatedLimit[] limits) : Rule(id, title, level, limits)
{
    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            foreach (var occasion in ReviewOccasion.ReadFrom(journey, period))
            {
                if (settings.VersionOf(this, occasion.KnownBy.On) is { } version && DutyFor(journey, occasion, version, settings) is { } duty)
                {
                    yield return duty;
                }
            }
        }
    }

    /// <summary>The duty before one review, or null where there is none.</summary>
    protected abstract Duty? DutyFor(Journey journey, ReviewOccasion occasion, DatedLimit version, Settings settings);

    /// <summary>A duty that falls due the rule's own number before the review, or on its day.</summary>
    /// <param name="occasion">The review and its bookings.</param>
    /// <param name="version">The rule's number.</param>
    /// <param name="settings">What the rules are applied with.</param>
    /// <param name="doneOn">The day that the review itself says it was done: measured against the day held, whenever it was done.</param>
    protected static Duty Before(ReviewOccasion occasion, DatedLimit version, Settings settings, LocalDate? doneOn = null)
    {
        var openings = new List<Opening>(occasion.Bookings.Count + 1);
        foreach (var booking in occasion.Bookings)
        {
            Open(booking.On, booking.BookedFor, "the planned review");
        }

        if (occasion.Held is { } held)
        {
            Open(LocalDate.Max(occasion.KnownBy.On, doneOn < held.On ? doneOn.Value : held.On), held.On, "the review");
        }

        return new Duty(occasion.Period, occasion.KnownBy.On, occasion.KnownBy, version, [.. openings])
        {
            MetOn = doneOn,
            // Booked on the day of the review before, which may itself have raised a duty of that day.
            SharesDay = !occasion.IsFirst && occasion.KnownBy.On == occasion.After,
            Ending = occasion.Held is { } review ? new Ending(review.On.PlusDays(1), "the review was over", Recorded: true) : null,
        };

        // What is said last of a day holds on it. A placement for adoption ends the duty, and what is said after it opens it again.
        void Open(LocalDate on, LocalDate day, string what)
        {
            openings.RemoveAll(opening => opening.On >= on);
            openings.Add(new Opening(on, Due(day, what), Resumes: openings.Count > 0));
        }

        Deadline Due(LocalDate day, string what) => version.Amount is { } amount
            ? Deadline.After(day, what, amount, settings.Calendar)
            : Deadline.OnTheDay(day, $"the day of {what}");
    }
}
