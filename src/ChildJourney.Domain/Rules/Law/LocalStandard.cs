namespace ChildJourney.Domain.Rules.Law;

/// <summary>Standards that authorities set themselves.</summary>
public static class LocalStandard
{
    /// <summary>An improvement action of Southampton's.</summary>
    public static Citation Southampton(string action) => new($"Local standard, after Southampton City Council's improvement action \"{action}\"");

    /// <summary>A standard in the manner of what guidance asks for, at a paragraph that is to be confirmed.</summary>
    public static Citation After(Citation guidance) => new($"Local standard, after the {guidance.Text}", ParagraphConfirmed: false);
}
