using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.Placements;

/// <summary>Parents with whom a child was placed before assessment are assessed, and the case reviewed, within ten working days.</summary>
/// <remarks>The first day is day 0. It is met on the day the later of the two is done.</remarks>
public sealed class ParentPlacementAssessed() : Rule("parent-placement-assessment", "Assessment of parents after placement", Level.Regulation, limits)
{
    private static readonly Amount tenWorkingDays = new(10, Unit.WorkingDays);

    private static readonly Citation citation = CarePlanning2010.Regulation("19(b)");

    private static readonly DatedLimit[] limits =
    [
        new(CarePlanning2010.InForceFrom, tenWorkingDays, citation),
        new(Coronavirus2020.From, tenWorkingDays, citation) { Relaxed = Coronavirus2020.Relaxation },
        new(Coronavirus2020.To, tenWorkingDays, citation),
    ];

    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The child is placed with parents before they are assessed.",
        Due: "Ten working days after it.",
        MetBy: ["parent-placement-assessment", "review"],
        EndedBy: "The end of the placement, placement for adoption, or the end of the period of care.",
        Counting: "The first day is day 0; weekends and bank holidays are not counted; the later of the assessment and the review on the due date is on time.",
        Wording: new Wording("Assessment of the parents, with a review of the case,", "completed"));

    /// <inheritdoc/>
    public override bool TakesEachType => true;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            foreach (var placement in period.Placements)
            {
                foreach (var before in placement.StretchesWhere(terms => terms.Approval == PlacementApproval.ParentBeforeAssessment))
                {
                    if (DueAfter(period, before.From, before.Value, "the placement with parents", settings) is { } duty)
                    {
                        var assessed = journey.All<ParentPlacementAssessment>().FirstOrDefault(entry => entry.On >= before.From)?.On;
                        var reviewed = period.Reviews.FirstOrDefault(entry => entry.On >= before.From)?.On;
                        yield return duty with
                        {
                            MetOn = assessed is { } first && reviewed is { } second ? LocalDate.Max(first, second) : null,
                            Ending = placement.Ending,
                        };
                    }
                }
            }
        }
    }
}
