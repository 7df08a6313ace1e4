using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;

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

    public async ValueTask DisposeAsync()
    {
        await spans.DisposeAsync();
        await obligations.DisposeAsync();
        await drift.DisposeAsync();
        await glances.DisposeAsync();
    }
}
