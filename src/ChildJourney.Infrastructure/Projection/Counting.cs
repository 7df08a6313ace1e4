using System.Linq.Expressions;
using ChildJourney.Infrastructure.Mapping;
using NodaTime;

namespace ChildJourney.Infrastructure.Projection;

/// <summary>How an obligation counts in figures of what was on time, asked about on a day.</summary>
public enum Counted
{
    /// <summary>In no figure: it has no due date, for a reason that is known.</summary>
    Nowhere,

    /// <summary>Due, and met by then.</summary>
    OnTime,

    /// <summary>Due, and not met by then.</summary>
    Late,

    /// <summary>Not due yet on the day, whether it has been met already or not.</summary>
    NotYetDue,

    /// <summary>Ended before it fell due.</summary>
    Ended,

    /// <summary>The child refused.</summary>
    Refused,

    /// <summary>Relaxed by law while it ran.</summary>
    Relaxed,

    /// <summary>A fact that the rule needs was never recorded.</summary>
    CannotDetermine,
}

/// <summary>What counts as due, on time and late: one set of comparisons, for the database and for rows in memory.</summary>
/// <remarks>
/// Due is what is <see cref="Counted.OnTime"/> or <see cref="Counted.Late"/>: the due date is before the day, or is the day and the
/// obligation is met. All else stands beside it. Every row in force on a day counts in exactly one way.
/// </remarks>
public static class Counting
{
    private static readonly Expression<Func<ObligationRow, LocalDate, Counted>> rule = (row, day) =>
        row.MetOn <= day
            ? row.DueOn == null ? Counted.Nowhere
            : row.Relaxed != null ? Counted.Relaxed
            : row.DueOn > day ? Counted.NotYetDue
            : row.MetInTime == true || (row.MetInTime == null && row.MetOn <= row.DueOn) ? Counted.OnTime
            : Counted.Late
        : row.RefusedOn <= day ? Counted.Refused
        : row.EndedOn <= day && (row.DueOn == null || row.EndedOn <= row.DueOn) ? Counted.Ended
        : row.DueOn == null ? (row.MissingFact == null ? Counted.Nowhere : Counted.CannotDetermine)
        : row.Relaxed != null ? Counted.Relaxed
        : row.DueOn < day ? Counted.Late
        : Counted.NotYetDue;

    private static readonly Func<ObligationRow, LocalDate, Counted> inMemory = rule.Compile();

    private static readonly Expression<Func<ObligationRow, LocalDate, int, Counted, Counted>> inAll = (row, day, number, counted) =>
        row.OutcomeDay <= number ? row.Outcome!.Value
        : row.OpensOn <= day && (row.ClosesOn == null || row.ClosesOn > day) ? counted
        : Counted.Nowhere;

    /// <summary>How a row that is in force on the day counts.</summary>
    public static Counted CountedOn(this ObligationRow row, LocalDate day) => inMemory(row, day);

    /// <summary>Rows in force on the day, each with how it counts, so that a query can filter and group by it.</summary>
    public static IQueryable<CountedRow> CountedOn(this IQueryable<ObligationRow> rows, LocalDate day)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows.Select(With(RuleOn(day)));
    }

    /// <summary>Rows that may be in force on the day or not, each with how it counts; where that is for good, it is what was worked out at the write.</summary>
    internal static IQueryable<CountedRow> CountedInAllOn(this IQueryable<ObligationRow> rows, LocalDate day)
    {
        var asked = Expression.Constant(new Asked(day, ChildProjection.DayNumber(day)));
        var how = Replace(inAll.Parameters[3], RuleOn(day), inAll.Body);
        how = Replace(inAll.Parameters[0], rule.Parameters[0], how);
        how = Replace(inAll.Parameters[1], Expression.Property(asked, nameof(Asked.Day)), how);
        how = Replace(inAll.Parameters[2], Expression.Property(asked, nameof(Asked.Number)), how);
        return rows.Select(With(how));
    }

    /// <summary>How a row counts in the end, if nothing more is recorded, and the first day from which it does on every day.</summary>
    internal static (Counted How, LocalDate From) OutcomeForGood(this ObligationRow row)
    {
        // Between two of these days nothing changes.
        LocalDate?[] tipping = [row.OpensOn, row.ClosesOn, row.DueOn, row.DueOn?.PlusDays(1), row.MetOn, row.RefusedOn, row.EndedOn];
        var days = tipping.OfType<LocalDate>().Distinct().OrderDescending().ToList();
        var (how, from) = (InAll(row, days[0]), days[0]);
        foreach (var day in days.Skip(1).TakeWhile(day => InAll(row, day) == how))
        {
            from = day;
        }

        return (how, from);

        static Counted InAll(ObligationRow row, LocalDate day) => row.IsInForce(day) ? inMemory(row, day) : Counted.Nowhere;
    }

    /// <summary>The rows that fall due between two days, both included.</summary>
    public static IQueryable<ObligationRow> DueWithin(this IQueryable<ObligationRow> rows, LocalDate from, LocalDate to) =>
        rows.Where(row => row.DueOn >= from && row.DueOn <= to);

    /// <summary>On time of due, in per cent with one decimal; null where nothing was due.</summary>
    public static decimal? Rate(int onTime, int due) => due == 0 ? null : Math.Round(100m * onTime / due, 1);

    /// <summary>Whether a target was reached, by the exact fraction and not the rounded rate; null where nothing was due or there is no target.</summary>
    public static bool? Reaches(int onTime, int due, decimal? target) => due == 0 || target is null ? null : 100m * onTime >= target * due;

    /// <summary>The rule on a day, which reaches the database as a parameter, so that one query serves every day.</summary>
    private static Expression RuleOn(LocalDate day) =>
        Replace(rule.Parameters[1], Expression.Property(Expression.Constant(new Asked(day, 0)), nameof(Asked.Day)), rule.Body);

    private static Expression<Func<ObligationRow, CountedRow>> With(Expression how)
    {
        var row = rule.Parameters[0];
        return Expression.Lambda<Func<ObligationRow, CountedRow>>(
            Expression.MemberInit(
                Expression.New(typeof(CountedRow)),
                Expression.Bind(typeof(CountedRow).GetProperty(nameof(CountedRow.Row))!, row),
                Expression.Bind(typeof(CountedRow).GetProperty(nameof(CountedRow.How))!, how)),
            row);
    }

    private static Expression Replace(ParameterExpression parameter, Expression by, Expression within) => new Replaced(parameter, by).Visit(within);

    private sealed record Asked(LocalDate Day, int Number);

    private sealed class Replaced(ParameterExpression parameter, Expression by) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? by : node;
    }
}

/// <summary>A row with how it counts on the day asked about.</summary>
public sealed class CountedRow
{
    /// <summary>The row.</summary>
    public required ObligationRow Row { get; init; }

    /// <summary>How it counts.</summary>
    public Counted How { get; init; }
}
