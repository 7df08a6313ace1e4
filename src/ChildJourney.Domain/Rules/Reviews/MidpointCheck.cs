using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.Reviews;

/// <summary>The independent reviewing officer checks progress half-way to the next review.</summary>
/// <remarks>Half the days from the review to the next due date, rounded down. It ends at the next review.</remarks>
public sealed class MidpointCheck() : Rule(
    "review-midpoint-check",
    "Midpoint check between reviews",
    Level.Local,
    new DatedLimit(CarePlanning2010.InForceFrom, Amount: null, new Citation("Local standard: the independent reviewing officer's check of progress between reviews")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A review that counts towards the cycle is completed.",
        Due: "Half-way to the next review's due date.",
        MetBy: ["review-midpoint-check"],
        EndedBy: "The next review, or the end of the period of care.",
        Counting: "The day of the review is day 0; half the days to the next due date, rounded down; made on the due date is on time.",
        Wording: new Wording("The midpoint check of the independent reviewing officer", "made"));

    /// <inheritdoc/>
    public override Regime Regimes => Regime.FullCare;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        var checks = journey.All<ReviewMidpointCheck>();
        foreach (var period in journey.PeriodsOfCare)
        {
            foreach (var link in period.ReviewDuties)
            {
                if (link.From is Review review && settings.VersionOf(this, review.On) is { } version && DaysToNext(link, settings) is { } days)
                {
                    var deadline = Deadline.After(review.On, "the review", new Amount(days / 2, Unit.Days), settings.Calendar);
                    yield return new Duty(period, review.On, review, version, new Opening(review.On, deadline))
                    {
                        MetOn = checks.FirstOrDefault(check => check.On > review.On && !(check.On >= link.Met?.On))?.On,
                        Ending = link.Met is { } next ? new Ending(next.On, "the next review was held", Recorded: true) : null,
                    };
                }
            }
        }
    }

    private static int? DaysToNext(ReviewDuty link, Settings settings)
    {
        Rule next = link.Order == ReviewOrder.Second ? RuleCatalogue.Get<SecondReview>() : RuleCatalogue.Get<SubsequentReview>();
        return settings.VersionOf(next, link.FromOn) is { Amount: { } amount } ? Period.DaysBetween(link.FromOn, amount.After(link.FromOn, settings.Calendar)) : null;
    }
}
