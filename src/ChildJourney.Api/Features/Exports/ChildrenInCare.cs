using ChildJourney.Domain.Journeys.Entries;
using NodaTime;
using Column = ChildJourney.Api.Features.Exports.AnnexAColumn<ChildJourney.Api.Features.Exports.ChildInCare>;

namespace ChildJourney.Api.Features.Exports;

/// <summary>List 8 of Annex A: children in care.</summary>
internal static class ChildrenInCare
{
    /// <summary>The list.</summary>
    public static AnnexAList List { get; } = new AnnexAList<ChildInCare>(8, ChildInCare.Of,
    [
        new("Child Unique ID", child => child.Journey.Child.Id),
        new("Gender", child => AnnexAWords.Of(child.Journey.Child.Sex)),
        Column.NotHeld("Ethnicity"),
        new("Date of Birth", child => child.Journey.Child.DateOfBirth),
        new("Age of Child (Years)", child => child.Journey.Child.AgeOn(child.AsOf)),
        new("Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)", child => AnnexAWords.Of(child.IsUnaccompanied)),
        Column.NotHeld("Does the Child have a Disability"),
        new("Date Started to be Looked After", child => child.From),
        new("Child's Category of Need", child => AnnexAWords.Of(child.Period.Admission.CategoryOfNeed)),
        new("Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)", child => AnnexAWords.Of(child.IsSecondPeriod)),
        new("Start date of current legal status", child => child.LegalStatus.From),
        new("Child's Legal Status", child => AnnexAWords.Of(child.LegalStatus.Value)),
        new("Date of Latest Statutory Review", child => child.Latest([.. child.Period.Reviews.Select(review => (LocalDate?)review.On), .. child.Period.AdoptionReviews.Select(review => (LocalDate?)review.On)])),
        new("Date of Last Social Work Visit", child => child.Latest(child.Journey.All<Visit>().Where(visit => visit.Seen).Select(visit => (LocalDate?)visit.On))),
        new("What is the permanence plan for this child?", child => AnnexAWords.Of(child.PermanenceRoutes)),
        new("Date of Last IRO Visit / Contact to the Child", child => child.Latest(child.Period.Reviews.Select(review => review.SpokeWithChildOn))),
        new("Date of Last Health Assessment", child => child.Latest(child.Journey.All<HealthAssessment>().Where(held => !held.Refused).Select(held => (LocalDate?)held.On))),
        new("Date of Last Dental Check", child => child.Latest(child.Journey.All<DentalCheck>().Where(held => !held.Refused).Select(held => (LocalDate?)held.On))),
        new("Number of Placements in the Last 12 months", child => child.Placements),
        new("Date Ceased to be Looked After", child => child.CeasedOn),
        new("Reason Ceased to be Looked After", child => child.Journey.All<Discharge>().LastOrDefault(discharge => discharge.On == child.CeasedOn) is { } discharge ? AnnexAWords.Of(discharge.Reason) : null),
        new("Start Date of Most Recent Placement", child => child.Stay?.From ?? child.Placement?.On),
        new("Placement Type", child => child.Placement is { } placement ? AnnexAWords.Of(placement.PlacementType) : null),
        new("Placement Provider", child => child.OfPlacement(placement => placement.Provider) is { } provider ? AnnexAWords.Of(provider) : null),
        Column.NotHeld("Placement postcode"),
        new("URN of Placement", child => child.OfPlacement(placement => placement.Urn)),
        new("Placement Location", child => child.Placement is null ? null : AnnexAWords.Location(child.OfPlacement(placement => placement.OutsideAuthority ? placement : null) is not null)),
        Column.NotHeld("LA of Placement"),
        new("Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months", child => child.Episodes(MissingKind.Missing)),
        new("Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months", child => child.Episodes(MissingKind.AwayWithoutAuthorisation)),
        new("Was the child offered a Return Interview after their last missing episode (Y/N)?", child => child.LastReturn is { } episode ? AnnexAWords.Of(WasOffered(episode, child)) : null),
        new("Did the child accept a Return Interview after their last missing episode (Y/N)?", child => child.LastReturn is { } episode ? Accepted(episode, child) : null),
        new("Allocated Team", child => child.Holder(AllocationRole.Team)),
        new("Allocated Worker", child => child.Holder(AllocationRole.SocialWorker)),
    ]);

    private static bool WasHeld(Missing episode, ChildInCare child) => episode.InterviewAt?.Date <= child.AsOf;

    private static bool WasOffered(Missing episode, ChildInCare child) => episode.InterviewOfferedAt?.Date <= child.AsOf || WasHeld(episode, child);

    /// <summary>Yes where it was held; not known where it was offered, and neither held nor declined.</summary>
    private static string Accepted(Missing episode, ChildInCare child) =>
        WasOffered(episode, child) && !WasHeld(episode, child) && !episode.InterviewDeclined ? AnnexAWords.Unknown : AnnexAWords.Of(WasHeld(episode, child));
}
