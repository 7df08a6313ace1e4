using NodaTime;

namespace ChildJourney.Domain.Rules.Law;

/// <summary>The Education Act 1996.</summary>
public static class EducationAct1996
{
    /// <summary>The first day of the duty to educate from the sixth day of an exclusion.</summary>
    public static LocalDate ExclusionsFrom { get; } = new(2007, 9, 1);

    /// <summary>A section of it.</summary>
    public static Citation Section(string number) => new($"Education Act 1996, section {number}");
}
