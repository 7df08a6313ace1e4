using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using ChildJourney.Domain.Rules.Reviews;
using NodaTime;

namespace ChildJourney.Domain.Rules.Section20;

/// <summary>A legal planning (gateway) meeting is held by the second review of a child under Section 20.</summary>
/// <remarks>
/// Due the second review's due date; until the first review is held, three months after its due date. Where Section 20 begins later
/// than that, the day it begins. A meeting in the three months before the period of care counts.
/// </remarks>
public sealed class LegalPlanning() : Rule(
    "section20-legal-planning",
    "Legal planning under Section 20",
    Level.Local,
    new DatedLimit(ChildrenAct1989.InForceFrom, Amount: null, new Citation("Local standard: legal planning by the second review of a child accommodated under section 20")))
{
    private static readonly Amount countsBefore = new(-3, Unit.Months);

    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "Section 20 (V2) begins.",
        Due: "The second review's due date; until the first review is held, three months after its due date.",
        MetBy: ["legal-planning-meeting"],
        EndedBy: "Any other legal status, or the end of the period of care.",
        Counting: "Months end on the corresponding date, or the month's last day; held on the due date is on time, in the three months before entry too.",
        Wording: new Wording("A legal planning meeting", "held"));

    /// <inheritdoc/>
    public override Regime Regimes => Regime.FullCare;

    /// <summary>The first day on which a meeting counts for a period of care.</summary>
    public static LocalDate CountsFrom(PeriodOfCare period, Settings settings) => countsBefore.After(period.From, settings.Calendar);

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var stay in Section20Stay.ReadFrom(journey, settings))
        {
            if (stay.BeganUnrecorded || settings.VersionOf(this, stay.From) is not { } version)
            {
                continue;
            }

            var countsFrom = CountsFrom(stay.Period, settings);
            yield return new Duty(stay.Period, stay.From, stay.TriggerOn(stay.From), version, [.. Openings(stay, settings)])
            {
                MetOn = journey.All<LegalPlanningMeeting>().FirstOrDefault(meeting => meeting.On >= countsFrom && meeting.On < stay.Period.To)?.On,
                Ending = stay.Ending,
            };
        }
    }

    private static IEnumerable<Opening> Openings(Section20Stay stay, Settings settings)
    {
        var toSecond = RuleCatalogue.Get<SecondReview>();
        if (stay.FirstReview is not { } first)
        {
            yield return new Opening(stay.From, Deadline.OnTheDay(stay.From, "the day Section 20 began"));
            yield break;
        }

        if (!(first.HeldOn <= stay.From) && settings.VersionOf(toSecond, first.DueOn)?.Amount is { } projected)
        {
            yield return new Opening(stay.From, NotBefore(first.LeadingTo(Deadline.After(first.DueOn, "the date by which the first review is due", projected, settings.Calendar))));
        }

        if (first.HeldOn is { } heldOn && settings.VersionOf(toSecond, heldOn)?.Amount is { } amount)
        {
            yield return new Opening(LocalDate.Max(heldOn, stay.From), NotBefore(Deadline.After(heldOn, "the first review", amount, settings.Calendar)));
        }

        Deadline NotBefore(Deadline deadline) => deadline.On >= stay.From ? deadline : Deadline.OnTheDay(stay.From, "the day Section 20 began");
    }
}
