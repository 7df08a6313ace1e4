using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.Plans;

/// <summary>An independent visitor is considered for a child placed in a children's home.</summary>
/// <remarks>Once in a period of care is enough, before the placement or after, whatever came of it.</remarks>
public sealed class IndependentVisitorConsidered() : PlacementRule(
    "residential-independent-visitor",
    "Independent visitor considered in a children's home",
    Level.Local,
    new DatedLimit(
        CarePlanning2010.InForceFrom,
        new Amount(20, Unit.WorkingDays),
        new Citation("Local standard, after Southampton City Council's improvement action on independent visitors; section 23ZB of the Children Act 1989 requires that one be considered")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A placement in a children's home (K2) begins.",
        Due: "20 working days after it.",
        MetBy: ["independent-visitor"],
        EndedBy: "The end of the placement or of the period of care.",
        Counting: "The first day of the placement is day 0; weekends and bank holidays are not counted; considered on the due date is on time, earlier in the period of care too.",
        Wording: new Wording("A decision on an independent visitor", "recorded"));

    /// <inheritdoc/>
    public override Regime Regimes => Regime.FullCare;

    /// <inheritdoc/>
    protected override bool IsRaisedBy(PeriodOfCare period, Placement placement) => placement.Start.PlacementType == PlacementType.K2;

    /// <inheritdoc/>
    protected override LocalDate? DoneOn(Journey journey, PeriodOfCare period, Placement placement)
    {
        foreach (var considered in journey.All<IndependentVisitor>())
        {
            if (period.Holds(considered.On))
            {
                return considered.On;
            }
        }

        return null;
    }
}
