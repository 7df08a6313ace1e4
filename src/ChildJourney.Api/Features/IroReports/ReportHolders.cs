using ChildJourney.Api.Features.Flags;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Mapping;
using NodaTime;

namespace ChildJourney.Api.Features.IroReports;

/// <summary>Of whose children the report is, by who held them on the day of what is counted.</summary>
/// <param name="Teams">The teams; none for all.</param>
/// <param name="Iros">The independent reviewing officers; none for all.</param>
public sealed record ReportHolders(IReadOnlyList<string> Teams, IReadOnlyList<string> Iros)
{
    /// <summary>The value that asks for children whom nobody holds.</summary>
    internal const string Nobody = Names.Nobody;

    /// <summary>The children whom they have ever held, of whom alone there is anything to report; null for all.</summary>
    internal Task<IReadOnlyList<string>?> ChildrenAsync(Visible visible, CancellationToken cancellationToken) =>
        new HolderFilter(Teams, Iros, []).ChildrenOfNamedAsync(visible, day: null, cancellationToken);

    /// <summary>What happened to children on a day, by who held them on it.</summary>
    internal IQueryable<HappenedRow> OnTheDay(IQueryable<HappenedRow> rows, Visible visible) =>
        OnTheDay(OnTheDay(rows, visible, SpanKinds.Team, Teams), visible, SpanKinds.Iro, Iros);

    private static IQueryable<HappenedRow> OnTheDay(IQueryable<HappenedRow> rows, Visible visible, string kind, IReadOnlyList<string> holders)
    {
        if (holders.Count == 0)
        {
            return rows;
        }

        var spans = visible.Spans.Where(span => span.Kind == kind && span.Value != null);
        var withNobody = holders.Contains(Nobody);
        return rows.Where(row =>
            spans.Any(span => span.AuthorityId == row.AuthorityId && span.ChildId == row.ChildId && span.FromOn <= row.On && (span.ToOn == null || span.ToOn > row.On) && holders.Contains(span.Value))
            || (withNobody && !spans.Any(span => span.AuthorityId == row.AuthorityId && span.ChildId == row.ChildId && span.FromOn <= row.On && (span.ToOn == null || span.ToOn > row.On))));
    }
}

/// <summary>Something that happened to a child on a day.</summary>
internal sealed class HappenedRow
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>The child.</summary>
    public required string ChildId { get; init; }

    /// <summary>The day.</summary>
    public LocalDate On { get; init; }

    /// <summary>For an entry: its fields.</summary>
    public string Fields { get; init; } = "";

    /// <summary>For a review that met a duty: whether it was in time.</summary>
    public bool InTime { get; init; }
}
