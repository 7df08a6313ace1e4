using NodaTime;

namespace ChildJourney.Domain.Rules.Law;

/// <summary>The Care Planning, Placement and Case Review (England) Regulations 2010.</summary>
public static class CarePlanning2010
{
    /// <summary>The first trigger date they govern.</summary>
    public static LocalDate InForceFrom { get; } = new(2011, 4, 1);

    /// <summary>A regulation of them.</summary>
    public static Citation Regulation(string number) =>
        new($"Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959), regulation {number}");
}
