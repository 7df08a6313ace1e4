using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using NodaTime;

namespace ChildJourney.Domain.Rules.Reviews;

/// <summary>What the record-keeping duties after a review share: each review raises one, also one that does not count towards the cycle.</summary>
public abstract class AfterReview(string id, string title, DatedLimit limit) : Rule(id, title, Level.Guidance, limit)
{
    /// <summary>Whether a review raises the duty.</summary>
    protected virtual bool IsRaisedBy(Review review) => true;

    /// <summary>The day the duty was done, or null.</summary>
    protected abstract LocalDate? DoneOn(Journey journey, Review review);

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            foreach (var review in period.Reviews)
            {
                if (IsRaisedBy(review) && DueAfter(period, review.On, review, "the review", settings) is { } duty)
                {
                    yield return duty with { MetOn = DoneOn(journey, review) };
                }
            }
        }
    }
}
