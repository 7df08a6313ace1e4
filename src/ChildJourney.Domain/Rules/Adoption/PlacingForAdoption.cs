using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Domain.Rules.Adoption;

/// <summary>A placing for adoption: from its day, which may lie in the middle of a stay with the same carer, until it ended.</summary>
/// <param name="Period">The period of care.</param>
/// <param name="Start">The entry by which the child was placed for adoption.</param>
/// <param name="To">The day it had ended.</param>
/// <param name="Reviews">The reviews held during it, one a day.</param>
internal sealed record PlacingForAdoption(PeriodOfCare Period, PlacementStart Start, LocalDate To, IReadOnlyList<Entry> Reviews)
{
    /// <summary>The end of what hangs on it.</summary>
    public Ending Ending => new(To, "the placement for adoption ended", Recorded: true);

    /// <summary>The day of the first review held during it, or null.</summary>
    public LocalDate? FirstReviewOn => Reviews is [var first, ..] ? first.On : null;

    /// <summary>Whether the child was placed before recording began.</summary>
    public bool BeganUnrecorded => Period.BeganUnrecorded(Start.On);

    /// <summary>The placings of a journey; another adoptive family is another placing.</summary>
    public static IReadOnlyList<PlacingForAdoption> ReadFrom(Journey journey) =>
        journey.Derived<PlacingForAdoption[], Journey>(journey, static (read, _) => [.. Read(read)]);

    /// <summary>Whether the child was so placed on that day.</summary>
    public bool Holds(LocalDate day) => Start.On <= day && day < To;

    /// <summary>The reviews one after another. Where the placing itself was not recorded, those that were are later ones.</summary>
    public IEnumerable<AdoptionLink> Links()
    {
        var order = BeganUnrecorded ? ReviewOrder.Subsequent : ReviewOrder.First;
        Entry? from = BeganUnrecorded ? null : Start;
        foreach (var review in Reviews)
        {
            if (from is not null)
            {
                yield return new AdoptionLink(order, from, review);
                order = order == ReviewOrder.First ? ReviewOrder.Second : ReviewOrder.Subsequent;
            }

            from = review;
        }

        if (from is not null)
        {
            yield return new AdoptionLink(order, from, Met: null);
        }
    }

    private static IEnumerable<PlacingForAdoption> Read(Journey journey)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            foreach (var placement in period.Placements)
            {
                foreach (var stretch in placement.StretchesWhere(static terms => terms.IsForAdoption))
                {
                    var reviews = AdoptionChain.Reviews(period).Where(review => stretch.Holds(review.On));
                    yield return new PlacingForAdoption(period, stretch.Value, stretch.To!.Value, [.. reviews]);
                }
            }
        }
    }
}
