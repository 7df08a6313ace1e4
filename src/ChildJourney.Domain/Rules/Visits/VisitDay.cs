using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Domain.Rules.Visits;

/// <summary>What decides on a day of a placement how often the child is visited.</summary>
/// <param name="Journey">The child's journey.</param>
/// <param name="Period">The period of care.</param>
/// <param name="Placement">The placement.</param>
/// <param name="On">The day.</param>
/// <param name="IsStart">Whether no visit has been made since these visits began to apply.</param>
public readonly record struct VisitDay(Journey Journey, PeriodOfCare Period, Placement Placement, LocalDate On, bool IsStart)
{
    /// <summary>The terms of the placement.</summary>
    public PlacementStart Terms => Placement.TermsOn(On);

    /// <summary>Whether the placement has lasted for a year.</summary>
    public bool IsAfterFirstYear => On >= Placement.From.PlusYears(1);

    /// <summary>Whether the child lives with parents under that order.</summary>
    public bool IsAtHomeUnder(LegalStatus order) => Terms.PlacementType == PlacementType.P1 && Period.LegalStatuses.On(On)?.Value == order;

    /// <summary>Whether the carer is a connected person who is then approved for the time being only.</summary>
    public bool IsTemporarilyApproved => Terms is { IsTemporarilyApproved: true } terms && !(terms.ApprovedOn <= On);

    /// <summary>Whether the child lives with parents before they are assessed, and no decision on that has been made.</summary>
    public bool IsBeforeAssessment
    {
        get
        {
            if (Terms.Approval != PlacementApproval.ParentBeforeAssessment)
            {
                return false;
            }

            var (from, on) = (Placement.From, On);
            return !Journey.All<ParentPlacementDecision>().Any(decision => decision.On >= from && decision.On <= on);
        }
    }

    /// <summary>Whether the first review of the period of care has been held; where recording began later, it counts as held before.</summary>
    public bool IsAfterFirstReview =>
        Period.HistoryFrom is not null || (Period.ReviewDuties is [{ Met.On: var heldOn }, ..] && heldOn <= On);
}
