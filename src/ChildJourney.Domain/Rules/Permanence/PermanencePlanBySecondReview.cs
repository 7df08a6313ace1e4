using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using ChildJourney.Domain.Rules.Reviews;
using NodaTime;

namespace ChildJourney.Domain.Rules.Permanence;

/// <summary>A plan for a permanent home is made by the second review.</summary>
/// <remarks>
/// Due the day the second review is completed; until then three months after the first, or after its due date while that is not held.
/// Never later than four months after entry. Not while a child is looked after only because of a remand.
/// </remarks>
public sealed class PermanencePlanBySecondReview() : Rule(
    "permanence-plan-by-second-review",
    "Permanence plan by the second review",
    Level.Guidance,
    new DatedLimit(
        CarePlanning2010.InForceFrom,
        new Amount(4, Unit.Months),
        new Citation("Children Act 1989 Guidance and Regulations, volume 2, chapter 2; IRO Handbook (2010); Southampton City Council's improvement action \"a plan for permanence by their 2nd CIC review following admission\"")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The child becomes looked after.",
        Due: "The second review; until it is held three months after the first, or after its due date; never later than four months after entry.",
        MetBy: ["permanence-plan"],
        EndedBy: "The end of the period of care, or placement for adoption.",
        Counting: "Months end on the corresponding date, or the month's last day; a plan dated the due date is on time.",
        Wording: new Wording("A permanence plan", "made"));

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            if (period.EntryUnder(Regime.CarePlanning) is { } entryOn
                && settings.VersionOf(this, entryOn) is { } version
                && FirstReviewDates.Of(period, settings) is { } first)
            {
                yield return new Duty(period, entryOn, period.Admission, version, [.. Openings(period, entryOn, first, version.Amount!.Value, settings)])
                {
                    MetOn = journey.All<PermanencePlan>().FirstOrDefault(plan => period.Holds(plan.On))?.On,
                };
            }
        }
    }

    private static IEnumerable<Opening> Openings(PeriodOfCare period, LocalDate entryOn, FirstReviewDates first, Amount limit, Settings settings)
    {
        var toSecond = RuleCatalogue.Get<SecondReview>();
        var latest = Deadline.After(entryOn, "becoming looked after", limit, settings.Calendar);
        var opensOn = LocalDate.Max(entryOn, period.RemandEndsOn);
        if (settings.VersionOf(toSecond, first.DueOn)?.Amount is { } projected)
        {
            yield return new Opening(opensOn, Sooner(first.LeadingTo(Deadline.After(first.DueOn, "the date by which the first review is due", projected, settings.Calendar))));
        }

        if (first.HeldOn is { } firstOn && settings.VersionOf(toSecond, firstOn)?.Amount is { } amount)
        {
            yield return new Opening(LocalDate.Max(firstOn, opensOn), Sooner(Deadline.After(firstOn, "the first review", amount, settings.Calendar)));
        }

        if (period.ReviewDuties is [_, { Order: ReviewOrder.Second, Met.On: var secondOn }, ..])
        {
            yield return new Opening(LocalDate.Max(secondOn, opensOn), Sooner(Deadline.OnTheDay(secondOn, "the day of the second review")));
        }

        Deadline Sooner(Deadline deadline) => deadline.On <= latest.On ? deadline : latest;
    }
}
