using NodaTime;

namespace ChildJourney.Domain.Rules.Law;

/// <summary>The Care Leavers (England) Regulations 2010.</summary>
public static class CareLeavers2010
{
    /// <summary>The first trigger date they govern.</summary>
    public static LocalDate InForceFrom { get; } = new(2011, 4, 1);

    /// <summary>A regulation of them.</summary>
    public static Citation Regulation(string number) => new($"Care Leavers (England) Regulations 2010 (SI 2010/2571), regulation {number}");
}
