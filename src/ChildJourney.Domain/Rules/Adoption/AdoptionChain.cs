using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Domain.Rules.Adoption;

/// <summary>A link in a chain of adoption reviews: from its beginning, or from one review, to the next.</summary>
/// <param name="Order">Which review is to be held.</param>
/// <param name="From">The entry it is counted from.</param>
/// <param name="Met">The review that met it, or null.</param>
internal readonly record struct AdoptionLink(ReviewOrder Order, Entry From, Entry? Met);

/// <summary>The reviews that adoption agencies hold, as a chain.</summary>
internal static class AdoptionChain
{
    /// <summary>The reviews of a period of care by day: adoption reviews, and those of the child's case that count towards the cycle.</summary>
    public static IReadOnlyList<Entry> Reviews(PeriodOfCare period)
    {
        if (period.AdoptionReviews.Count == 0)
        {
            return [.. period.Reviews.Where(review => review.CountsTowardsCycle)];
        }

        return
        [
            .. period.AdoptionReviews
                .Concat<Entry>(period.Reviews.Where(review => review.CountsTowardsCycle))
                .GroupBy(review => review.On)
                .OrderBy(day => day.Key)
                .Select(day => day.First()),
        ];
    }

    /// <summary>The entry that changed the legal status on the day; the admission on the first.</summary>
    public static Entry StatusBegan(Journey journey, PeriodOfCare period, LocalDate on)
    {
        foreach (var change in journey.All<LegalStatusChange>())
        {
            if (change.On == on && on > period.From)
            {
                return change;
            }
        }

        return period.Admission;
    }
}
