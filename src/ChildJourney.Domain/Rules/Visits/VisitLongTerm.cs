using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Visits;

/// <summary>In a long-term foster placement of over a year the child, if agreed, is visited every six months.</summary>
/// <remarks>The day of the last visit is day 0. Long-term foster placements are U1 and U4. In force from 1 April 2015.</remarks>
public sealed class VisitLongTerm() : VisitRule(
    "visit-long-term",
    "Visit in a long-term foster placement",
    new DatedLimit(LongTermFostering2015.InForceFrom, sixMonths, CarePlanning2010.Regulation("28(3A)")),
    new DatedLimit(Coronavirus2020.From, sixMonths, CarePlanning2010.Regulation("28(3A)")) { Relaxed = Coronavirus2020.Relaxation },
    new DatedLimit(Coronavirus2020.To, sixMonths, CarePlanning2010.Regulation("28(3A)")))
{
    private static readonly Amount sixMonths = new(6, Unit.Months);

    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A visit after the first year of a long-term foster placement (U1, U4), the child agreeing to fewer visits.",
        Due: "Six months after it.",
        MetBy: ["visit"],
        EndedBy: "The end of the placement, youth detention, placement for adoption, or the end of the period of care.",
        Counting: "The day counted from is day 0; six months end on the corresponding date, or that month's last day; every day counts, weekends and bank holidays too; a visit on the due date is on time. Only a visit at which the child was seen counts. Where circumstances come to ask for an earlier date, that date holds from then on.",
        Wording: new Wording("The next visit", "made"));

    /// <inheritdoc/>
    public override int Rank => 21;

    /// <inheritdoc/>
    public override bool IsSpecial => false;

    /// <inheritdoc/>
    public override bool Governs(VisitDay day) => !day.IsStart && day.IsAfterFirstYear && day.Terms is { ChildAgreesToFewerVisits: true, PlacementType: PlacementType.U1 or PlacementType.U4 };
}
