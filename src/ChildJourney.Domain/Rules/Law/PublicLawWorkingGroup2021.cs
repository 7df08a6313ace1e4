using NodaTime;

namespace ChildJourney.Domain.Rules.Law;

/// <summary>The best practice guidance of the Public Law Working Group.</summary>
public static class PublicLawWorkingGroup2021
{
    /// <summary>The day it was published.</summary>
    public static LocalDate InForceFrom { get; } = new(2021, 3, 1);

    /// <summary>Its part on a subject.</summary>
    public static Citation On(string subject) => new($"Public Law Working Group, best practice guidance (March 2021), {subject}");
}
