using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Education;

/// <summary>A personal education plan is initiated within ten working days of entry, or of coming into scope.</summary>
/// <remarks>The later of the two days is day 0. In scope from the fifth birthday, or from the authority's youngest age in an early-years setting.</remarks>
public sealed class PepInitiatedInTime() : Rule(
    "pep-initiated",
    "Personal education plan initiated",
    Level.Guidance,
    new DatedLimit(PromotingEducation2018.InForceFrom, new Amount(10, Unit.WorkingDays), PromotingEducation2018.On("initiating the personal education plan")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The child becomes looked after or, later, comes into scope by age or by attending an early-years setting.",
        Due: "Ten working days after it.",
        MetBy: ["pep-initiated", "pep"],
        EndedBy: "The end of the period of care.",
        Counting: "The later of entry and coming into scope is day 0; weekends and bank holidays are not counted, school holidays are; initiated on the due date is on time.",
        Wording: new Wording("A personal education plan", "initiated"));

    /// <inheritdoc/>
    public override Regime Regimes => Regime.FullCare;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            if (EducationScope.Of(journey, period, settings) is not [var scope, ..] || (period.HistoryFrom is { } historyFrom && (scope.From < historyFrom || scope.From == period.FirstDayUnder(Regimes))))
            {
                continue;
            }

            var what = scope.From == period.FirstDayUnder(Regimes) ? "becoming looked after" : "coming into scope";
            if (DueAfter(period, scope.From, scope.Value, what, settings) is { } duty)
            {
                yield return duty with
                {
                    MetOn = DateSpans.Earlier(
                        journey.All<PepInitiated>().FirstOrDefault(entry => entry.On >= scope.From)?.On,
                        journey.All<Pep>().FirstOrDefault(entry => entry.On >= scope.From)?.On),
                };
            }
        }
    }
}
