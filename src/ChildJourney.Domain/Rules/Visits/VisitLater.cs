using ChildJourney.Domain.Calendar;

namespace ChildJourney.Domain.Rules.Visits;

/// <summary>After the first year the child is visited every three months where the placement is meant to last to 18, otherwise every six weeks.</summary>
/// <remarks>The day of the last visit is day 0. The number that an authority may set is that of the three months; the six weeks are those of the first year.</remarks>
public sealed class VisitLater() : VisitRule("visit-later", "Visit after the first year of a placement", Since2011(new Amount(3, Unit.Months), "28(2)(c)"))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A visit after the first year of a placement.",
        Due: "Three months after it where the placement is meant to last to 18, otherwise six weeks.",
        MetBy: ["visit"],
        EndedBy: "The end of the placement, youth detention, placement for adoption, or the end of the period of care.",
        Counting: "The day counted from is day 0; three months end on the corresponding date, or that month's last day; every day counts, weekends and bank holidays too; a visit on the due date is on time. Only a visit at which the child was seen counts. Where circumstances come to ask for an earlier date, that date holds from then on.",
        Wording: new Wording("The next visit", "made"));

    /// <inheritdoc/>
    public override int Rank => 22;

    /// <inheritdoc/>
    public override bool IsSpecial => false;

    /// <inheritdoc/>
    public override bool Governs(VisitDay day) => !day.IsStart && day.IsAfterFirstYear;

    /// <inheritdoc/>
    public override Amount IntervalOn(VisitDay day, Amount own, Settings settings) =>
        day.Terms.IntendedToLastTo18 ? own : settings.VersionOf(RuleCatalogue.Get<VisitFirstYear>(), day.On)?.Amount ?? own;
}
