using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules.LeavingCare;
using NodaTime;
using Column = ChildJourney.Api.Features.Exports.AnnexAColumn<ChildJourney.Api.Features.Exports.CareLeaver>;

namespace ChildJourney.Api.Features.Exports;

/// <summary>List 9 of Annex A: all who are entitled to leaving care services, those who are still looked after too.</summary>
internal static class CareLeavers
{
    /// <summary>The list.</summary>
    public static AnnexAList List { get; } = new AnnexAList<CareLeaver>(9, CareLeaver.Of,
    [
        new("Child Unique ID", leaver => leaver.Journey.Child.Id),
        new("Gender", leaver => AnnexAWords.Of(leaver.Journey.Child.Sex)),
        Column.NotHeld("Ethnicity"),
        new("Date of Birth", leaver => leaver.Journey.Child.DateOfBirth),
        new("Age of Child (Years)", leaver => leaver.Journey.Child.AgeOn(leaver.AsOf)),
        new("Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)", leaver => AnnexAWords.Of(leaver.Journey.PeriodsOfCare.Any(period => period.Admission.Unaccompanied && period.From <= leaver.AsOf))),
        Column.NotHeld("Does the Child have a Disability"),
        new("Allocated Team", leaver => leaver.Journey.AssigneeOn(AllocationRole.Team, leaver.AsOf)),
        new("Allocated Worker", leaver => leaver.Journey.AssigneeOn(AllocationRole.SocialWorker, leaver.AsOf)),
        new("Allocated Personal Advisor", leaver => leaver.Journey.AssigneeOn(AllocationRole.PersonalAdviser, leaver.AsOf)),
        new("Eligibility Category", leaver => AnnexAWords.Of(leaver.Category)),
        new("Latest Pathway Plan Review Date", leaver => leaver.Latest(leaver.Journey.All<PathwayReview>())),
        Column.NotHeld("LA in Touch"),
        new("Latest Date of Contact", leaver => leaver.Latest([.. leaver.Journey.All<AdviserVisit>(), .. leaver.Journey.All<Visit>().Where(visit => visit.Seen)])),
        Column.NotHeld("Type of Accommodation"),
        Column.NotHeld("Suitability of Accommodation"),
        Column.NotHeld("Activity Status"),
    ]);
}

/// <summary>Someone who is entitled to leaving care services on a day.</summary>
/// <param name="Journey">The journey.</param>
/// <param name="AsOf">The day.</param>
/// <param name="Category">What the young person is to the law.</param>
internal sealed record CareLeaver(Journey Journey, LocalDate AsOf, LeavingCareCategory Category)
{
    /// <summary>The young person, or null where there is no such entitlement.</summary>
    public static CareLeaver? Of(Journey journey, LocalDate asOf) =>
        LeavingCareCategories.Of(journey, asOf) is { } category ? new CareLeaver(journey, asOf, category) : null;

    /// <summary>The day of the latest of the entries that is not after the day.</summary>
    public LocalDate? Latest(IEnumerable<Entry> entries) => entries.Where(entry => entry.On <= AsOf).Max(entry => (LocalDate?)entry.On);
}
