using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.ShortBreaks;

/// <summary>Short breaks are reviewed again within six months of the review before.</summary>
/// <remarks>Counted from the day the review before was held, early or late. The due day itself is on time.</remarks>
public sealed class SubsequentShortBreakReview() : ShortBreakRule(
    "short-break-review-subsequent",
    "Later review of short breaks",
    new DatedLimit(CarePlanning2010.InForceFrom, new Amount(6, Unit.Months), CarePlanning2010.Regulation("48")),
    new DatedLimit(Coronavirus2020.From, new Amount(6, Unit.Months), CarePlanning2010.Regulation("48")) { Relaxed = Coronavirus2020.Relaxation },
    new DatedLimit(Coronavirus2020.To, new Amount(6, Unit.Months), CarePlanning2010.Regulation("48")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A review of short breaks is held.",
        Due: "Six months after it.",
        MetBy: ["short-break-review", "review"],
        EndedBy: "Not done by a due date on which no break is under way, until the next begins; twelve months without a short break, the end of the agreement, the start of full care, or the 18th birthday.",
        Counting: "The corresponding date six months on, or that month's last day; a weekend does not move it; held on the due date is on time.",
        Wording: new Wording("The next review of short breaks", "held"));

    /// <inheritdoc/>
    public override bool IsStatutoryReview => true;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> RaiseFor(ShortBreakSeries series, Journey journey, Settings settings)
    {
        var reviews = ReviewsIn(series, journey);
        for (var i = 0; i < reviews.Count; i++)
        {
            if (DueAfter(null, reviews[i].On, reviews[i], "the last", settings) is { } duty)
            {
                yield return duty with { MetOn = i + 1 < reviews.Count ? reviews[i + 1].On : null };
            }
        }
    }
}
