using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;

namespace ChildJourney.Domain.Rules.Reviews;

/// <summary>What the three rules of the review cycle share: each is a link in the chain that the journey reads.</summary>
public abstract class StatutoryReview(ReviewOrder order, string id, string title, params DatedLimit[] limits)
    : Rule(id, title, Level.Regulation, limits)
{
    /// <inheritdoc/>
    public override bool IsStatutoryReview => true;

    /// <summary>What the review is counted from, as a sentence goes on: "the first".</summary>
    protected abstract string CountedFrom(PeriodOfCare period, ReviewDuty link);

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            foreach (var link in period.ReviewDuties)
            {
                if (link.Order == order && settings.VersionOf(this, link.FromOn) is { } version)
                {
                    var deadline = Deadline.After(link.FromOn, CountedFrom(period, link), version.Amount!.Value, settings.Calendar);
                    yield return new Duty(period, link.FromOn, link.From, version, OpeningsOf(link, deadline)) { MetOn = link.Met?.On };
                }
            }
        }
    }

    private static Opening[] OpeningsOf(ReviewDuty link, Deadline deadline)
    {
        var openings = new Opening[link.OpensOn.Count];
        for (var i = 0; i < openings.Length; i++)
        {
            openings[i] = new Opening(link.OpensOn[i], deadline, Resumes: i > 0);
        }

        return openings;
    }
}
