namespace ChildJourney.Api.Features.Demo;

/// <summary>The people of the made-up authority, as many as its children need: 12 reviewing officers and 35 social workers for 300.</summary>
internal sealed class DemoStaff(int children)
{
    /// <summary>The team that works with young people from 16.</summary>
    public const string LeavingTeam = "T-LEAVING";

    private const int KnownChildrenOfAnOfficer = 25;
    private const int FewestOfficers = 12;
    private const int SocialWorkersOfTenOfficers = 29;
    private const int PersonalAdvisers = 8;

    private static readonly string[] teams = ["T-NORTH", "T-EAST", "T-SOUTH", LeavingTeam];

    private readonly int officers = Math.Max(FewestOfficers, children / KnownChildrenOfAnOfficer);

    private int SocialWorkers => ((officers * SocialWorkersOfTenOfficers) + 9) / 10;

    /// <summary>The team of an area.</summary>
    public static string AreaTeam(DemoDice dice) => teams[dice.Between(0, teams.Length - 2)];

    /// <summary>The adviser of a young person who has left care.</summary>
    public static string PersonalAdviser(int turn) => $"PA-{1 + (turn % PersonalAdvisers):00}";

    /// <summary>The officer whose turn it is: turn by turn, caseloads stay even.</summary>
    public string Officer(int turn) => $"IRO-{1 + (turn % officers):00}";

    /// <summary>A social worker of the team; every fourth belongs to the same one.</summary>
    public string SocialWorker(string team, DemoDice dice)
    {
        var first = Array.IndexOf(teams, team);
        var colleagues = (SocialWorkers - first + teams.Length - 1) / teams.Length;
        return $"SW-{1 + first + (teams.Length * dice.Between(0, colleagues - 1)):000}";
    }
}
