using NodaTime;

namespace ChildJourney.Domain.Rules.Law;

/// <summary>Children who run away or go missing from home or care, statutory guidance.</summary>
public static class MissingChildren2014
{
    /// <summary>The first day of the month in which it was published.</summary>
    public static LocalDate InForceFrom { get; } = new(2014, 1, 1);

    /// <summary>Its part on a subject.</summary>
    public static Citation On(string subject) =>
        new($"Children who run away or go missing from home or care, statutory guidance (January 2014), {subject}");
}
