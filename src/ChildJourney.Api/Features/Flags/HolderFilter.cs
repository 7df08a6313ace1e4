using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using ChildJourney.Infrastructure.Questions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Api.Features.Flags;

/// <summary>Which children are asked about, by who holds them on a day.</summary>
/// <param name="Teams">The teams; none for all.</param>
/// <param name="Iros">The independent reviewing officers; none for all.</param>
/// <param name="SocialWorkers">The social workers; none for all.</param>
public sealed record HolderFilter(IReadOnlyList<string> Teams, IReadOnlyList<string> Iros, IReadOnlyList<string> SocialWorkers)
{
    /// <summary>Of so many children, a database is better told which they are than left to find them.</summary>
    private const int MostOfNamed = 1000;

    /// <summary>The parameters it is read from.</summary>
    public static QueryParameter[] Parameters { get; } = [Query.Team, Query.Iro, Query.SocialWorker];

    /// <summary>Reads it from a query.</summary>
    public static HolderFilter From(QueryValues query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new(query.All(Query.Team), query.All(Query.Iro), query.All(Query.SocialWorker));
    }

    /// <summary>What may be seen of those who are held so on the day, for a question that narrows its rows to them.</summary>
    /// <remarks>No allocation begins later than the day it is recorded on: who holds a child today holds the child from then on.</remarks>
    public Visible Of(Visible visible, LocalDate day, LocalDate today) => day < today
        ? visible
        : visible.HeldBy(NamedOf(Teams), NamedOf(SocialWorkers), NamedOf(Iros));

    /// <summary>The spans that hold the day of those who are named, of the first role in which any are; null where none are.</summary>
    public IQueryable<SpanRow>? SpansOfNamed(Visible visible, Given<LocalDate> day) =>
        Named.Select(named => SpansOf(named, visible, day)).FirstOrDefault();

    /// <summary>Those rows whose child is held so on the day.</summary>
    /// <param name="rows">Rows about children within the scope.</param>
    /// <param name="visible">What the caller may see.</param>
    /// <param name="day">The day.</param>
    /// <param name="answered">How many of the roles in which someone is named the rows come from already.</param>
    public IQueryable<T> Narrow<T>(IQueryable<T> rows, Visible visible, Given<LocalDate> day, int answered = 0)
        where T : class, IAboutChild
    {
        foreach (var named in Named.Skip(answered))
        {
            var spans = SpansOf(named, visible.OfFound, day);
            rows = rows.Where(row => spans.Any(span => span.AuthorityId == row.AuthorityId && span.ChildId == row.ChildId));
        }

        return Others is { IsEmpty: false } others ? others.Apply(rows.HeldOn(visible, day)).Select(held => held.Row) : rows;
    }

    /// <summary>The children who are held so on the day. A database begins with the few whom someone holds.</summary>
    public IQueryable<HeldChild> Find(Visible visible, Given<LocalDate> day) => SpansOfNamed(visible, day) is { } named
        ? Narrow(named, visible, day, answered: 1).Select(span => new HeldChild { AuthorityId = span.AuthorityId, ChildId = span.ChildId })
        : Narrow(visible.Children, visible, day).Select(child => new HeldChild { AuthorityId = child.AuthorityId, ChildId = child.ChildId });

    /// <summary>The children whom those who are named hold on the day, or have ever held where none is given; null where nobody is named, or they are many.</summary>
    public async Task<IReadOnlyList<string>?> ChildrenOfNamedAsync(Visible visible, LocalDate? day, CancellationToken cancellationToken)
    {
        foreach (var (kind, _, holders) in Named)
        {
            var spans = day is { } on ? visible.SpansOn(on, kind) : visible.Spans.Where(SpanKinds.Is(kind));
            var children = await spans.WhereAny(span => span.Value, holders).Select(span => span.ChildId).Distinct().Take(MostOfNamed + 1).ToListAsync(cancellationToken);
            if (children.Count <= MostOfNamed)
            {
                return children;
            }
        }

        return null;
    }

    /// <summary>Those rows, of whatever table, whose child is held so on the day.</summary>
    public IQueryable<Held<T>> Apply<T>(IQueryable<Held<T>> rows)
    {
        rows = Teams.Count == 0 ? rows : rows.WhereAny(row => row.Team, Teams, Query.Team.Name);
        rows = Iros.Count == 0 ? rows : rows.WhereAny(row => row.Iro, Iros, Query.Iro.Name);
        return SocialWorkers.Count == 0 ? rows : rows.WhereAny(row => row.SocialWorker, SocialWorkers, Query.SocialWorker.Name);
    }

    /// <summary>Whether it asks for nobody.</summary>
    public bool IsEmpty => Teams.Count == 0 && Iros.Count == 0 && SocialWorkers.Count == 0;

    /// <summary>As which a question is kept that is narrowed by this and by what else it is said to be; null where it asks for several, or for nobody.</summary>
    public KeptAs? KeptAs(Visible visible, Generation generation, object question, params ReadOnlySpan<Given> values)
    {
        ArgumentNullException.ThrowIfNull(visible);
        if (IsEmpty)
        {
            return visible.KeptAs((question, ""), generation, values);
        }

        return Teams.Count + Iros.Count + SocialWorkers.Count == 1 && Named.FirstOrDefault() is { Holders: [var name], Called: var called }
            ? visible.KeptAs((question, called), generation, [Given.Of(called, name), .. values])
            : null;
    }

    /// <summary>The roles in which the children are found by a name alone.</summary>
    private IEnumerable<(string Kind, string Called, IReadOnlyList<string> Holders)> Named => Roles.Where(role => AreNamed(role.Holders));

    private (string Kind, string Called, IReadOnlyList<string> Holders)[] Roles =>
        [(SpanKinds.Team, Query.Team.Name, Teams), (SpanKinds.Iro, Query.Iro.Name, Iros), (SpanKinds.SocialWorker, Query.SocialWorker.Name, SocialWorkers)];

    /// <summary>What of the filter the names do not answer.</summary>
    private HolderFilter Others
    {
        get
        {
            return new HolderFilter(Left(Teams), Left(Iros), Left(SocialWorkers));

            static IReadOnlyList<string> Left(IReadOnlyList<string> holders) => AreNamed(holders) ? [] : holders;
        }
    }

    private static IReadOnlyList<string> NamedOf(IReadOnlyList<string> holders) => AreNamed(holders) ? holders : [];

    private static bool AreNamed(IReadOnlyList<string> holders) => holders.Count > 0 && !holders.Contains(Names.Nobody);

    private static IQueryable<SpanRow> SpansOf((string Kind, string Called, IReadOnlyList<string> Holders) named, Visible visible, Given<LocalDate> day) =>
        visible.SpansOn(day, named.Kind).WhereAny(span => span.Value, named.Holders, named.Called);
}

/// <summary>Rows about some children.</summary>
internal static class SomeChildren
{
    /// <summary>The rows about those children; all where none are given.</summary>
    public static IQueryable<T> Of<T>(this IQueryable<T> rows, IReadOnlyList<string>? children)
        where T : class, IAboutChild => children is null ? rows : rows.Where(row => children.Contains(row.ChildId));
}

/// <summary>A child found by who holds it.</summary>
public sealed class HeldChild
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>The child.</summary>
    public required string ChildId { get; init; }
}

/// <summary>A row with who holds its child on the day asked about.</summary>
/// <typeparam name="T">The row.</typeparam>
public sealed class Held<T>
{
    /// <summary>The row.</summary>
    public required T Row { get; init; }

    /// <summary>The team.</summary>
    public string? Team { get; init; }

    /// <summary>The social worker.</summary>
    public string? SocialWorker { get; init; }

    /// <summary>The independent reviewing officer.</summary>
    public string? Iro { get; init; }

    /// <summary>Who holds the child.</summary>
    public Holders Holders => new(Team, SocialWorker, Iro);
}

/// <summary>Joins rows with who holds their child on a day.</summary>
internal static class HeldRows
{
    /// <summary>Obligations: today's holders stand in the row, another day's are looked up.</summary>
    public static IQueryable<Held<ObligationRow>> HeldOn(this IQueryable<ObligationRow> rows, Visible visible, Given<LocalDate> day, LocalDate today) =>
        day.Value >= today
            ? rows.Select(row => new Held<ObligationRow> { Row = row, Team = row.Team, SocialWorker = row.SocialWorker, Iro = row.Iro })
            : rows.HeldOn(visible, day);

    /// <summary>Any rows about children, with who holds the child on the day.</summary>
    public static IQueryable<Held<T>> HeldOn<T>(this IQueryable<T> rows, Visible visible, Given<LocalDate> day)
        where T : class, IAboutChild
    {
        var teams = visible.OfFound.SpansOn(day, SpanKinds.Team);
        var socialWorkers = visible.OfFound.SpansOn(day, SpanKinds.SocialWorker);
        var iros = visible.OfFound.SpansOn(day, SpanKinds.Iro);
        return rows.Select(row => new Held<T>
        {
            Row = row,
            Team = teams.Where(span => span.AuthorityId == row.AuthorityId && span.ChildId == row.ChildId).Select(span => span.Value).FirstOrDefault(),
            SocialWorker = socialWorkers.Where(span => span.AuthorityId == row.AuthorityId && span.ChildId == row.ChildId).Select(span => span.Value).FirstOrDefault(),
            Iro = iros.Where(span => span.AuthorityId == row.AuthorityId && span.ChildId == row.ChildId).Select(span => span.Value).FirstOrDefault(),
        });
    }

    /// <summary>The rows of whose child a span of that kind holds the day, with one of the values where any are named.</summary>
    public static IQueryable<T> With<T>(this IQueryable<T> rows, Visible visible, string kind, Given<LocalDate> day, IReadOnlyList<string>? values = null)
        where T : class, IAboutChild
    {
        var spans = visible.OfFound.SpansOn(day, kind);
        spans = values is null ? spans : spans.Where(span => values.Contains(span.Value));
        return rows.Where(row => spans.Any(span => span.AuthorityId == row.AuthorityId && span.ChildId == row.ChildId));
    }
}
