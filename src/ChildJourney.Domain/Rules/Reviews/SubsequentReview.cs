using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Reviews;

/// <summary>Every later review is held within six months of the one before.</summary>
/// <remarks>Counted from the day the review before was completed, early or late. The due day itself is on time.</remarks>
public sealed class SubsequentReview() : StatutoryReview(
    ReviewOrder.Subsequent,
    "review-subsequent",
    "Later review",
    new DatedLimit(ChildrenAct1989.InForceFrom, new Amount(6, Unit.Months), ReviewOfCases1991.Regulation("3(3)")),
    new DatedLimit(CarePlanning2010.InForceFrom, new Amount(6, Unit.Months), CarePlanning2010.Regulation("33(2)")),
    new DatedLimit(Coronavirus2020.From, new Amount(6, Unit.Months), CarePlanning2010.Regulation("33(2)")) { Relaxed = Coronavirus2020.Relaxation },
    new DatedLimit(Coronavirus2020.To, new Amount(6, Unit.Months), CarePlanning2010.Regulation("33(2)")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The second or a later review is completed; where recording began later, that day.",
        Due: "Six months after it.",
        MetBy: ["review"],
        EndedBy: "The end of the period of care, or placement for adoption.",
        Counting: "The corresponding date six months on, or that month's last day; a weekend does not move it; held on the due date is on time.",
        Wording: new Wording("Next review", "held"));

    /// <inheritdoc/>
    protected override string CountedFrom(PeriodOfCare period, ReviewDuty link) => link.From is Admission ? "recording began" : "the last";
}
