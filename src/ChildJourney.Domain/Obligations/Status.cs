namespace ChildJourney.Domain.Obligations;

/// <summary>How an obligation stands on a day.</summary>
public enum Status
{
    /// <summary>Open, and due further ahead than the due-soon window.</summary>
    Upcoming,

    /// <summary>Open, and due within the window, today included.</summary>
    DueSoon,

    /// <summary>Open after its due date.</summary>
    Overdue,

    /// <summary>Met on or before its due date.</summary>
    Met,

    /// <summary>Met after its due date.</summary>
    MetLate,

    /// <summary>Ended after its due date without being met.</summary>
    Missed,

    /// <summary>Ended before it fell due, or on the day.</summary>
    Ended,

    /// <summary>The child, informed, refused.</summary>
    Refused,

    /// <summary>A fact that the rule needs was never recorded.</summary>
    CannotDetermine,
}
