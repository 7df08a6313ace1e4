using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Domain.Rules.Placements;

/// <summary>How a stretch of a placement ends in which the carer is approved only for now.</summary>
/// <param name="ApprovedOn">The day the carer was fully approved, or null.</param>
/// <param name="Ending">When and why it ends without that.</param>
internal readonly record struct ApprovalForNow(LocalDate? ApprovedOn, Ending Ending)
{
    /// <summary>The end of a stretch of a placement's terms.</summary>
    public static ApprovalForNow Of(Placement placement, DateSpan<PlacementStart> stretch)
    {
        var next = stretch.To < placement.To ? placement.TermsOn(stretch.To.Value) : null;
        var becameFull = next?.Approval == PlacementApproval.Full;
        return new ApprovalForNow(
            DateSpans.Earlier(placement.Terms.Where(terms => stretch.Holds(terms.On)).Min(terms => terms.ApprovedOn), becameFull ? next!.On : null),
            next is null || becameFull ? placement.Ending : new Ending(next.On, "the terms of the placement changed", Recorded: true));
    }
}
