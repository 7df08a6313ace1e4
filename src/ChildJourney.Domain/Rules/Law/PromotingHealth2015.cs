namespace ChildJourney.Domain.Rules.Law;

/// <summary>Promoting the health and well-being of looked-after children, statutory guidance.</summary>
public static class PromotingHealth2015
{
    /// <summary>Its part on a subject.</summary>
    public static Citation On(string subject) =>
        new($"Promoting the health and well-being of looked-after children, statutory guidance (2015), {subject}");
}
