using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Domain.Rules.LeavingCare;

/// <summary>A link in a chain of what is done again and again for a care leaver: from one time to the next.</summary>
/// <param name="From">The entry it is counted from.</param>
/// <param name="On">The day it is counted from: the entry's own or, for one made before, the first day of standing.</param>
/// <param name="Met">The entry that met it, or null.</param>
internal readonly record struct LeavingCareLink(Entry From, LocalDate On, Entry? Met)
{
    /// <summary>Whether the entry it is counted from was made before the young person had standing, and counts as of that day.</summary>
    public bool CountsAsOfStanding => On > From.On;
}

/// <summary>The two chains of a stretch of standing: reviews of the pathway plan, and visits of the personal adviser.</summary>
internal static class LeavingCareChain
{
    /// <summary>From the first pathway plan to the first review, and from each review to the next; a plan revised in between moves nothing.</summary>
    public static IEnumerable<LeavingCareLink> PathwayReviews(Journey journey, LeavingCareStanding standing)
    {
        var reviews = journey.All<PathwayReview>();
        return Chain(standing, Later(Beginning(standing, journey.All<PathwayPlan>()), Beginning(standing, reviews), standing), reviews);
    }

    /// <summary>From each visit to the next.</summary>
    public static IEnumerable<LeavingCareLink> AdviserVisits(Journey journey, LeavingCareStanding standing)
    {
        var visits = journey.All<AdviserVisit>();
        return Chain(standing, Beginning(standing, visits), visits);
    }

    private static IEnumerable<LeavingCareLink> Chain(LeavingCareStanding standing, Entry? from, IReadOnlyList<Entry> next)
    {
        if (from is null)
        {
            yield break;
        }

        var on = LocalDate.Max(from.On, standing.From);
        foreach (var entry in next)
        {
            if (entry.On > on && standing.Holds(entry.On))
            {
                yield return new LeavingCareLink(from, on, entry);
                (from, on) = (entry, entry.On);
            }
        }

        yield return new LeavingCareLink(from, on, Met: null);
    }

    /// <summary>The last entry up to the first day of standing or, where there is none, the first during it.</summary>
    private static Entry? Beginning(LeavingCareStanding standing, IReadOnlyList<Entry> entries)
    {
        Entry? found = null;
        foreach (var entry in entries)
        {
            if (entry.On < standing.Ending.On && (found is null || entry.On <= standing.From))
            {
                found = entry;
            }
        }

        return found;
    }

    /// <summary>Of two beginnings the one that counts: up to the first day the later, during it the earlier.</summary>
    private static Entry? Later(Entry? plan, Entry? review, LeavingCareStanding standing) =>
        plan is null || review is null ? plan ?? review
        : review.On <= standing.From && review.On >= plan.On ? review
        : plan.On > standing.From && review.On < plan.On ? review
        : plan;
}
