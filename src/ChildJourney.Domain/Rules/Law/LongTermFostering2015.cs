using NodaTime;

namespace ChildJourney.Domain.Rules.Law;

/// <summary>The amendment that put long-term foster placements into the Care Planning Regulations.</summary>
public static class LongTermFostering2015
{
    /// <summary>The first trigger date it governs.</summary>
    public static LocalDate InForceFrom { get; } = new(2015, 4, 1);
}
