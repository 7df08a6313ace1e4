using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;

namespace ChildJourney.Domain.Rules.Visits;

/// <summary>A child who lives with parents under a full care order is visited within seven days of the order, then at least every six weeks.</summary>
/// <remarks>The day of the order, of the placement where that is later, or of the last visit is day 0. An earlier date that was already due stands.</remarks>
public sealed class VisitCareOrderAtHome() : VisitRule("visit-care-order-at-home", "Visit to a child at home under a care order", Since2011(new Amount(6, Unit.Weeks), "28(5)"))
{
    private static readonly Amount fromTheOrder = new(7, Unit.Days);

    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A placement with parents begins under a care order (C2, P1), or a visit is made in one.",
        Due: "Seven days after the order, or after the placement where that is later; after a visit, six weeks.",
        MetBy: ["visit"],
        EndedBy: "The end of the placement, youth detention, placement for adoption, or the end of the period of care.",
        Counting: "The day counted from is day 0; every day counts, weekends and bank holidays too; a visit on the due date is on time. Only a visit at which the child was seen counts. Where circumstances come to ask for an earlier date, that date holds from then on.",
        Wording: new Wording("The next visit", "made"));

    /// <inheritdoc/>
    public override int Rank => 3;

    /// <inheritdoc/>
    public override bool Governs(VisitDay day) => day.IsAtHomeUnder(LegalStatus.C2);

    /// <inheritdoc/>
    public override Amount IntervalOn(VisitDay day, Amount own, Settings settings) => day.IsStart ? fromTheOrder : own;

    /// <inheritdoc/>
    public override Deadline TightenedOn(VisitDay day, Deadline fromLastVisit, Settings settings) =>
        (day with { On = day.On.PlusDays(-1) }).IsAtHomeUnder(LegalStatus.C2)
            ? base.TightenedOn(day, fromLastVisit, settings)
            : Deadline.After(day.On, day.Period.LegalStatuses.On(day.On)?.From == day.On ? "the care order" : "the move home under a care order", fromTheOrder, settings.Calendar);
}
