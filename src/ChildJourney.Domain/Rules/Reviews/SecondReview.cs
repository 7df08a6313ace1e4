using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Reviews;

/// <summary>The second review is held within three months of the first.</summary>
/// <remarks>Counted from the day the first review was completed, early or late. The due day itself is on time.</remarks>
public sealed class SecondReview() : StatutoryReview(
    ReviewOrder.Second,
    "review-second",
    "Second review",
    new DatedLimit(ChildrenAct1989.InForceFrom, new Amount(3, Unit.Months), ReviewOfCases1991.Regulation("3(2)")),
    new DatedLimit(CarePlanning2010.InForceFrom, new Amount(3, Unit.Months), CarePlanning2010.Regulation("33(2)")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The first review is completed.",
        Due: "Three months after it.",
        MetBy: ["review"],
        EndedBy: "The end of the period of care, or placement for adoption.",
        Counting: "The corresponding date three months on, or that month's last day; a weekend does not move it; held on the due date is on time.",
        Wording: new Wording("Second review", "held"));

    /// <inheritdoc/>
    protected override string CountedFrom(PeriodOfCare period, ReviewDuty link) => "the first";
}
