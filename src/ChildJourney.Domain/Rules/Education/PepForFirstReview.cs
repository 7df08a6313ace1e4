using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using ChildJourney.Domain.Rules.Reviews;
using NodaTime;

namespace ChildJourney.Domain.Rules.Education;

/// <summary>A personal education plan is in place for the first review.</summary>
/// <remarks>Due the day the first review is completed; until then the day it is due.</remarks>
public sealed class PepForFirstReview() : Rule(
    "pep-for-first-review",
    "Personal education plan for the first review",
    Level.Guidance,
    new DatedLimit(PromotingEducation2018.InForceFrom, Amount: null, PromotingEducation2018.On("the plan in time for the first review")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The child becomes looked after, and is in scope by age or by attending an early-years setting.",
        Due: "The first review; until it is held, its due date.",
        MetBy: ["pep"],
        EndedBy: "The end of the period of care.",
        Counting: "Completed on the day of the review is on time.",
        Wording: new Wording("A personal education plan", "completed"));

    /// <inheritdoc/>
    public override Regime Regimes => Regime.FullCare;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            if (period.EntryUnder(Regimes) is { } entryOn
                && FirstReviewDates.Of(period, settings) is { } first
                && EducationScope.Of(journey, period, settings) is [{ From: var scopeFrom }, ..] && scopeFrom == entryOn
                && settings.VersionOf(this, entryOn) is { } version)
            {
                yield return new Duty(period, entryOn, period.Admission, version, [.. Openings(entryOn, first)])
                {
                    MetOn = journey.All<Pep>().Where(pep => pep.On >= entryOn && pep.CompletedOn is not null).Min(pep => pep.CompletedOn),
                };
            }
        }
    }

    private static IEnumerable<Opening> Openings(LocalDate entryOn, FirstReviewDates first)
    {
        yield return new Opening(entryOn, first.LeadingTo(Deadline.OnTheDay(first.DueOn, "the day by which the first review is due")));
        if (first.HeldOn is { } heldOn)
        {
            yield return new Opening(heldOn, Deadline.OnTheDay(heldOn, "the day of the first review"));
        }
    }
}
