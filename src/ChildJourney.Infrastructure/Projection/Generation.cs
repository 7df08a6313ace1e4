using ChildJourney.Domain.Policies;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Mapping;

namespace ChildJourney.Infrastructure.Projection;

/// <summary>One working-out of an authority's obligations and signs of drift, with what the rules are applied with for it.</summary>
/// <param name="Row">What is stored about it.</param>
/// <param name="Settings">The calendar, and the policy of its version.</param>
public sealed record Generation(ProjectionRow Row, Settings Settings)
{
    /// <summary>The authority.</summary>
    public string AuthorityId => Row.AuthorityId;

    /// <summary>The number that its rows carry.</summary>
    public int Number => Row.Generation;

    /// <summary>Whether rules have changed since some of it was worked out.</summary>
    public bool IsOfOlderRules => Row.CatalogueVersion < RuleCatalogue.Version;

    /// <summary>Whether another policy would make the same of it.</summary>
    internal bool Suits(Settings other) => Settings.PolicyVersion == other.PolicyVersion || other.Policy.AppliesAlike(Settings.Policy);

    /// <summary>The first of an authority, which grows with what is recorded.</summary>
    internal static Generation First(string authorityId) => new(
        new ProjectionRow { AuthorityId = authorityId, CatalogueVersion = RuleCatalogue.Version, State = ProjectionStates.Current, LastChildId = "" },
        Settings.Default);
}

/// <summary>The generations that a change about a child is to be stored in.</summary>
/// <param name="Current">What answers rest on.</param>
/// <param name="Building">What is to take its place once it is complete, or null.</param>
/// <param name="IsStored">Whether anything is stored about them; not so before the first child.</param>
public sealed record LiveGenerations(Generation Current, Generation? Building, bool IsStored)
{
    /// <summary>Both of them.</summary>
    public IEnumerable<Generation> All => Building is null ? [Current] : [Current, Building];
}
