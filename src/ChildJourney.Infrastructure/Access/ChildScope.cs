using System.Linq.Expressions;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Questions;

namespace ChildJourney.Infrastructure.Access;

/// <summary>Which of an authority's children someone may see: by who holds the child now, or held the child last.</summary>
/// <param name="AuthorityId">The authority.</param>
public sealed record ChildScope(string AuthorityId)
{
    private const string OwnTeam = "ownTeam";

    /// <summary>Whether the scope holds every child that is not restricted, whoever holds the child.</summary>
    public bool IsWholeAuthority { get; init; }

    /// <summary>Whether, of the whole authority, it holds restricted children too.</summary>
    public bool SeesRestricted { get; init; }

    /// <summary>The teams whose children it holds.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];

    /// <summary>The social worker or personal adviser whose children it holds, or null.</summary>
    public string? Practitioner { get; init; }

    /// <summary>The independent reviewing officer whose children it holds, or null.</summary>
    public string? Iro { get; init; }

    /// <summary>Whether no child of the authority lies outside it.</summary>
    public bool IsEverything => IsWholeAuthority && SeesRestricted;

    /// <summary>All children of an authority: for what runs by itself, and for systems that read and write for the whole authority.</summary>
    public static ChildScope Everything(string authorityId) => new(authorityId) { IsWholeAuthority = true, SeesRestricted = true };

    /// <summary>Those of the children that lie within it.</summary>
    public IQueryable<ChildRow> Apply(IQueryable<ChildRow> children)
    {
        children = children.Where(row => row.AuthorityId == GivenAuthority.Value);
        if (IsEverything)
        {
            return children;
        }

        return children.Where(HeldTerms().Aggregate(IsWholeAuthority ? row => !row.Restricted : (Expression<Func<ChildRow, bool>>?)null, EitherOrOne) ?? (row => false));
    }

    /// <summary>Whether every child who is held by one of these lies within it.</summary>
    internal bool Holds(IReadOnlyCollection<string> teams, IReadOnlyCollection<string> socialWorkers, IReadOnlyCollection<string> iros) =>
        (teams.Count > 0 && teams.All(Teams.Contains))
        || (socialWorkers.Count > 0 && socialWorkers.All(worker => worker == Practitioner))
        || (iros.Count > 0 && iros.All(iro => iro == Iro));

    /// <summary>What a question within it looks like, but for the values in it; null for several teams at once, which few have.</summary>
    internal string? Shape => IsEverything ? "everything" : Teams.Count > 1 ? null : string.Join(' ', Own.Select(own => own.Name).Prepend(IsWholeAuthority ? "unrestricted" : "held"));

    /// <summary>The values in such a question.</summary>
    internal IEnumerable<Given> Values => IsEverything ? [GivenAuthority] : [GivenAuthority, .. Own];

    /// <summary>The authority, as it stands in a question.</summary>
    internal Given<string> GivenAuthority => Given.Authority(AuthorityId);

    private Given<string>? OwnPractitioner => Practitioner is null ? null : Given.Of("ownPractitioner", Practitioner);

    private Given<string>? OwnIro => Iro is null ? null : Given.Of("ownIro", Iro);

    private IEnumerable<Given> Own => new[] { Teams is [var team] ? Given.Of(OwnTeam, team) : null, OwnPractitioner, OwnIro }.OfType<Given>();

    /// <summary>What makes a child one of theirs. Only what is asked for, so that each has its index.</summary>
    private IEnumerable<Expression<Func<ChildRow, bool>>> HeldTerms()
    {
        if (Teams.Count > 0)
        {
            yield return Names.In<ChildRow>(row => row.Team, Teams, OwnTeam);
        }

        if (OwnPractitioner is { } worker)
        {
            yield return row => row.SocialWorker == worker.Value;
            yield return row => row.PersonalAdviser == worker.Value;
        }

        if (OwnIro is { } iro)
        {
            yield return row => row.Iro == iro.Value;
        }
    }

    private static Expression<Func<ChildRow, bool>>? EitherOrOne(Expression<Func<ChildRow, bool>>? first, Expression<Func<ChildRow, bool>> second) =>
        first is null ? second : first.Or(second);
}
