using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Platform.Access;

/// <summary>What a caller is to an authority; a caller may be several.</summary>
[Flags]
public enum Roles
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Holds children as their social worker or personal adviser.</summary>
    Practitioner = 1,

    /// <summary>Manages teams.</summary>
    TeamManager = 2,

    /// <summary>Reviews children.</summary>
    Iro = 4,

    /// <summary>Looks after quality across the authority, and reads only.</summary>
    Quality = 8,

    /// <summary>A system that reads and writes for the whole authority.</summary>
    Integration = 16,

    /// <summary>Sets policy, reads the audit log, erases records whose time is over, and sees no child.</summary>
    Administrator = 32,

    /// <summary>All of them.</summary>
    All = Practitioner | TeamManager | Iro | Quality | Integration | Administrator,
}

/// <summary>Roles as tokens and problems name them.</summary>
internal static class RoleWords
{
    private static readonly (Roles Role, string Word)[] words =
        [.. Enum.GetValues<Roles>().Where(role => role is not (Roles.None or Roles.All)).Select(role => (role, Codes.Hyphenated<Roles>().TextOf(role)))];

    /// <summary>The roles that the words name; others are passed over.</summary>
    public static Roles Parse(IEnumerable<string> texts) =>
        texts.Aggregate(Roles.None, (roles, text) => roles | words.FirstOrDefault(known => known.Word == text).Role);

    /// <summary>The roles in words.</summary>
    public static string Of(Roles roles) => string.Join(", ", words.Where(known => (roles & known.Role) != Roles.None).Select(known => known.Word));
}
