using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Education;

/// <summary>After an emergency move that cost the school place, a new one is started within 20 school days.</summary>
/// <remarks>A temporary move, or a change of terms with the same carer, raises nothing. The day of the move is day 0. School days are working days within the authority's terms on which schools are not closed.</remarks>
public sealed class SchoolPlaceStarted() : SchoolDayRule(
    "school-place",
    "New school place after an emergency move",
    Level.Guidance,
    schoolDays: 20,
    new DatedLimit(PromotingEducation2018.InForceFrom, Amount: null, PromotingEducation2018.On("a new school place within 20 school days")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A placement begins that was made in an emergency and costs the child the school place.",
        Due: "20 school days after it.",
        MetBy: ["school-place"],
        EndedBy: "The end of the period of care.",
        Counting: "The day of the move is day 0; only school days are counted; started on the due date is on time.",
        Wording: new Wording("A new school place", "started"));

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var placement in journey.All<PlacementStart>())
        {
            if (placement is { SameCarer: false, IsTemporary: false, LosesSchoolInEmergency: true } && DueAfterSchoolDays(journey, placement, "the move", settings) is { } duty)
            {
                yield return duty with { MetOn = journey.All<SchoolPlace>().FirstOrDefault(place => place.On >= placement.On)?.On };
            }
        }
    }
}
