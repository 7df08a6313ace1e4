using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.LeavingCare;

/// <summary>The personal adviser visits at intervals of no more than two months, in care and after it.</summary>
/// <remarks>It is law where the young person lives in accommodation that the council provides on the due date, otherwise guidance.</remarks>
public sealed class NextAdviserVisit() : LeavingCareRule(
    "adviser-visit",
    "Personal adviser's next visit",
    Level.Guidance,
    new DatedLimit(CareLeavers2010.InForceFrom, new Amount(2, Unit.Months), new Citation("Children Act 1989 Guidance and Regulations, volume 3")))
{
    private static readonly Citation housed = CareLeavers2010.Regulation("8(2)");

    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The personal adviser visits.",
        Due: "Two months after it.",
        MetBy: ["adviser-visit"],
        EndedBy: "The 21st birthday, with support the end of support or the 25th; another authority's taking over the child's care; death.",
        Counting: "The corresponding date two months on, or that month's last day; a weekend does not move it; made on the due date is on time.",
        Wording: new Wording("The personal adviser's next visit", "made"));

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        var stays = CouncilHousing.Of(journey);
        foreach (var standing in LeavingCareStanding.ReadFrom(journey))
        {
            foreach (var link in LeavingCareChain.AdviserVisits(journey, standing))
            {
                if (DueAfter(period: null, link.On, link.From, link.CountsAsOfStanding ? standing.Began : "the last", settings) is { } duty)
                {
                    yield return duty with { Openings = ByLevel(duty.Openings[0], stays), MetOn = link.Met?.On, Ending = standing.Ending };
                }
            }
        }
    }

    /// <summary>The same due date with the level as it is known from day to day, until the due date itself settles it.</summary>
    private static Opening[] ByLevel(Opening opening, IReadOnlyList<DateSpan<CouncilAccommodation>> stays)
    {
        var openings = new List<Opening>(1) { On(opening.On) };
        foreach (var stay in stays)
        {
            ChangeOn(stay.From);
            ChangeOn(stay.To);
        }

        return [.. openings];

        void ChangeOn(LocalDate? day)
        {
            if (day is { } on && on > opening.On && !(on > opening.Deadline.On) && On(on) is var changed && changed.Level != openings[^1].Level)
            {
                openings.Add(changed);
            }
        }

        Opening On(LocalDate day) => stays.On(day) is null
            ? opening with { On = day, Level = Level.Guidance }
            : opening with { On = day, Level = Level.Regulation, Citation = housed };
    }
}
