using NodaTime;

namespace ChildJourney.Domain.Rules.Law;

/// <summary>The statutory guidance on adoption of July 2013.</summary>
public static class AdoptionGuidance2013
{
    /// <summary>The first trigger date it governs.</summary>
    public static LocalDate InForceFrom { get; } = new(2013, 7, 1);

    /// <summary>Its part on a subject.</summary>
    public static Citation On(string subject) => new($"Statutory guidance on adoption (July 2013), {subject}");
}
