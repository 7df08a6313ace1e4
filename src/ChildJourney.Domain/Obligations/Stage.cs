using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Rules;
using NodaTime;

namespace ChildJourney.Domain.Obligations;

/// <summary>An obligation while its due date stayed the same, with the four dates that do not depend on today.</summary>
/// <param name="OpensOn">The first day the stage is in force.</param>
/// <param name="Deadline">When it is due, and why then.</param>
/// <param name="Level">What a breach means.</param>
public sealed record Stage(LocalDate OpensOn, Deadline Deadline, Level Level)
{
    /// <summary>The day the next stage opens, or null for the last.</summary>
    public LocalDate? ClosesOn { get; init; }

    /// <summary>Where the due date is written, where that is not the rule's own place.</summary>
    public Citation? Citation { get; init; }

    /// <summary>The day the obligation was met, or null.</summary>
    public LocalDate? MetOn { get; init; }

    /// <summary>The instant it was met, for a duty counted in hours.</summary>
    public Instant? MetAt { get; init; }

    /// <summary>When and why it ends unmet, or null.</summary>
    public Ending? Ending { get; init; }

    /// <summary>The day the child, informed, refused, or null.</summary>
    public LocalDate? RefusedOn { get; init; }

    /// <summary>The last day that is on time, or null where it is open-ended or cannot be determined.</summary>
    public LocalDate? DueOn => Deadline.On;

    /// <summary>The four dates.</summary>
    public StageDates Dates => new(DueOn, MetOn, Ending?.On, RefusedOn)
    {
        MetInTime = Deadline.At is { } due && MetAt is { } met ? met <= due : null,
        IsOpenEnded = Deadline.IsOpenEnded,
    };

    /// <summary>Whether the stage is the one in force on the day.</summary>
    public bool IsInForce(LocalDate day) => OpensOn <= day && !(day >= ClosesOn);
}

/// <summary>The dates that a status follows from.</summary>
/// <param name="DueOn">The last day that is on time, or null where it is open-ended or cannot be determined.</param>
/// <param name="MetOn">The day it was met, or null.</param>
/// <param name="EndedOn">The day it ended unmet, or null.</param>
/// <param name="RefusedOn">The day the child refused, or null.</param>
public readonly record struct StageDates(LocalDate? DueOn, LocalDate? MetOn, LocalDate? EndedOn, LocalDate? RefusedOn)
{
    /// <summary>For a duty counted in hours, whether it was met by the minute; otherwise null.</summary>
    public bool? MetInTime { get; init; }

    /// <summary>Whether it is open without a due date, for a reason that is known.</summary>
    public bool IsOpenEnded { get; init; }

    /// <summary>The status on a day: what lies after the day has not happened.</summary>
    public Status StatusOn(LocalDate day, int dueSoonDays)
    {
        if (MetOn <= day)
        {
            return (MetInTime ?? !(MetOn > DueOn)) ? Status.Met : Status.MetLate;
        }

        if (RefusedOn <= day)
        {
            return Status.Refused;
        }

        if (EndedOn <= day)
        {
            return EndedOn > DueOn ? Status.Missed : Status.Ended;
        }

        return DueOn is not { } due ? (IsOpenEnded ? Status.Upcoming : Status.CannotDetermine)
            : day > due ? Status.Overdue
            : Period.DaysBetween(day, due) <= dueSoonDays ? Status.DueSoon
            : Status.Upcoming;
    }

    /// <summary>Days past the due date: until the day for what is overdue, otherwise until it was met or ended.</summary>
    public int DaysOverdueOn(LocalDate day, int dueSoonDays) => (StatusOn(day, dueSoonDays), DueOn) switch
    {
        (Status.Overdue, { } due) => Period.DaysBetween(due, day),
        (Status.MetLate, { } due) => Period.DaysBetween(due, MetOn!.Value),
        (Status.Missed, { } due) => Period.DaysBetween(due, EndedOn!.Value),
        _ => 0,
    };
}
