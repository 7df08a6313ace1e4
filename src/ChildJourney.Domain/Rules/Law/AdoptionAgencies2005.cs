using NodaTime;

namespace ChildJourney.Domain.Rules.Law;

/// <summary>The Adoption Agencies Regulations 2005.</summary>
public static class AdoptionAgencies2005
{
    /// <summary>The first trigger date they govern.</summary>
    public static LocalDate InForceFrom { get; } = new(2005, 12, 30);

    /// <summary>A regulation of them.</summary>
    public static Citation Regulation(string number) => new($"Adoption Agencies Regulations 2005 (SI 2005/389), regulation {number}");
}
