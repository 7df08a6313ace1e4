using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Adoption;

/// <summary>A child placed for adoption is visited within a week of the placing, and then every week until the first adoption review.</summary>
/// <remarks>A visit at which the child was not seen does not count. The first review ends the weekly visits, not the one due after the placing.</remarks>
public sealed class AdoptionVisit() : Rule(
    "adoption-visit",
    "Visit after placement for adoption",
    Level.Regulation,
    new DatedLimit(AdoptionAgencies2005.InForceFrom, new Amount(7, Unit.Days), AdoptionAgencies2005.Regulation("36(4)")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The child is placed for adoption; until the first review after it, each visit.",
        Due: "Seven days after it.",
        MetBy: ["visit"],
        EndedBy: "For all but the first, the first review; the end of the placement for adoption, or of the period of care.",
        Counting: "The day of the placing, or of the visit before, is day 0; made on the due date is on time.",
        Wording: new Wording("A visit to the child placed for adoption", "made"));

    /// <inheritdoc/>
    public override Regime Regimes => Regime.FullCare;

    /// <inheritdoc/>
    public override bool IsStatutoryVisit => true;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var placing in PlacingForAdoption.ReadFrom(journey))
        {
            if (placing.BeganUnrecorded)
            {
                continue;
            }

            foreach (var (from, met) in Links(journey, placing))
            {
                if (DueAfter(placing.Period, from.On, from, from is Visit ? "the last visit" : "the placement for adoption", settings) is { } duty)
                {
                    yield return duty with
                    {
                        MetOn = met?.On,
                        Ending = EndOf(placing, from, met),
                        // Counted from a visit on the very day of the placing, which that visit met.
                        SharesDay = from is Visit && from.On == placing.Start.On,
                    };
                }
            }
        }
    }

    private static IEnumerable<(Entry From, Visit? Met)> Links(Journey journey, PlacingForAdoption placing)
    {
        Entry from = placing.Start;
        foreach (var visit in journey.All<Visit>())
        {
            if (!visit.Seen || !placing.Holds(visit.On))
            {
                continue;
            }

            if (from is not Visit || visit.On > from.On)
            {
                yield return (from, visit);
                from = visit;
            }

            if (from.On >= placing.FirstReviewOn)
            {
                yield break;
            }
        }

        yield return (from, null);
    }

    private static Ending EndOf(PlacingForAdoption placing, Entry from, Visit? met) =>
        from is Visit && placing.FirstReviewOn is { } reviewOn && met?.On != reviewOn
            ? Ending.Earlier(placing.Ending, new Ending(reviewOn, "the first adoption review was held", Recorded: true))
            : placing.Ending;
}
