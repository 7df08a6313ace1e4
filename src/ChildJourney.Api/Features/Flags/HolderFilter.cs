using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Mapping;
using NodaTime;

namespace ChildJourney.Api.Features.Flags;

/// <summary>Which children are asked about, by who holds them on a day.</summary>
/// <param name="Teams">The teams; none for all.</param>
/// <param name="Iros">The independent reviewing officers; none for all.</param>
/// <param name="SocialWorkers">The social workers; none for all.</param>
public sealed record HolderFilter(IReadOnlyList<string> Teams, IReadOnlyList<string> Iros, IReadOnlyList<string> SocialWorkers)
{
    private const string Nobody = "none";

    /// <summary>The parameters it is read from.</summary>
    public static QueryParameter[] Parameters { get; } = [Query.Team, Query.Iro, Query.SocialWorker];

    /// <summary>Reads it from a query.</summary>
    public static HolderFilter From(QueryValues query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new(query.All(Query.Team), query.All(Query.Iro), query.All(Query.SocialWorker));
    }

    /// <summary>Those rows, of whatever table, whose child is held so on the day.</summary>
    public IQueryable<Held<T>> Apply<T>(IQueryable<Held<T>> rows)
    {
        rows = Teams.Count == 0 ? rows : rows.Where(row => Teams.Contains(row.Team) || (Teams.Contains(Nobody) && row.Team == null));
        rows = Iros.Count == 0 ? rows : rows.Where(row => Iros.Contains(row.Iro) || (Iros.Contains(Nobody) && row.Iro == null));
        return SocialWorkers.Count == 0 ? rows : rows.Where(row => SocialWorkers.Contains(row.SocialWorker) || (SocialWorkers.Contains(Nobody) && row.SocialWorker == null));
    }
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
    public static IQueryable<Held<ObligationRow>> HeldOn(this IQueryable<ObligationRow> rows, Visible visible, LocalDate day, LocalDate today) =>
        day >= today
            ? rows.Select(row => new Held<ObligationRow> { Row = row, Team = row.Team, SocialWorker = row.SocialWorker, Iro = row.Iro })
            : rows.HeldOn(visible, day);

    /// <summary>Any rows about children, with who holds the child on the day.</summary>
    public static IQueryable<Held<T>> HeldOn<T>(this IQueryable<T> rows, Visible visible, LocalDate day)
        where T : class, IAboutChild
    {
        var teams = visible.SpansOn(day, SpanKinds.Team);
        var socialWorkers = visible.SpansOn(day, SpanKinds.SocialWorker);
        var iros = visible.SpansOn(day, SpanKinds.Iro);
        return rows.Select(row => new Held<T>
        {
            Row = row,
            Team = teams.Where(span => span.AuthorityId == row.AuthorityId && span.ChildId == row.ChildId).Select(span => span.Value).FirstOrDefault(),
            SocialWorker = socialWorkers.Where(span => span.AuthorityId == row.AuthorityId && span.ChildId == row.ChildId).Select(span => span.Value).FirstOrDefault(),
            Iro = iros.Where(span => span.AuthorityId == row.AuthorityId && span.ChildId == row.ChildId).Select(span => span.Value).FirstOrDefault(),
        });
    }

    /// <summary>The children of whom a span of that kind holds the day, with one of the values where any are named.</summary>
    public static IQueryable<ChildRow> With(this IQueryable<ChildRow> rows, Visible visible, string kind, LocalDate day, IReadOnlyList<string>? values = null)
    {
        var spans = visible.SpansOn(day, kind);
        spans = values is null ? spans : spans.Where(span => values.Contains(span.Value));
        return rows.Where(row => spans.Any(span => span.AuthorityId == row.AuthorityId && span.ChildId == row.ChildId));
    }

    /// <summary>The spans of a kind that hold the day.</summary>
    public static IQueryable<SpanRow> SpansOn(this Visible visible, LocalDate day, string kind) =>
        visible.Spans.Where(span => span.Kind == kind && span.FromOn <= day && (span.ToOn == null || span.ToOn > day));
}
