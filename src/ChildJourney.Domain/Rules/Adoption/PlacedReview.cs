using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;

namespace ChildJourney.Domain.Rules.Adoption;

/// <summary>What the three rules on reviews of a child placed for adoption share: each is a link in the chain of one placing.</summary>
public abstract class PlacedReview(ReviewOrder order, string id, string title, DatedLimit limit) : Rule(id, title, Level.Regulation, limit)
{
    /// <inheritdoc/>
    public override Regime Regimes => Regime.FullCare;

    /// <summary>What the review is counted from, as a sentence goes on: "the first".</summary>
    protected abstract string CountedFrom { get; }

    /// <inheritdoc/>
    public override bool IsStatutoryReview => true;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var placing in PlacingForAdoption.ReadFrom(journey))
        {
            foreach (var link in placing.Links())
            {
                if (link.Order == order && DueAfter(placing.Period, link.From.On, link.From, CountedFrom, settings) is { } duty)
                {
                    yield return duty with { MetOn = link.Met?.On, Ending = placing.Ending };
                }
            }
        }
    }
}
