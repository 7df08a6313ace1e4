using ChildJourney.Domain.Journeys.Entries;
using static ChildJourney.Domain.Tests.Make;

namespace ChildJourney.Domain.Tests.Rules.LeavingCare;

/// <summary>The entries of leaving care in few words.</summary>
internal static class CareLeaver
{
    public static Entry Planned(string on) => PathwayPlan.Shape.New(new EntryHead($"pathway-plan.{on}", Day(on)));

    public static Entry PlanReviewed(string on) => PathwayReview.Shape.New(new EntryHead($"pathway-review.{on}", Day(on)));

    public static Entry AdviserVisited(string on) => AdviserVisit.Shape.New(new EntryHead($"adviser-visit.{on}", Day(on)));

    public static Entry MovedIn(string on, string? endedOn = null) =>
        CouncilAccommodation.Shape.New(new EntryHead($"council-accommodation.{on}", Day(on)), new FieldValue(CouncilAccommodation.EndedOnField, Maybe(endedOn)));

    public static Entry SupportAskedFor(string on, string? endedOn = null) =>
        LeavingCareSupport.Shape.New(new EntryHead($"leaving-care-support.{on}", Day(on)), new FieldValue(LeavingCareSupport.EndedOnField, Maybe(endedOn)));
}
