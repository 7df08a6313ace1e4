using ChildJourney.Domain.Obligations;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using ChildJourney.Infrastructure.Questions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Access;

/// <summary>What of the database a caller may see. Use cases have no other way to rows about children.</summary>
/// <param name="db">The database.</param>
/// <param name="scope">The children whom the caller may see.</param>
public sealed class Visible(JourneyDb db, ChildScope scope)
{
    /// <summary>Whether no child of the authority lies outside it.</summary>
    public bool IsEverything => scope.IsEverything;

    /// <summary>The children.</summary>
    public IQueryable<ChildRow> Children => scope.Apply(db.Children.AsNoTracking());

    /// <summary>Of a whole authority, the children who lie outside: those restricted, whom the caller does not hold.</summary>
    internal IQueryable<ChildRow> Outside
    {
        get
        {
            var inside = Children;
            return db.Children.AsNoTracking().Where(row => row.AuthorityId == scope.AuthorityId && row.Restricted
                && !inside.Any(child => child.AuthorityId == row.AuthorityId && child.ChildId == row.ChildId));
        }
    }

    /// <summary>The revisions of their entries.</summary>
    public IQueryable<EntryRow> Entries => Within(db.Entries.AsNoTracking().Where(row => row.AuthorityId == scope.GivenAuthority.Value));

    /// <summary>Who held them, and where and how they were looked after.</summary>
    public IQueryable<SpanRow> Spans => Within(db.Spans.AsNoTracking().Where(row => row.AuthorityId == scope.GivenAuthority.Value));

    /// <summary>Of those, the spans of a kind that hold the day.</summary>
    /// <remarks>The kind is part of the query's text, so that a database can tell that an index of one kind alone is enough.</remarks>
    public IQueryable<SpanRow> SpansOn(Given<LocalDate> day, string kind) =>
        Spans.Where(SpanKinds.Is(kind)).Where(span => span.FromOn <= day.Value && (span.ToOn == null || span.ToOn > day.Value));

    /// <summary>More about children who have been found within the scope: their ids, or the rows it is joined to, say whose it is, and it is not asked again whether they may be seen.</summary>
    public Visible OfFound => new(db, ChildScope.Everything(scope.AuthorityId));

    /// <summary>More about children who are held by those from today on, and by nobody else: of the caller's own the name alone says that the child may be seen.</summary>
    public Visible HeldBy(IReadOnlyCollection<string> teams, IReadOnlyCollection<string> socialWorkers, IReadOnlyCollection<string> iros) => scope.Holds(teams, socialWorkers, iros) ? OfFound : this;

    /// <summary>The stages of their obligations.</summary>
    public IQueryable<ObligationRow> Obligations(Generation generation) => Within(db.Obligations(generation));

    /// <summary>The stages of the obligations of some of them, who are few; of all where none are given.</summary>
    public IQueryable<ObligationRow> Obligations(Generation generation, IReadOnlyList<string>? children) =>
        children is null ? Obligations(generation) : Obligations(generation, Given.Of(null, children));

    /// <summary>The stages of the obligations of some of them, who are few.</summary>
    public IQueryable<ObligationRow> Obligations(Generation generation, Given<IReadOnlyList<string>> children) => Within(db.ObligationsOf(generation, children));

    /// <summary>Of children who have been found, what is open of each from today on.</summary>
    public IQueryable<ObligationRow> OpenOfEach(Generation generation) => OfFound.Within(db.UnsettledOfEach(generation));

    /// <summary>The days on which drift indicators are true of them.</summary>
    public IQueryable<DriftRow> Drift(Generation generation) => Within(db.Drift(generation));

    /// <summary>What stands beside their next review.</summary>
    public IQueryable<ReviewGlanceRow> ReviewGlances(Generation generation) => Within(db.ReviewGlances(generation));

    /// <summary>The changes of their obligations' statuses.</summary>
    public IQueryable<ChangeRow> Changes => Within(db.Changes.AsNoTracking().Where(row => row.AuthorityId == scope.AuthorityId));

    /// <summary>Of a whole authority, how many children are looked after on a day, without going through them; null of a few children, who are counted themselves.</summary>
    public Task<int?> LookedAfterOnAsync(LocalDate day, CancellationToken cancellationToken) => OfWholeAsync(
        db.DayCounts.Where(count => count.AuthorityId == scope.AuthorityId && count.Generation == 0 && count.Kind == DayCountKinds.Care),
        OfFound.SpansOn(day, SpanKinds.Care),
        day,
        cancellationToken);

    /// <summary>Of a whole authority, how many obligations cannot be determined on a day, without going through them; null of a few children, whose obligations are counted themselves.</summary>
    public Task<int?> UndeterminedOnAsync(Generation generation, LocalDate day, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(generation);
        var number = generation.Number;
        return OfWholeAsync(
            db.DayCounts.Where(count => count.AuthorityId == scope.AuthorityId && count.Generation == number && count.Kind == DayCountKinds.Undetermined),
            db.Obligations(generation).InForce(day).WithStatus([Status.CannotDetermine], day, LocalDate.MaxIsoValue, dueSoonDays: 0),
            day,
            cancellationToken);
    }

    /// <summary>What is counted of the whole authority, but for the children who lie outside the scope: those are few.</summary>
    private async Task<int?> OfWholeAsync<TRow>(IQueryable<DayCountRow> counts, IQueryable<TRow> rows, LocalDate day, CancellationToken cancellationToken)
        where TRow : class, IAboutChild
    {
        if (!scope.IsWholeAuthority)
        {
            return null;
        }

        var (number, month) = (ChildProjection.DayNumber(day), ChildProjection.DayNumber(day.With(DateAdjusters.StartOfMonth)));
        var all = await counts.Where(count => count.Grain == DayCountGrains.Month && count.Day < month)
            .Concat(counts.Where(count => count.Grain == DayCountGrains.Day && count.Day >= month && count.Day <= number))
            .SumAsync(count => count.Growth, cancellationToken);
        return scope.IsEverything
            ? all
            : all - await rows.CountAsync(row => Outside.Any(child => child.AuthorityId == row.AuthorityId && child.ChildId == row.ChildId), cancellationToken);
    }

    /// <summary>One row, to ask the database several things at once with; none before anything is stored.</summary>
    public IQueryable<ProjectionRow> Once(Generation generation)
    {
        ArgumentNullException.ThrowIfNull(generation);
        var number = Given.Generation(generation.Number);
        return db.Projections.AsNoTracking().Where(row => row.AuthorityId == scope.GivenAuthority.Value && row.Generation == number.Value);
    }

    /// <summary>As which a question about a generation is kept; null where the scope is one that few have.</summary>
    /// <param name="question">Whatever decides what it looks like, but for the scope and the values in it.</param>
    /// <param name="generation">The generation.</param>
    /// <param name="values">The values, but for those of the scope and the generation.</param>
    public KeptAs? KeptAs(object question, Generation generation, params ReadOnlySpan<Given> values)
    {
        ArgumentNullException.ThrowIfNull(generation);
        return scope.Shape is { } shape ? new((question, shape), [.. scope.Values, Given.Generation(generation.Number), .. values]) : null;
    }

    /// <summary>The rows that answer a question, which is kept if it is said as which.</summary>
    public Task<IReadOnlyList<T>> ReadAsync<T>(KeptAs? kept, Func<IQueryable<T>> compose, CancellationToken cancellationToken) => KeptQuestions.ReadAsync(db, kept, compose, cancellationToken);

    /// <summary>How many rows answer a question, which is kept if it is said as which.</summary>
    public Task<int> CountAsync<T>(KeptAs? kept, Func<IQueryable<T>> compose, CancellationToken cancellationToken) => KeptQuestions.CountAsync(db, kept, compose, cancellationToken);

    private IQueryable<TRow> Within<TRow>(IQueryable<TRow> rows)
        where TRow : class, IAboutChild
    {
        if (scope.IsEverything)
        {
            return rows;
        }

        var children = Children;
        if (!scope.IsWholeAuthority)
        {
            // Those whom someone holds are few: the database lists them once, and may begin with them.
            return rows.Where(row => row.AuthorityId == scope.GivenAuthority.Value && children.Select(child => child.ChildId).Contains(row.ChildId));
        }

        return rows.Where(row => children.Any(child => child.AuthorityId == row.AuthorityId && child.ChildId == row.ChildId));
    }
}
