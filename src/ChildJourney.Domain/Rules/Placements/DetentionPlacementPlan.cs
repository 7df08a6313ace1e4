using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.Placements;

/// <summary>A child remanded to youth detention has a detention placement plan within ten working days.</summary>
/// <remarks>The first day in youth detention is day 0. A move from one such place to another starts nothing.</remarks>
public sealed class DetentionPlacementPlan() : Rule(
    "detention-placement-plan",
    "Detention placement plan",
    Level.Regulation,
    new DatedLimit(
        RemandedChildren2013.InForceFrom,
        new Amount(10, Unit.WorkingDays),
        new Citation($"{RemandedChildren2013.Regulation("47C").Text} and schedule 2A", ParagraphConfirmed: false)))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A child looked after only because of a remand (J1) is placed in youth detention (K1, R5).",
        Due: "Ten working days after it.",
        MetBy: ["placement-plan"],
        EndedBy: "Any other legal status, another kind of placement, or the end of the period of care.",
        Counting: "The first day in youth detention is day 0; weekends and bank holidays are not counted; signed on the due date is on time.",
        Wording: new Wording("A detention placement plan", "signed"));

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            foreach (var stay in RemandStay.ReadFrom(period))
            {
                if (stay.IsYouthDetention && DueAfter(period, stay.From, stay.Began, "the remand to youth detention", settings) is { } duty)
                {
                    yield return duty with { MetOn = PlannedOn(journey, period, stay.From), Ending = stay.Ending };
                }
            }
        }
    }

    /// <summary>The first plan from the day on that is about a placement in youth detention, or names none.</summary>
    private static LocalDate? PlannedOn(Journey journey, PeriodOfCare period, LocalDate from)
    {
        foreach (var plan in journey.All<PlacementPlan>())
        {
            if (plan.On >= from && (plan.Placement is not { } named || IsInDetention(named, period, from)))
            {
                return plan.On;
            }
        }

        return null;
    }

    private static bool IsInDetention(string named, PeriodOfCare period, LocalDate from)
    {
        foreach (var placement in period.Placements)
        {
            if (placement.To > from && placement.Terms.Any(terms => terms.Id == named && period.IsYouthDetention(LocalDate.Max(terms.On, from))))
            {
                return true;
            }
        }

        return false;
    }
}
