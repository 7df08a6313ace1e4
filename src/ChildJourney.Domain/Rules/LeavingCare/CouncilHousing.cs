using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Domain.Rules.LeavingCare;

/// <summary>When a care leaver lives in accommodation that the council provides.</summary>
internal static class CouncilHousing
{
    /// <summary>The stays, in order: each until it ended, or until the next began.</summary>
    public static IReadOnlyList<DateSpan<CouncilAccommodation>> Of(Journey journey)
    {
        var all = journey.All<CouncilAccommodation>();
        if (all.Count == 0)
        {
            return [];
        }

        var stays = new List<DateSpan<CouncilAccommodation>>(all.Count);
        for (var i = 0; i < all.Count; i++)
        {
            var to = DateSpans.Earlier(all[i].EndedOn, i + 1 < all.Count ? all[i + 1].On : null);
            if (!(to <= all[i].On))
            {
                stays.Add(new DateSpan<CouncilAccommodation>(all[i].On, to, all[i]));
            }
        }

        return stays;
    }

    /// <summary>The end of what hangs on a stay: its own, or that of the young person's standing.</summary>
    public static Ending EndOf(DateSpan<CouncilAccommodation> stay, LeavingCareStanding standing) =>
        stay.To is { } to ? Ending.Earlier(standing.Ending, new Ending(to, "the accommodation ended", Recorded: true)) : standing.Ending;
}
