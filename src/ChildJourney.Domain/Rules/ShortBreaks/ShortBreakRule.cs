using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;

namespace ChildJourney.Domain.Rules.ShortBreaks;

/// <summary>What the rules about short breaks share: they hang on the series, which goes on from one period of care to the next.</summary>
public abstract class ShortBreakRule(string id, string title, params DatedLimit[] limits) : Rule(id, title, Level.Regulation, limits)
{
    /// <inheritdoc/>
    public override Regime Regimes => Regime.ShortBreaks;

    /// <summary>The duties of one series.</summary>
    protected abstract IEnumerable<Duty> RaiseFor(ShortBreakSeries series, Journey journey, Settings settings);

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var series in ShortBreakSeries.ReadFrom(journey))
        {
            foreach (var duty in RaiseFor(series, journey, settings))
            {
                if (!(duty.Openings[0].Deadline.On >= journey.Child.EighteenthBirthday))
                {
                    yield return duty with { Ending = series.Ending };
                }
            }
        }
    }

    /// <summary>The reviews within a series, a day each: those of short breaks, and those of the child's case that count towards the cycle.</summary>
    protected static IReadOnlyList<Entry> ReviewsIn(ShortBreakSeries series, Journey journey)
    {
        var reviews = new List<Entry>();
        reviews.AddRange(journey.All<ShortBreakReview>().Where(review => series.Holds(review.On)));
        reviews.AddRange(journey.All<Review>().Where(review => review.CountsTowardsCycle && series.Holds(review.On)));
        reviews.Sort(static (a, b) => a.On.CompareTo(b.On) is not 0 and var byDate ? byDate : string.CompareOrdinal(a.Id, b.Id));
        for (var i = reviews.Count - 1; i > 0; i--)
        {
            if (reviews[i].On == reviews[i - 1].On)
            {
                reviews.RemoveAt(i);
            }
        }

        return reviews;
    }
}
