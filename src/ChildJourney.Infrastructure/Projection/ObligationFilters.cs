using System.Linq.Expressions;
using ChildJourney.Domain.Obligations;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Questions;
using NodaTime;

namespace ChildJourney.Infrastructure.Projection;

/// <summary>Statuses as the database finds them: the same comparisons of dates as <see cref="StageDates.StatusOn"/>.</summary>
public static class ObligationFilters
{
    private static readonly Status[] openStatuses = [Status.Upcoming, Status.DueSoon, Status.Overdue, Status.CannotDetermine];

    /// <summary>Whether a fact that the due date needs was not recorded: on the days on which it is open, it cannot be determined.</summary>
    internal static Expression<Func<ObligationRow, bool>> LacksFact { get; } = row => row.DueOn == null && row.MissingFact != null;

    /// <summary>Whether a duty of that status is still to be done.</summary>
    public static bool IsOpen(this Status status) => openStatuses.Contains(status);

    /// <summary>The dates that the row's status follows from.</summary>
    public static StageDates Dates(this ObligationRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new StageDates(row.DueOn, row.MetOn, row.EndedOn, row.RefusedOn) { MetInTime = row.MetInTime, IsOpenEnded = row.DueOn is null && row.MissingFact is null };
    }

    /// <summary>Whether the stage is the one in force on the day.</summary>
    public static bool IsInForce(this ObligationRow row, LocalDate day)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.OpensOn <= day && !(day >= row.ClosesOn);
    }

    /// <summary>Whether the indicator is true on the day.</summary>
    public static bool Holds(this DriftRow row, LocalDate day)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.FromOn <= day && !(day >= row.ToOn);
    }

    /// <summary>The stages in force on the day.</summary>
    public static IQueryable<ObligationRow> InForce(this IQueryable<ObligationRow> rows, Given<LocalDate> day) =>
        rows.Where(row => row.OpensOn <= day.Value && (row.ClosesOn == null || row.ClosesOn > day.Value));

    /// <summary>The rows with one of the statuses on the day.</summary>
    /// <param name="rows">Stages in force on the day.</param>
    /// <param name="statuses">The statuses.</param>
    /// <param name="day">The day asked about.</param>
    /// <param name="today">The day it is: what is settled by then is open on no later day.</param>
    /// <param name="dueSoonDays">The due-soon window.</param>
    public static IQueryable<ObligationRow> WithStatus(
        this IQueryable<ObligationRow> rows, IReadOnlyCollection<Status> statuses, Given<LocalDate> day, LocalDate today, int dueSoonDays)
    {
        ArgumentNullException.ThrowIfNull(day);
        if (day.Value >= today && statuses.All(status => status.IsOpen()))
        {
            rows = rows.Where(row => !row.Settled);
        }

        // Whatever is open has one of these four, whichever day it is due.
        var (asked, open) = openStatuses.All(statuses.Contains)
            ? (statuses.Except(openStatuses), Open(day))
            : (statuses.Distinct(), null);
        var soon = Given.Soon(day, dueSoonDays);
        return rows.Where(asked.Select(status => WithStatus(status, day, soon)).Aggregate(open, (first, second) => first is null ? second : first.Or(second))!);
    }

    private static Expression<Func<ObligationRow, bool>> WithStatus(Status status, Given<LocalDate> day, Given<LocalDate> soon) => status switch
    {
        Status.Met => row => row.MetOn <= day.Value && (row.MetInTime == true || (row.MetInTime == null && (row.DueOn == null || row.MetOn <= row.DueOn))),
        Status.MetLate => row => row.MetOn <= day.Value && (row.MetInTime == false || (row.MetInTime == null && row.MetOn > row.DueOn)),
        Status.Refused => row => (row.MetOn == null || row.MetOn > day.Value) && row.RefusedOn <= day.Value,
        Status.Missed => row => (row.MetOn == null || row.MetOn > day.Value) && (row.RefusedOn == null || row.RefusedOn > day.Value) && row.EndedOn <= day.Value && row.EndedOn > row.DueOn,
        Status.Ended => row => (row.MetOn == null || row.MetOn > day.Value) && (row.RefusedOn == null || row.RefusedOn > day.Value) && row.EndedOn <= day.Value && (row.DueOn == null || row.EndedOn <= row.DueOn),
        Status.Overdue => Open(day, row => row.DueOn < day.Value),
        Status.DueSoon => Open(day, row => row.DueOn >= day.Value && row.DueOn <= soon.Value),
        Status.Upcoming => Open(day, row => row.DueOn > soon.Value || (row.DueOn == null && row.MissingFact == null)),
        _ => Open(day, LacksFact),
    };

    private static Expression<Func<ObligationRow, bool>> Open(Given<LocalDate> day, Expression<Func<ObligationRow, bool>>? due = null)
    {
        Expression<Func<ObligationRow, bool>> open = row => (row.MetOn == null || row.MetOn > day.Value) && (row.RefusedOn == null || row.RefusedOn > day.Value) && (row.EndedOn == null || row.EndedOn > day.Value);
        return due is null ? open : open.And(due);
    }
}
