using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Figures;

namespace ChildJourney.Api.Features.Flags;

/// <summary>Reads from a query by whom children are to have been held when something was due.</summary>
internal static class WhenDueFilter
{
    public const string TeamName = "teamWhenDue";
    public const string IroName = "iroWhenDue";
    public const string SocialWorkerName = "socialWorkerWhenDue";

    private static readonly QueryList<string> team = Query.Codes(TeamName, "Of children whom one of these teams held on the due date, as figures count them; none: whom no team held.");
    private static readonly QueryList<string> iro = Query.Codes(IroName, "Of children of these independent reviewing officers on the due date; none: without one.");
    private static readonly QueryList<string> socialWorker = Query.Codes(SocialWorkerName, "Of children whom one of these social workers held on the due date; none: whom none held.");

    /// <summary>The parameters it is read from, beside those that ask about the asOf day.</summary>
    public static QueryParameter[] Parameters { get; } = [team, iro, socialWorker];

    /// <summary>Reads it from a query.</summary>
    public static WhenDue From(QueryValues query) => new(query.All(team), query.All(iro), query.All(socialWorker));
}
