using NodaTime;

namespace ChildJourney.Domain.Rules.Law;

/// <summary>The Children Act 1989.</summary>
public static class ChildrenAct1989
{
    /// <summary>The day it came into force, with the first regulations on reviews.</summary>
    public static LocalDate InForceFrom { get; } = new(1991, 10, 14);
}
