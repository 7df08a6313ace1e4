using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Reviews;

/// <summary>A review adjourned for want of information is completed within 20 working days.</summary>
/// <remarks>Once for a review: a second adjournment before it is completed raises nothing. The review itself stays due when it was.</remarks>
public sealed class ReviewReconvened() : Rule(
    "review-reconvened",
    "Adjourned review completed",
    Level.Regulation,
    new DatedLimit(CarePlanning2010.InForceFrom, new Amount(20, Unit.WorkingDays), CarePlanning2010.Regulation("36(2)") with { ParagraphConfirmed = false }))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The independent reviewing officer adjourns a review for want of information, for the first time.",
        Due: "20 working days after it.",
        MetBy: ["review"],
        EndedBy: "The end of the period of care, or placement for adoption.",
        Counting: "The day of the adjournment is day 0; weekends and bank holidays are not counted; completed on the due date is on time.",
        Wording: new Wording("Completion of the adjourned review", "recorded"));

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            Review? raisedFor = null;
            var open = false;
            foreach (var adjourned in journey.All<ReviewAdjourned>().Where(entry => period.Holds(entry.On)))
            {
                var next = period.Reviews.FirstOrDefault(review => review.On >= adjourned.On);
                if (open && next == raisedFor)
                {
                    continue;
                }

                (open, raisedFor) = (true, next);
                if (DueAfter(period, adjourned.On, adjourned, "the adjournment", settings) is { } duty)
                {
                    yield return duty with { MetOn = next?.On };
                }
            }
        }
    }
}
