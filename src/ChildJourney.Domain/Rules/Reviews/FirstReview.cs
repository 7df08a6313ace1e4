using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Reviews;

/// <summary>The first review is held within 20 working days of the day the child became looked after.</summary>
/// <remarks>The day of entry is day 0, and the due day itself is on time. Before 1 April 2011 the limit was four weeks.</remarks>
public sealed class FirstReview() : StatutoryReview(
    ReviewOrder.First,
    "review-first",
    "First review",
    new DatedLimit(ChildrenAct1989.InForceFrom, new Amount(4, Unit.Weeks), ReviewOfCases1991.Regulation("3(1)")),
    new DatedLimit(CarePlanning2010.InForceFrom, new Amount(20, Unit.WorkingDays), CarePlanning2010.Regulation("33(1)")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The child becomes looked after.",
        Due: "20 working days after it.",
        MetBy: ["review"],
        EndedBy: "The end of the period of care, or placement for adoption.",
        Counting: "The day of entry is day 0; weekends and bank holidays are not counted; held on the due date is on time.",
        Wording: new Wording("First review", "held"));

    /// <inheritdoc/>
    protected override string CountedFrom(PeriodOfCare period, ReviewDuty link) => "becoming looked after";
}
