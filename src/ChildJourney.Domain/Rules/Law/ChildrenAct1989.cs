using NodaTime;

namespace ChildJourney.Domain.Rules.Law;

/// <summary>The Children Act 1989.</summary>
public static class ChildrenAct1989
{
    /// <summary>The day it came into force, with the first regulations on reviews.</summary>
    public static LocalDate InForceFrom { get; } = new(1991, 10, 14);

    /// <summary>The day the Children and Families Act 2014 put the 26 weeks into it.</summary>
    public static LocalDate PublicLawOutline2014 { get; } = new(2014, 4, 22);

    /// <summary>A section of it.</summary>
    public static Citation Section(string number) => new($"Children Act 1989, section {number}");
}
