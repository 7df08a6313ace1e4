using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;

namespace ChildJourney.Domain.Rules.ShortBreaks;

/// <summary>What the rules about short breaks share: they hang on the series, which goes on from one period of care to the next.</summary>
/// <remarks>
/// What falls due while the child is at home ends that day if it is not done, since nobody knows whether there will be another break. The
/// next one opens it again, due when it was: overdue from that break's first day. What is done before then is late, but done.
/// </remarks>
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
                yield return duty with { Openings = WhileBreaksGoOn(duty, series), Ending = series.Ending };
            }
        }
    }

    /// <summary>The due dates of a duty, and what becomes of the last where it falls on a day between two breaks.</summary>
    private static Opening[] WhileBreaksGoOn(Duty duty, ShortBreakSeries series)
    {
        var last = duty.Openings[^1];
        if (last.Deadline.On is not { } due || duty.MetOn <= due || !series.Holds(due) || series.IsUnderWayOn(due))
        {
            return duty.Openings;
        }

        // On the due date itself it can still be met, so that it is from the next day on that it had ended.
        var ended = last with { On = due.PlusDays(1), Resumes = true, Ending = new Ending(due, "no short break was under way", Recorded: false) };
        return DateSpans.Earlier(series.NextAfter(due), duty.MetOn) is { } on
            ? [.. duty.Openings, ended, last with { On = on, Resumes = true }]
            : [.. duty.Openings, ended];
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
