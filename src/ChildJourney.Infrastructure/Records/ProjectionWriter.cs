using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using Microsoft.EntityFrameworkCore;

namespace ChildJourney.Infrastructure.Records;

/// <summary>Inserts what follows from journeys, through prepared commands.</summary>
internal sealed class ProjectionWriter(JourneyDb db) : IAsyncDisposable
{
    private readonly RowInserter<SpanRow> spans = new(db);
    private readonly RowInserter<ObligationRow> obligations = new(db);
    private readonly RowInserter<DriftRow> drift = new(db);
    private readonly RowInserter<ReviewGlanceRow> glances = new(db);

    /// <summary>Inserts what does not depend on the generation.</summary>
    public Task InsertSpansAsync(ChildProjection projection, CancellationToken cancellationToken) =>
        spans.InsertAsync(projection.Spans, cancellationToken);

    /// <summary>Inserts what a generation holds.</summary>
    public async Task InsertAsync(ChildProjection projection, CancellationToken cancellationToken)
    {
        await obligations.InsertAsync(projection.Obligations, cancellationToken);
        await drift.InsertAsync(projection.Drift, cancellationToken);
        await glances.InsertAsync(projection.ReviewGlances, cancellationToken);
    }

    /// <summary>Removes what a generation holds of a child.</summary>
    public async Task RemoveAsync(Generation generation, string childId, CancellationToken cancellationToken)
    {
        await RemoveAsync(db.Obligations(generation));
        await RemoveAsync(db.Drift(generation));
        await RemoveAsync(db.ReviewGlances(generation));

        Task RemoveAsync<TRow>(IQueryable<TRow> rows)
            where TRow : class, IOfGeneration => rows.Where(row => row.ChildId == childId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Removes what a generation holds of the children after one of them, up to another or to the end.</summary>
    public async Task RemoveAsync(Generation generation, string after, string? last, CancellationToken cancellationToken)
    {
        await RemoveAsync(db.Obligations(generation));
        await RemoveAsync(db.Drift(generation));
        await RemoveAsync(db.ReviewGlances(generation));

        Task RemoveAsync<TRow>(IQueryable<TRow> rows)
            where TRow : class, IOfGeneration => Within(rows, after, last).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>The rows of the children after one of them, up to another or to the end.</summary>
    public static IQueryable<TRow> Within<TRow>(IQueryable<TRow> rows, string after, string? last)
        where TRow : class, IAboutChild
    {
        rows = rows.Where(row => string.Compare(row.ChildId, after) > 0);
        return last is null ? rows : rows.Where(row => string.Compare(row.ChildId, last) <= 0);
    }

    public async ValueTask DisposeAsync()
    {
        await spans.DisposeAsync();
        await obligations.DisposeAsync();
        await drift.DisposeAsync();
        await glances.DisposeAsync();
    }
}
