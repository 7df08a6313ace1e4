using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.Plans;

/// <summary>The risk of living in bed and breakfast is assessed by the day a child is placed there.</summary>
/// <remarks>An assessment of the 28 days before counts, where no other placement was in force or it names this one.</remarks>
public sealed class BedAndBreakfastAssessed() : PlacementRule(
    "bed-and-breakfast-risk-assessment",
    "Risk assessment in bed and breakfast",
    Level.Local,
    new DatedLimit(
        CarePlanning2010.InForceFrom,
        Amount: null,
        new Citation("Local standard, after Southampton City Council's improvement action on bed and breakfast")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A placement in bed and breakfast begins.",
        Due: "The same day.",
        MetBy: ["risk-assessment"],
        EndedBy: "The end of the placement or of the period of care.",
        Counting: "Made on the day the placement begins is on time.",
        Wording: new Wording("A risk assessment of living in bed and breakfast", "made"));

    /// <inheritdoc/>
    public override Regime Regimes => Regime.FullCare;

    /// <inheritdoc/>
    protected override bool IsRaisedBy(PeriodOfCare period, Placement placement) => placement.Start.Setting == PlacementSetting.BedAndBreakfast;

    /// <inheritdoc/>
    protected override LocalDate? DoneOn(Journey journey, PeriodOfCare period, Placement placement) =>
        placement.FirstAbout<RiskAssessment>(journey, period, assessment => assessment.Kind == RiskKind.BedAndBreakfast)?.On;
}
