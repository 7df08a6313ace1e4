using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.LeavingCare;

/// <summary>The needs of an eligible child on leaving care are assessed within three months.</summary>
/// <remarks>
/// Of the 16th birthday or, later, of the day the child becomes eligible. It goes on after discharge, to the 18th birthday. Where the
/// child was already 16 and in care when recording began, that day is not known and nothing is raised.
/// </remarks>
public sealed class LeavingCareAssessment() : LeavingCareRule(
    "leaving-care-assessment",
    "Assessment of needs on leaving care",
    Level.Regulation,
    new DatedLimit(CarePlanning2010.InForceFrom, new Amount(3, Unit.Months), CarePlanning2010.Regulation("42(1), for a child who is eligible by regulation 40")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The child is 16 or 17, looked after, and has been for 91 days in total since the 14th birthday, short breaks left out.",
        Due: "Three months after the later of the 16th birthday and the day the child becomes eligible.",
        MetBy: ["needs-assessment"],
        EndedBy: "The 18th birthday, or another authority's taking over the child's care.",
        Counting: "The corresponding date three months on, or that month's last day; a weekend does not move it; completed on the due date is on time.",
        Wording: new Wording("The assessment of needs on leaving care", "completed"));

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        var (birthday, adulthood) = (journey.Child.Birthday(Eligibility.Age), Ending.AtEighteen(journey.Child));
        var assessments = journey.All<NeedsAssessment>();
        var standings = LeavingCareStanding.ReadFrom(journey);
        for (var i = 0; i < standings.Count; i++)
        {
            var standing = standings[i];
            var isKnown = standing.BeganBy is Admission admission && (birthday >= admission.On || admission.HistoryFrom != admission.On);
            var isDone = i > 0 && assessments.Any(assessment => assessment.On < standing.From);
            var what = standing.From == birthday ? "the 16th birthday" : standing.Began;
            if (isKnown && !isDone && DueAfter(period: null, standing.From, standing.BeganBy, what, settings) is { } duty)
            {
                yield return duty with
                {
                    MetOn = assessments.FirstOrDefault(assessment => assessment.On >= standing.From)?.On,
                    Ending = Ending.Earlier(adulthood, standing.Ending),
                };
            }
        }
    }
}
