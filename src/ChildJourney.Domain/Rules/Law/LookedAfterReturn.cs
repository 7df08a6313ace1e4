using NodaTime;

namespace ChildJourney.Domain.Rules.Law;

/// <summary>The yearly return on children looked after, SSDA903.</summary>
public static class LookedAfterReturn
{
    /// <summary>The first day of the first year for which it asked for a questionnaire.</summary>
    public static LocalDate QuestionnairesFrom { get; } = new(2008, 4, 1);

    /// <summary>One of its tables.</summary>
    public static Citation Table(string table, string subject) => new($"Children looked after return (SSDA903), guide to the table {table}: {subject}");
}
