using ChildJourney.Api.Platform.Access;
using ChildJourney.Infrastructure.Access;

namespace ChildJourney.Api.Platform;

/// <summary>Who is asking, and for which authority.</summary>
/// <param name="AuthorityId">The local authority whose records these are.</param>
/// <param name="Name">Who is asking, as recorded with what they write and in the audit log.</param>
/// <param name="Roles">What the caller is to the authority.</param>
/// <param name="Teams">The teams of a team manager.</param>
/// <param name="Worker">The caller's own code among allocations, or null.</param>
/// <param name="Reason">Why someone who looks after quality opens restricted records, or null.</param>
public sealed record Caller(string AuthorityId, string Name, Roles Roles, IReadOnlyList<string> Teams, string? Worker, AccessReason? Reason)
{
    /// <summary>The one caller of a service that runs for this machine alone.</summary>
    public static Caller OfThisMachine { get; } = new("local", "local", Roles.All, [], Worker: null, Reason: null);

    /// <summary>Whoever it is that reads what is open to anyone.</summary>
    public static Caller Anyone { get; } = new("", "", Roles.None, [], Worker: null, Reason: null);

    /// <summary>The children whom the caller may see.</summary>
    public ChildScope Scope => new(AuthorityId)
    {
        IsWholeAuthority = (Roles & (Roles.Quality | Roles.Integration)) != Roles.None,
        SeesRestricted = (Roles & Roles.Integration) != Roles.None || ((Roles & Roles.Quality) != Roles.None && Reason is not null),
        Teams = (Roles & Roles.TeamManager) != Roles.None ? Teams : [],
        Practitioner = (Roles & Roles.Practitioner) != Roles.None ? Worker : null,
        Iro = (Roles & Roles.Iro) != Roles.None ? Worker : null,
    };

    /// <summary>Whether the caller has one of the roles.</summary>
    public bool IsAny(Roles roles) => (Roles & roles) != Roles.None;
}

/// <summary>The caller of this request.</summary>
internal sealed class CurrentCaller
{
    /// <summary>The caller, whom every request is given before it is handled.</summary>
    public Caller Value
    {
        get => field ?? throw new InvalidOperationException("Who is asking has not been settled.");
        set;
    }
}
