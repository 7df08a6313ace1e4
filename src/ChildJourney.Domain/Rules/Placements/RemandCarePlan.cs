using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Placements;

/// <summary>A child looked after only because of a remand to local authority accommodation has a care plan within five working days.</summary>
/// <remarks>The day of the remand is day 0. In youth detention there is a detention placement plan instead.</remarks>
public sealed class RemandCarePlan() : Rule(
    "remand-care-plan",
    "Care plan of a remanded child",
    Level.Regulation,
    new DatedLimit(RemandedChildren2013.InForceFrom, new Amount(5, Unit.WorkingDays), RemandedChildren2013.Regulation("47B")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The child becomes looked after only because of a remand (J1), or moves from youth detention to local authority accommodation while that is so.",
        Due: "Five working days after it.",
        MetBy: ["care-plan"],
        EndedBy: "Any other legal status, youth detention, or the end of the period of care.",
        Counting: "The day of the remand is day 0; weekends and bank holidays are not counted; signed off on the due date is on time.",
        Wording: new Wording("A care plan for the remanded child", "signed off"));

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            foreach (var stay in RemandStay.ReadFrom(period))
            {
                var what = stay.Began is Admission ? "the remand" : "the move to local authority accommodation";
                if (!stay.IsYouthDetention && DueAfter(period, stay.From, stay.Began, what, settings) is { } duty)
                {
                    yield return duty with { MetOn = journey.All<CarePlan>().FirstOrDefault(plan => plan.On >= stay.From)?.On, Ending = stay.Ending };
                }
            }
        }
    }
}
