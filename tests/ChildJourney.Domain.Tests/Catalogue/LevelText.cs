using ChildJourney.Domain.Obligations;

namespace ChildJourney.Domain.Tests.Catalogue;

/// <summary>Levels and statuses as the page of the catalogue explains them.</summary>
public static class LevelText
{
    /// <summary>What a breach means.</summary>
    public static string Breach(Level level) => level switch
    {
        Level.Regulation => "a breach of law",
        Level.Guidance => "a departure from statutory or practice guidance",
        Level.Local => "a departure from the authority's own standard",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "The page says what each level means."),
    };

    /// <summary>What an authority may change.</summary>
    public static string Change(Level level) => level == Level.Local ? "its number, and whether it is on" : "its number, to leave less time and never more";

    /// <summary>How an obligation with that status stands.</summary>
    public static string Stands(Status status, int dueSoonDays) => status switch
    {
        Status.Upcoming => $"open, and due more than {dueSoonDays} days ahead",
        Status.DueSoon => $"open, and due today or within {dueSoonDays} days (an authority may set the number)",
        Status.Overdue => "open, and its due date has passed",
        Status.Met => "done on the due date or before",
        Status.MetLate => "done after the due date",
        Status.Missed => "ended after the due date, and never done",
        Status.Ended => "ended on the due date or before, and never done: not counted",
        Status.Refused => "the child, informed, refused: neither met nor late",
        Status.CannotDetermine => "a fact that the rule needs is not recorded: never overdue, and never compliant",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "The page says what each status means."),
    };
}
