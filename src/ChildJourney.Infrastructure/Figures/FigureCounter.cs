using System.Linq.Expressions;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Figures;

/// <summary>Counts rows, which are in the database or in memory, for one question.</summary>
internal sealed class FigureCounter(FigureQuestion question)
{
    private readonly int from = ChildProjection.DayNumber(question.From);
    private readonly int first = ChildProjection.DayNumber(question.BeforeFrom ?? question.From);
    private readonly int last = ChildProjection.DayNumber(question.To);
    private readonly int asOf = ChildProjection.DayNumber(question.AsOf);
    private readonly FigureTable figures = new();

    /// <summary>The figures of the rows.</summary>
    public Task<FigureTable> CountAsync(IQueryable<ObligationRow> rows, CancellationToken cancellationToken) =>
        CountAsync(FigureSource.Of(rows), cancellationToken);

    /// <summary>The figures of the rows, which are read in the way that suits each part of them.</summary>
    public async Task<FigureTable> CountAsync(FigureSource source, CancellationToken cancellationToken)
    {
        if (question.OfChildren)
        {
            var rows = question.Among(source.Dated);
            await CountChildrenAsync(Due(rows, from, last), figure => figure.Now, cancellationToken);
            await CountChildrenAsync(Due(rows, first, from - 1), figure => figure.Before, cancellationToken);
        }
        else
        {
            await CountEventsAsync(ForGood(source), cancellationToken);
            await CountEventsAsync(NotForGood(source), cancellationToken);
        }

        await CountUndeterminedAsync(question.Among(source.LackingFact), cancellationToken);
        return figures;
    }

    /// <summary>What was due and on time, by due date and team.</summary>
    public async Task<IReadOnlyList<DueDay>> CountDaysAsync(FigureSource source, CancellationToken cancellationToken)
    {
        var days = new List<DueDay>();
        foreach (var rows in new[] { ForGood(source), NotForGood(source) })
        {
            var counts = rows.Where(row => row.How == Counted.OnTime || row.How == Counted.Late)
                .GroupBy(row => new { row.Row.TeamWhenDue, row.How, row.Row.DueDay })
                .Select(group => new { group.Key, Count = group.Count() });
            days.AddRange((await ReadAsync(counts, cancellationToken)).Select(count =>
                new DueDay(ChildProjection.DayOf(count.Key.DueDay!.Value), count.Key.TeamWhenDue, count.Count, count.Key.How == Counted.OnTime ? count.Count : 0)));
        }

        return days;
    }

    /// <summary>Nearly all that fell due counts for good, and how is in the index.</summary>
    private IQueryable<CountedRow> ForGood(FigureSource source) => Due(question.Among(source.Dated), first, last)
        .Where(row => row.OutcomeDay <= asOf).Select(row => new CountedRow { Row = row, How = row.Outcome!.Value });

    /// <summary>Of what does not, the dates are looked up.</summary>
    private IQueryable<CountedRow> NotForGood(FigureSource source) => Due(question.Among(source.Open), first, last)
        .Where(row => row.OutcomeDay > asOf).InForce(question.AsOf).CountedOn(question.AsOf);

    private static IQueryable<ObligationRow> Due(IQueryable<ObligationRow> rows, int from, int to) => rows.Where(row => row.DueDay >= from && row.DueDay <= to);

    private async Task CountEventsAsync(IQueryable<CountedRow> rows, CancellationToken cancellationToken)
    {
        var counts = rows.GroupBy(Key(byHow: true)).Select(group => new { group.Key, All = group.Count(), Before = group.Sum(row => row.Row.DueDay < from ? 1 : 0) });
        foreach (var count in await ReadAsync(counts, cancellationToken))
        {
            var figure = figures.Of(count.Key.Group);
            figure.Now[count.Key.How] += count.All - count.Before;
            figure.Before[count.Key.How] += count.Before;
        }
    }

    /// <summary>Children with something that counts so; on time are those of whom something was due and nothing late.</summary>
    private async Task CountChildrenAsync(IQueryable<ObligationRow> rows, Func<Figure, Tally> of, CancellationToken cancellationToken)
    {
        var counted = rows.CountedInAllOn(question.AsOf);
        await CountDistinctAsync(counted.Where(row => row.How != Counted.Nowhere && row.How != Counted.OnTime), of, cancellationToken);
        var due = counted.Where(row => row.How == Counted.OnTime || row.How == Counted.Late);
        if (question.By.Count == 0)
        {
            var all = of(figures.Of(default));
            var ids = due.Select(row => row.Row.ChildId).Distinct();
            all[Counted.OnTime] = (ids is IAsyncEnumerable<string> ? await ids.CountAsync(cancellationToken) : ids.Count()) - all[Counted.Late];
            return;
        }

        var children = due.GroupBy(Key(byHow: false)).Select(group => new { group.Key, Children = group.Select(row => row.Row.ChildId).Distinct().Count() });
        foreach (var count in await ReadAsync(children, cancellationToken))
        {
            var tally = of(figures.Of(count.Key.Group));
            tally[Counted.OnTime] = count.Children - tally[Counted.Late];
        }
    }

    /// <summary>What cannot be determined has no due date: it counts in the period, and in every later one, in which it opened.</summary>
    private async Task CountUndeterminedAsync(IQueryable<ObligationRow> rows, CancellationToken cancellationToken)
    {
        var undetermined = rows.Where(row => row.OpensOn <= question.To)
            .InForce(question.AsOf).CountedOn(question.AsOf).Where(row => row.How == Counted.CannotDetermine);
        if (question.OfChildren)
        {
            await CountDistinctAsync(undetermined, figure => figure.Now, cancellationToken);
            return;
        }

        foreach (var count in await ReadAsync(undetermined.GroupBy(Key(byHow: true)).Select(group => new { group.Key, All = group.Count() }), cancellationToken))
        {
            figures.Of(count.Key.Group).Now[Counted.CannotDetermine] += count.All;
        }
    }

    private async Task CountDistinctAsync(IQueryable<CountedRow> rows, Func<Figure, Tally> of, CancellationToken cancellationToken)
    {
        var children = rows.GroupBy(Key(byHow: true)).Select(group => new { group.Key, Children = group.Select(row => row.Row.ChildId).Distinct().Count() });
        foreach (var count in await ReadAsync(children, cancellationToken))
        {
            of(figures.Of(count.Key.Group))[count.Key.How] = count.Children;
        }
    }

    private static async Task<List<T>> ReadAsync<T>(IQueryable<T> rows, CancellationToken cancellationToken) =>
        rows is IAsyncEnumerable<T> ? await rows.ToListAsync(cancellationToken) : [.. rows];

    /// <summary>The columns that the question splits by, and no others: by an index in their order nothing has to be sorted.</summary>
    private Expression<Func<CountedRow, GroupKey>> Key(bool byHow)
    {
        var row = Expression.Parameter(typeof(CountedRow), "row");
        var stored = Expression.Property(row, nameof(CountedRow.Row));
        var bound = new List<MemberBinding>();
        foreach (var (number, key) in question.By.Index())
        {
            Bind(number == 0 ? nameof(GroupKey.First) : nameof(GroupKey.Second), Expression.Property(stored, ColumnOf(key)));
        }

        if (byHow)
        {
            Bind(nameof(GroupKey.How), Expression.Property(row, nameof(CountedRow.How)));
        }

        return Expression.Lambda<Func<CountedRow, GroupKey>>(Expression.MemberInit(Expression.New(typeof(GroupKey)), bound), row);

        void Bind(string name, Expression value) => bound.Add(Expression.Bind(typeof(GroupKey).GetProperty(name)!, value));
    }

    private static string ColumnOf(FigureKey key) => key switch
    {
        FigureKey.Rule => nameof(ObligationRow.Rule),
        FigureKey.Team => nameof(ObligationRow.TeamWhenDue),
        FigureKey.Iro => nameof(ObligationRow.IroWhenDue),
        _ => nameof(ObligationRow.SocialWorkerWhenDue),
    };

    private sealed record GroupKey
    {
        public string? First { get; init; }

        public string? Second { get; init; }

        public Counted How { get; init; }

        public FigureGroup Group => new(First, Second);
    }
}

/// <summary>Rows, as each part of a count reads them.</summary>
/// <param name="Dated">Those with a due date.</param>
/// <param name="Open">Those that do not yet count for good.</param>
/// <param name="LackingFact">Those whose due date needs a fact that was not recorded.</param>
internal sealed record FigureSource(IQueryable<ObligationRow> Dated, IQueryable<ObligationRow> Open, IQueryable<ObligationRow> LackingFact)
{
    /// <summary>All of them read in one way.</summary>
    public static FigureSource Of(IQueryable<ObligationRow> rows) => new(rows, rows, rows.Where(ObligationFilters.LacksFact));
}

/// <summary>What was due on a day, of whom one team held then.</summary>
/// <param name="On">The day.</param>
/// <param name="Team">The team, or null.</param>
/// <param name="Due">How much was due.</param>
/// <param name="OnTime">How much of it was on time.</param>
public sealed record DueDay(LocalDate On, string? Team, int Due, int OnTime);
