using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.LeavingCare;

/// <summary>After the first visit to council-provided accommodation the personal adviser visits again before the pathway plan is reviewed.</summary>
/// <remarks>
/// Due the day of that review; until it is held, the day by which it is due. Without a due date that lies ahead it is open until the review.
/// </remarks>
public sealed class AdviserVisitBeforeReview() : LeavingCareRule(
    "adviser-visit-before-review",
    "Personal adviser's visit before the pathway review",
    Level.Regulation,
    new DatedLimit(CareLeavers2010.InForceFrom, Amount: null, CareLeavers2010.Regulation("8(2)(b)") with { ParagraphConfirmed = false }))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The personal adviser first visits accommodation that the council provides.",
        Due: "The next review of the pathway plan; until it is held, the day by which it is due.",
        MetBy: ["adviser-visit"],
        EndedBy: "The day after that review; the end of the accommodation; the 21st birthday, with support the end of support or the 25th; death.",
        Counting: "After the day of the first visit, on or before the day of the review.",
        Wording: new Wording("The personal adviser's visit before the pathway review", "made"));

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var stay in CouncilHousing.Of(journey))
        {
            foreach (var standing in LeavingCareStanding.ReadFrom(journey))
            {
                var ending = CouncilHousing.EndOf(stay, standing);
                if (standing.Holds(stay.From)
                    && journey.All<AdviserVisit>().FirstOrDefault(visit => visit.On >= stay.From) is { } first
                    && first.On < ending.On
                    && settings.VersionOf(this, first.On) is { } version)
                {
                    yield return DutyAfter(first, journey, standing, version, ending, settings);
                }
            }
        }
    }

    private static Duty DutyAfter(AdviserVisit first, Journey journey, LeavingCareStanding standing, DatedLimit version, Ending ending, Settings settings)
    {
        var review = journey.All<PathwayReview>().FirstOrDefault(held => held.On > first.On && standing.Holds(held.On));
        return new Duty(Period: null, first.On, first, version, [.. Openings(first, review, journey, standing, settings)])
        {
            MetOn = journey.All<AdviserVisit>().FirstOrDefault(visit => visit.On > first.On && !(visit.On > review?.On))?.On,
            Ending = review is null ? ending : Ending.Earlier(ending, new Ending(review.On.PlusDays(1), "the pathway review was over", Recorded: true)),
        };
    }

    private static IEnumerable<Opening> Openings(AdviserVisit first, PathwayReview? review, Journey journey, LeavingCareStanding standing, Settings settings)
    {
        var known = Deadline.Open(first.On, "the lack of a pathway plan to be reviewed");
        var openings = new List<Opening>();
        foreach (var link in LeavingCareChain.PathwayReviews(journey, standing))
        {
            if (link.On >= review?.On)
            {
                break;
            }

            if (link.On <= first.On)
            {
                known = ReviewDue(link);
            }
            else
            {
                openings.Add(new Opening(link.On, ReviewDue(link)));
            }
        }

        return
        [
            new Opening(first.On, known),
            .. openings,
            .. review is null ? [] : new[] { new Opening(review.On, Deadline.OnTheDay(review.On, "the day of the pathway review")) },
        ];

        Deadline ReviewDue(LeavingCareLink link)
        {
            var dueOn = settings.VersionOf(RuleCatalogue.Get<PathwayPlanReviewed>(), link.On)?.Amount?.After(link.On, settings.Calendar);
            return dueOn > first.On
                ? Deadline.OnTheDay(dueOn.Value, "the day by which the pathway plan is to be reviewed")
                : Deadline.Open(first.On, "the review of the pathway plan that was due before and is yet to be held");
        }
    }
}
