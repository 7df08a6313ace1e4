using System.Text.Json.Serialization;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Features.Children;

/// <summary>A child as it stands on a day.</summary>
/// <param name="ChildId">The authority's identifier of the child.</param>
/// <param name="DateOfBirth">The day of birth.</param>
/// <param name="Sex">M, F or U, where recorded.</param>
/// <param name="Upn">The unique pupil number, or UN1 to UN5 for why there is none.</param>
/// <param name="Restricted">Whether only those who hold the child may see the record.</param>
/// <param name="LookedAfter">How the child is looked after on the day, or null.</param>
/// <param name="Counts">How many obligations have each status on the day.</param>
public sealed record ChildView(
    string ChildId, LocalDate DateOfBirth, Sex? Sex, string? Upn, bool Restricted, LookedAfterView? LookedAfter, StatusCounts Counts) : IVersioned, IAboutOneChild
{
    /// <inheritdoc/>
    [JsonIgnore]
    public string Tag { get; init; } = "";

    /// <summary>The tag of what is derived for a child on a day.</summary>
    /// <remarks>Its last part stands for the rules: their version, the list of bank holidays, and whether what is stored has yet to follow them.</remarks>
    public static string TagOf(long version, LocalDate asOf, Settings settings) =>
        FormattableString.Invariant($"{version}.{LocalDatePattern.Iso.Format(asOf)}.{settings.PolicyVersion}.{RuleCatalogue.Version}-{settings.Calendar.Fingerprint}{(settings.IsAheadOfStored ? "-ahead" : "")}");

    /// <summary>The view of a child whose journey has been read.</summary>
    public static ChildView Of(Journey journey, IEnumerable<ObligationRow> obligations, long version, LocalDate asOf, Settings settings) =>
        new(
            journey.Child.Id,
            journey.Child.DateOfBirth,
            journey.Child.Sex,
            journey.Child.Upn,
            journey.Child.Restricted,
            LookedAfterView.Of(journey, asOf),
            StatusCounts.Of(obligations.Where(row => row.IsInForce(asOf)).Select(row => row.Dates()), asOf, settings.Policy.DueSoonDays))
        {
            Tag = TagOf(version, asOf, settings),
        };
}

/// <summary>How a child is looked after on a day.</summary>
/// <param name="Since">The first day of the period of care.</param>
/// <param name="LegalStatus">Under which legal status (SSDA903).</param>
/// <param name="PlacementType">In which type of placement (SSDA903), where one is recorded.</param>
/// <param name="Team">The team that holds the child.</param>
/// <param name="SocialWorker">The social worker who holds the child.</param>
/// <param name="Iro">The independent reviewing officer of the child.</param>
public sealed record LookedAfterView(LocalDate Since, string LegalStatus, string? PlacementType, string? Team, string? SocialWorker, string? Iro)
{
    /// <summary>The view of a journey, or null where the child is not looked after on the day.</summary>
    public static LookedAfterView? Of(Journey journey, LocalDate asOf) =>
        journey.PeriodOn(asOf) is not { } period
            ? null
            : new LookedAfterView(
                period.From,
                CodeLists.LegalStatuses.TextOf(period.LegalStatuses.On(asOf)!.Value.Value),
                period.PlacementSpans.On(asOf) is { } placement ? CodeLists.PlacementTypes.TextOf(placement.Value.PlacementType) : null,
                journey.AssigneeOn(AllocationRole.Team, asOf),
                journey.AssigneeOn(AllocationRole.SocialWorker, asOf),
                journey.AssigneeOn(AllocationRole.Iro, asOf));
}

/// <summary>How many obligations have each status on a day.</summary>
/// <param name="Upcoming">Open, due further ahead than the due-soon window.</param>
/// <param name="DueSoon">Open, due within the window.</param>
/// <param name="Overdue">Open after the due date.</param>
/// <param name="Met">Met in time.</param>
/// <param name="MetLate">Met after the due date.</param>
/// <param name="Missed">Ended after the due date without being met.</param>
/// <param name="Ended">Ended before they fell due.</param>
/// <param name="Refused">The child refused.</param>
/// <param name="CannotDetermine">A fact was never recorded.</param>
public sealed record StatusCounts(
    int Upcoming,
    [property: JsonPropertyName("due-soon")] int DueSoon,
    int Overdue,
    int Met,
    [property: JsonPropertyName("met-late")] int MetLate,
    int Missed,
    int Ended,
    int Refused,
    [property: JsonPropertyName("cannot-determine")] int CannotDetermine)
{
    /// <summary>Counts stages that are in force on the day.</summary>
    public static StatusCounts Of(IEnumerable<StageDates> stages, LocalDate asOf, int dueSoonDays)
    {
        var counts = new int[Enum.GetValues<Status>().Length];
        foreach (var dates in stages)
        {
            counts[(int)dates.StatusOn(asOf, dueSoonDays)]++;
        }

        return new StatusCounts(
            counts[(int)Status.Upcoming],
            counts[(int)Status.DueSoon],
            counts[(int)Status.Overdue],
            counts[(int)Status.Met],
            counts[(int)Status.MetLate],
            counts[(int)Status.Missed],
            counts[(int)Status.Ended],
            counts[(int)Status.Refused],
            counts[(int)Status.CannotDetermine]);
    }
}
