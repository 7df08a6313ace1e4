namespace ChildJourney.Domain.Rules.Law;

/// <summary>Standards that authorities set themselves.</summary>
public static class LocalStandard
{
    /// <summary>An improvement action of Southampton's.</summary>
    public static Citation Southampton(string action) => new($"Local standard, after Southampton City Council's improvement action \"{action}\"");
}
