using NodaTime;

namespace ChildJourney.Domain.Rules.Law;

/// <summary>Promoting the education of looked-after children, statutory guidance.</summary>
public static class PromotingEducation2018
{
    /// <summary>The first trigger date it governs: earlier editions said the same from 2014.</summary>
    public static LocalDate InForceFrom { get; } = new(2014, 7, 1);

    /// <summary>Its part on a subject.</summary>
    public static Citation On(string subject) =>
        new($"Promoting the education of looked-after and previously looked-after children, statutory guidance (2018), {subject}");
}
