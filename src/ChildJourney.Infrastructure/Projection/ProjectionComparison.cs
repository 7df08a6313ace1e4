using ChildJourney.Domain.Journeys;
using ChildJourney.Infrastructure.Mapping;
using Microsoft.EntityFrameworkCore.Metadata;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Infrastructure.Projection;

/// <summary>How all that is stored beside a child's entries differs from what follows from them.</summary>
internal sealed class ProjectionComparison(IModel model)
{
    private readonly RowComparison<SpanRow> spans = new(model, row => $"span {row.Kind} from {LocalDatePattern.Iso.Format(row.FromOn)}");
    private readonly RowComparison<ObligationRow> obligations = new(model, row => FormattableString.Invariant($"obligation {row.ObligationId} (rule {row.Rule}), stage {row.Stage}"));
    private readonly RowComparison<DriftRow> drift = new(model, row => FormattableString.Invariant($"sign of drift {row.Number} (indicator {row.Indicator})"));
    private readonly RowComparison<ReviewGlanceRow> glances = new(model, _ => "what stands beside the next review");

    /// <summary>The differences, a line each.</summary>
    /// <param name="generation">The generation.</param>
    /// <param name="journey">What the entries make.</param>
    /// <param name="stored">What is stored.</param>
    /// <param name="today">The day it is: what has ended since it was stored need not be marked so.</param>
    public IReadOnlyList<string> Of(Generation generation, Journey journey, ChildProjection stored, LocalDate today)
    {
        stored = stored.SettledBy(today);
        var afresh = ChildProjection.Stored(generation, journey, today);
        return
        [
            .. spans.Of(stored.Spans, afresh.Spans),
            .. obligations.Of(stored.Obligations, afresh.Obligations),
            .. drift.Of(stored.Drift, afresh.Drift),
            .. glances.Of(stored.ReviewGlances, afresh.ReviewGlances),
        ];
    }
}
