using ChildJourney.Domain.Calendar;

namespace ChildJourney.Domain.Rules.Visits;

/// <summary>In the first year of a placement the child is visited at least every six weeks.</summary>
/// <remarks>The day of the last visit is day 0.</remarks>
public sealed class VisitFirstYear() : VisitRule("visit-first-year", "Visit in the first year of a placement", Since2011(new Amount(6, Unit.Weeks), "28(2)(b)"))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A visit in the first year of a placement.",
        Due: "Six weeks after it.",
        MetBy: ["visit"],
        EndedBy: "The end of the placement, youth detention, placement for adoption, or the end of the period of care.",
        Counting: "The day counted from is day 0; every day counts, weekends and bank holidays too; a visit on the due date is on time. Only a visit at which the child was seen counts. Where circumstances come to ask for an earlier date, that date holds from then on.",
        Wording: new Wording("The next visit", "made"));

    /// <inheritdoc/>
    public override int Rank => 20;

    /// <inheritdoc/>
    public override bool IsSpecial => false;

    /// <inheritdoc/>
    public override bool Governs(VisitDay day) => !day.IsStart && !day.IsAfterFirstYear;
}
