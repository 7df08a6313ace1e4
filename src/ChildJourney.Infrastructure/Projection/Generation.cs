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

    /// <summary>Whether rules, or the published list of bank holidays, have changed since some of it was worked out.</summary>
    public bool IsOfOtherRules => IsMadeByOthers(Row);

    /// <summary>Whether another policy would make the same of it.</summary>
    internal bool Suits(Settings other) => Settings.PolicyVersion == other.PolicyVersion || other.Policy.AppliesAlike(Settings.Policy);

    /// <summary>The first of an authority, which grows with what is recorded.</summary>
    internal static Generation First(string authorityId) => new(
        new ProjectionRow { AuthorityId = authorityId, CatalogueVersion = RuleCatalogue.Version, BankHolidays = Settings.Default.Calendar.Fingerprint, State = ProjectionStates.Current, LastChildId = "" },
        Settings.Default);

    /// <summary>Whether what a row is about was worked out by other rules than these, or another list of bank holidays.</summary>
    /// <remarks>Later lists take days away as well as add them, so that none is older than another: each that differs counts. One that was not noted may be any.</remarks>
    internal static bool IsMadeByOthers(ProjectionRow row) => row.CatalogueVersion < RuleCatalogue.Version || row.BankHolidays != Settings.Default.Calendar.Fingerprint;
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
