namespace ChildJourney.Domain.Rules.Law;

/// <summary>The IRO Handbook, statutory guidance of 2010.</summary>
public static class IroHandbook
{
    /// <summary>A chapter of it.</summary>
    public static Citation Chapter(string number) => new($"IRO Handbook (2010), chapter {number}");
}
