using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Domain.Rules.Placements;

/// <summary>A stretch of a placement in secure accommodation (K1), other than on remand, and the reviews of it.</summary>
/// <param name="Period">The period of care.</param>
/// <param name="From">The first day.</param>
/// <param name="Began">The placement entry.</param>
/// <param name="Ending">When and why it ended.</param>
/// <param name="Reviews">The reviews of secure accommodation held in it, a day each.</param>
public sealed record SecureStay(PeriodOfCare Period, LocalDate From, PlacementStart Began, Ending Ending, IReadOnlyList<SecureReview> Reviews)
{
    /// <summary>The stretches of a journey, in order.</summary>
    public static IReadOnlyList<SecureStay> ReadFrom(Journey journey)
    {
        ArgumentNullException.ThrowIfNull(journey);
        return journey.Derived<SecureStay[], Child>(journey.Child, static (read, _) => [.. Read(read)]);
    }

    private static IEnumerable<SecureStay> Read(Journey journey)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            foreach (var placement in period.Placements)
            {
                foreach (var stretch in placement.StretchesWhere(terms => terms.PlacementType == PlacementType.K1))
                {
                    foreach (var (from, ending) in WithoutRemand(period, placement, stretch))
                    {
                        yield return new SecureStay(period, from, stretch.Value, ending, ReviewsIn(journey, from, ending.On));
                    }
                }
            }
        }
    }

    private static IEnumerable<(LocalDate From, Ending Ending)> WithoutRemand(PeriodOfCare period, Placement placement, DateSpan<PlacementStart> stretch)
    {
        var to = stretch.To!.Value;
        var leaves = to == placement.To ? placement.Ending : new Ending(to, "the child was no longer in secure accommodation", Recorded: true);
        LocalDate? from = null;
        foreach (var status in period.LegalStatuses)
        {
            if (status.To <= stretch.From || status.From >= to)
            {
                continue;
            }

            if (status.Value != LegalStatus.J1)
            {
                from ??= LocalDate.Max(status.From, stretch.From);
            }
            else if (from is { } began)
            {
                yield return (began, new Ending(status.From, "the child was remanded", Recorded: true));
                from = null;
            }
        }

        if (from is { } last)
        {
            yield return (last, leaves);
        }
    }

    private static List<SecureReview> ReviewsIn(Journey journey, LocalDate from, LocalDate to)
    {
        var reviews = new List<SecureReview>();
        foreach (var review in journey.All<SecureReview>())
        {
            if (from <= review.On && review.On < to && (reviews.Count == 0 || reviews[^1].On < review.On))
            {
                reviews.Add(review);
            }
        }

        return reviews;
    }
}
