using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Changes;
using ChildJourney.Infrastructure.Figures;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Records;

/// <summary>Builds generations and removes what is left of retired ones, a group of children in each of the caller's transactions.</summary>
/// <remarks>Each group is found from what is stored, so that it goes on after an interruption, and several instances may take turns.</remarks>
public sealed class RebuildRecords(JourneyDb db, ChildRecords children, GenerationRecords generations) : IAsyncDisposable
{
    private readonly ProjectionWriter writer = new(db);
    private readonly DayCounts counts = new(db);

    /// <summary>The authorities of which anything is stored.</summary>
    public async Task<IReadOnlyList<string>> AuthoritiesAsync(CancellationToken cancellationToken) =>
        await db.Projections.Select(row => row.AuthorityId).Union(db.Policies.Select(row => row.AuthorityId)).OrderBy(id => id).ToListAsync(cancellationToken);

    /// <summary>The authorities that have a generation to be built, or rows of one that was retired by then to be removed.</summary>
    public async Task<IReadOnlyList<string>> AtWorkAsync(Instant retiredBy, CancellationToken cancellationToken) =>
        await db.Projections
            .Where(row => row.State == ProjectionStates.Building || (row.State == ProjectionStates.Retired && row.RetiredAt <= retiredBy))
            .Select(row => row.AuthorityId)
            .Distinct()
            .OrderBy(id => id)
            .ToListAsync(cancellationToken);

    /// <summary>Builds the next group of an authority's generation, or makes it current where there is none left; null where none is being built.</summary>
    public async Task<RebuildStep?> BuildAsync(string authorityId, int groupSize, CancellationToken cancellationToken)
    {
        await generations.TakeAloneAsync(authorityId, cancellationToken);
        var live = await generations.LiveAsync(authorityId, cancellationToken);
        if (live.Building is not { } building)
        {
            return null;
        }

        var (after, done) = (building.Row.LastChildId, building.Row.Done);
        var group = await NextAsync(authorityId, after, groupSize, cancellationToken);
        if (group.Count == 0)
        {
            await generations.SwitchAsync(live, cancellationToken);
            return new RebuildStep(building, done, IsCurrent: true);
        }

        // Children that were changed in the meantime have rows already.
        var last = group[^1];
        await counts.RemoveStagesAsync(building.Number, ProjectionWriter.Within(db.Obligations(building), after, last), cancellationToken);
        await writer.RemoveAsync(building, after, last, cancellationToken);
        foreach (var child in (await children.FindManyAsync(ChildScope.Everything(authorityId), group, cancellationToken)).Values)
        {
            var projection = ChildProjection.Stored(building, child.Journey(), children.Today);
            await writer.InsertAsync(projection, cancellationToken);
            counts.AddStages(building.Number, projection.Obligations.Select(StoredStage.Of), 1);
        }

        await counts.WriteAsync(authorityId, cancellationToken);
        done += group.Count;
        var updated = await generations.RowOf(building)
            .Where(row => row.LastChildId == after)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.LastChildId, last).SetProperty(r => r.Done, done), cancellationToken);
        return updated == 1 ? new RebuildStep(building, done, IsCurrent: false) : throw new DbUpdateConcurrencyException("Another instance has built on.");
    }

    /// <summary>Removes the next group of rows of an authority's oldest generation that was retired by then. Returns whether there was one.</summary>
    public async Task<bool> RemoveAsync(string authorityId, Instant retiredBy, int groupSize, CancellationToken cancellationToken)
    {
        var row = await db.Projections.AsNoTracking()
            .Where(row => row.AuthorityId == authorityId && row.State == ProjectionStates.Retired && row.RetiredAt <= retiredBy)
            .OrderBy(row => row.Generation)
            .FirstOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            return false;
        }

        var retired = new Generation(row, Domain.Rules.Settings.Default);
        var group = await NextAsync(authorityId, row.LastChildId, groupSize, cancellationToken);
        await writer.RemoveAsync(retired, row.LastChildId, group.Count == 0 ? null : group[^1], cancellationToken);
        if (group.Count == 0)
        {
            await db.DayCounts.Where(count => count.AuthorityId == authorityId && count.Generation == retired.Number && count.Kind == DayCountKinds.Undetermined).ExecuteDeleteAsync(cancellationToken);
            await generations.RowOf(retired).ExecuteDeleteAsync(cancellationToken);
        }
        else
        {
            await generations.RowOf(retired).ExecuteUpdateAsync(r => r.SetProperty(p => p.LastChildId, group[^1]), cancellationToken);
        }

        return true;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private Task<List<string>> NextAsync(string authorityId, string after, int groupSize, CancellationToken cancellationToken) => db.Children
        .Where(row => row.AuthorityId == authorityId && string.Compare(row.ChildId, after) > 0)
        .OrderBy(row => row.ChildId)
        .Select(row => row.ChildId)
        .Take(groupSize)
        .ToListAsync(cancellationToken);
}

/// <summary>How far a generation has come.</summary>
/// <param name="Generation">The generation, as it was before the step.</param>
/// <param name="Done">How many children have been gone through.</param>
/// <param name="IsCurrent">Whether it is complete, and answers rest on it from now on.</param>
public sealed record RebuildStep(Generation Generation, int Done, bool IsCurrent);
