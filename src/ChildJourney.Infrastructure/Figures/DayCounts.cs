using ChildJourney.Infrastructure.Changes;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Figures;

/// <summary>Keeps, while a transaction changes children, by how much the counts of each day grow, and writes it at its end.</summary>
/// <remarks>In the order of the rows, so that two writers who meet wait for one another and neither is undone.</remarks>
internal sealed class DayCounts(JourneyDb db)
{
    private readonly DayGrowth growth = new();
    private Guid? transaction;

    /// <summary>Counts a child's stays in care so many times, which is -1 for those that go.</summary>
    public void AddStays(IEnumerable<SpanRow> spans, int times) => Growth().AddStays(spans, times);

    /// <summary>Counts stages of a generation so many times.</summary>
    public void AddStages(int generation, IEnumerable<StoredStage> stages, int times) => Growth().AddStages(generation, stages, times);

    /// <summary>Counts no longer what is about to be removed.</summary>
    public async Task RemoveStaysAsync(IQueryable<SpanRow> spans, CancellationToken cancellationToken) =>
        AddStays(await spans.AsNoTracking().Where(span => span.Kind == SpanKinds.Care).ToListAsync(cancellationToken), -1);

    /// <summary>Counts no longer what is about to be removed.</summary>
    public async Task RemoveStagesAsync(int generation, IQueryable<ObligationRow> rows, CancellationToken cancellationToken) =>
        AddStages(generation, await rows.Where(ObligationFilters.LacksFact).Select(StoredStage.FromRow).ToListAsync(cancellationToken), -1);

    /// <summary>Writes what has come together, before the caller's transaction is committed.</summary>
    public async Task WriteAsync(string authorityId, CancellationToken cancellationToken)
    {
        foreach (var (key, grown) in Growth().ByKey)
        {
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO day_counts (authority_id, generation, kind, grain, day, growth) VALUES ({authorityId}, {key.Generation}, {key.Kind}, {key.Grain}, {key.Day}, {grown}) ON CONFLICT (authority_id, generation, kind, grain, day) DO UPDATE SET growth = day_counts.growth + excluded.growth",
                cancellationToken);
        }

        growth.Clear();
    }

    /// <summary>What is stored of a generation, and of what does not depend on it.</summary>
    public static IQueryable<DayCountRow> Of(JourneyDb db, Generation generation)
    {
        var (authorityId, number) = (generation.AuthorityId, generation.Number);
        return db.DayCounts.Where(count => count.AuthorityId == authorityId
            && ((count.Generation == number && count.Kind == DayCountKinds.Undetermined) || (count.Generation == 0 && count.Kind == DayCountKinds.Care)));
    }

    /// <summary>What the rows that are stored come to, of one generation.</summary>
    public static async Task<DayGrowth> RecountAsync(JourneyDb db, Generation generation, CancellationToken cancellationToken)
    {
        var counted = new DayGrowth();
        var stays = db.Spans.AsNoTracking().Where(span => span.AuthorityId == generation.AuthorityId && span.Kind == SpanKinds.Care);
        await foreach (var stay in stays.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            counted.AddStays([stay], 1);
        }

        var stages = db.Obligations(generation).Where(ObligationFilters.LacksFact).Select(StoredStage.FromRow);
        await foreach (var stage in stages.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            counted.AddStages(generation.Number, [stage], 1);
        }

        return counted;
    }

    /// <summary>What has come together in this transaction, and in no other.</summary>
    private DayGrowth Growth()
    {
        var current = db.Database.CurrentTransaction?.TransactionId;
        if (transaction != current)
        {
            growth.Clear();
            transaction = current;
        }

        return growth;
    }
}

/// <summary>By how much the counts of days and months grow.</summary>
internal sealed class DayGrowth
{
    private readonly Dictionary<DayCountKey, int> byKey = [];

    /// <summary>What grew or shrank, in order.</summary>
    public IEnumerable<KeyValuePair<DayCountKey, int>> ByKey => byKey
        .Where(grown => grown.Value != 0)
        .OrderBy(grown => grown.Key.Generation).ThenBy(grown => grown.Key.Kind, StringComparer.Ordinal).ThenBy(grown => grown.Key.Grain).ThenBy(grown => grown.Key.Day);

    /// <summary>Counts stays in care.</summary>
    public void AddStays(IEnumerable<SpanRow> spans, int times)
    {
        foreach (var span in spans.Where(span => span.Kind == SpanKinds.Care))
        {
            Add(0, DayCountKinds.Care, span.FromOn, span.ToOn, times);
        }
    }

    /// <summary>Counts those of the stages that cannot be determined, for the days on which they cannot.</summary>
    public void AddStages(int generation, IEnumerable<StoredStage> stages, int times)
    {
        foreach (var stage in stages.Where(stage => stage is { DueOn: null, IsOpenEnded: false }))
        {
            Add(generation, DayCountKinds.Undetermined, stage.OpensOn, new[] { stage.ClosesOn, stage.MetOn, stage.RefusedOn, stage.EndedOn }.Min(), times);
        }
    }

    /// <summary>Forgets it all.</summary>
    public void Clear() => byKey.Clear();

    private void Add(int generation, string kind, LocalDate from, LocalDate? to, int times)
    {
        if (to <= from)
        {
            return;
        }

        AddOn(from, times);
        if (to is { } end)
        {
            AddOn(end, -times);
        }

        void AddOn(LocalDate day, int grown)
        {
            AddAt(new DayCountKey(generation, kind, DayCountGrains.Day, ChildProjection.DayNumber(day)), grown);
            AddAt(new DayCountKey(generation, kind, DayCountGrains.Month, ChildProjection.DayNumber(day.With(DateAdjusters.StartOfMonth))), grown);
        }

        void AddAt(DayCountKey key, int grown) => byKey[key] = byKey.GetValueOrDefault(key) + grown;
    }
}

/// <summary>What a growth is of.</summary>
internal readonly record struct DayCountKey(int Generation, string Kind, int Grain, int Day);
