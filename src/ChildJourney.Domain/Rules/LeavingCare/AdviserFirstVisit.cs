using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.LeavingCare;

/// <summary>The personal adviser visits within seven days of a care leaver's moving into accommodation that the council provides.</summary>
/// <remarks>The day of moving in is day 0. A move to other such accommodation starts again.</remarks>
public sealed class AdviserFirstVisit() : LeavingCareRule(
    "adviser-visit-first",
    "Personal adviser's first visit to council-provided accommodation",
    Level.Regulation,
    new DatedLimit(CareLeavers2010.InForceFrom, new Amount(7, Unit.Days), CareLeavers2010.Regulation("8(2)")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The young person moves into accommodation that the council provides.",
        Due: "Seven days after it.",
        MetBy: ["adviser-visit"],
        EndedBy: "The end of the accommodation; the 21st birthday, with support the end of support or the 25th; death.",
        Counting: "The day of moving in is day 0; a weekend does not move it; made on the due date is on time.",
        Wording: new Wording("The personal adviser's first visit to the accommodation", "made"));

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var stay in CouncilHousing.Of(journey))
        {
            foreach (var standing in LeavingCareStanding.ReadFrom(journey))
            {
                if (standing.Holds(stay.From) && DueAfter(period: null, stay.From, stay.Value, "moving in", settings) is { } duty)
                {
                    yield return duty with
                    {
                        MetOn = journey.All<AdviserVisit>().FirstOrDefault(visit => visit.On >= stay.From)?.On,
                        Ending = CouncilHousing.EndOf(stay, standing),
                    };
                }
            }
        }
    }
}
