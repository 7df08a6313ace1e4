using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Domain.Journeys;

/// <summary>Which review of a period of care.</summary>
public enum ReviewOrder
{
    /// <summary>The first.</summary>
    First,

    /// <summary>The second.</summary>
    Second,

    /// <summary>The third or a later one.</summary>
    Subsequent,
}

/// <summary>A link in the chain of reviews: from one review, or from entry, to the next.</summary>
/// <param name="Order">Which review is to be held.</param>
/// <param name="FromOn">The day it is counted from.</param>
/// <param name="From">The entry it is counted from: the admission, or the review before.</param>
/// <param name="OpensOn">
/// The days the duty came into force: more than one where a placement for adoption interrupted it, none where it never was.
/// </param>
/// <param name="Met">The review that met it, or null.</param>
public sealed record ReviewDuty(ReviewOrder Order, LocalDate FromOn, Entry From, IReadOnlyList<LocalDate> OpensOn, Entry? Met)
{
    /// <summary>Reads the chain of a period of care.</summary>
    /// <remarks>
    /// Only reviews that count towards the cycle are links, and adoption reviews while the child is placed for adoption. No link is in
    /// force then; afterwards the chain goes on from the last review of either kind. Where recording began late, the first link is counted from that day.
    /// </remarks>
    internal static IReadOnlyList<ReviewDuty> ReadFrom(PeriodOfCare period)
    {
        var duties = new List<ReviewDuty>();
        if (period.FirstDayUnder(Regime.FullCare) is not { } entryOn)
        {
            return duties;
        }

        var (order, fromOn) = period.HistoryFrom is { } recordedFrom && recordedFrom >= entryOn
            ? (ReviewOrder.Subsequent, recordedFrom)
            : (ReviewOrder.First, entryOn);
        Entry from = period.Admission;
        foreach (var review in LinksOf(period))
        {
            if (review.On >= fromOn && period.IsUnder(Regime.FullCare, review.On))
            {
                // A review on the very day recording began leaves nothing to be counted from that day.
                if (order != ReviewOrder.Subsequent || review.On > fromOn)
                {
                    Add(review);
                }

                order = order == ReviewOrder.First ? ReviewOrder.Second : ReviewOrder.Subsequent;
                fromOn = review.On;
                from = review;
            }
        }

        Add(null);
        return duties;

        void Add(Entry? met) => duties.Add(new ReviewDuty(order, fromOn, from, [.. period.StretchesUnder(Regime.CarePlanning, fromOn, met?.On)], met));
    }

    private static IEnumerable<Entry> LinksOf(PeriodOfCare period)
    {
        var reviews = period.Reviews.Where(review => review.CountsTowardsCycle);
        return period.AdoptionReviews.Count == 0
            ? reviews
            : reviews.Concat<Entry>(period.AdoptionReviews.Where(review => period.IsUnder(Regime.PlacedForAdoption, review.On)))
                .GroupBy(review => review.On)
                .OrderBy(day => day.Key)
                .Select(day => day.First());
    }
}
