using ChildJourney.Infrastructure.Figures;
using ChildJourney.Infrastructure.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;

namespace ChildJourney.Infrastructure.Erasure;

/// <summary>Erases what is recorded of children, and knows whose record was erased.</summary>
public sealed class ErasureRecords(JourneyDb db, IClock clock)
{
    /// <summary>Erases all that is recorded of a child, in the transaction of a caller who keeps others from writing about the authority's children.</summary>
    /// <remarks>The row that stays makes sure that no import and no other system makes the child anew.</remarks>
    public async Task EraseAsync(string authorityId, string childId, string by, string reason, CancellationToken cancellationToken)
    {
        await HoldChangesAsync(authorityId, cancellationToken);
        await UncountAsync(authorityId, childId, cancellationToken);
        foreach (var rows in TablesToErase.Of(db.Model))
        {
            await db.Database.ExecuteSqlRawAsync(DeleteOf(rows), [authorityId, childId], cancellationToken);
        }

        db.Add(new ErasedChildRow
        {
            AuthorityId = authorityId,
            ChildId = childId,
            ErasedAt = clock.GetCurrentInstant().CutToMicroseconds(),
            ErasedBy = by,
            Reason = reason,
        });
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>What is left of a record that was erased, or null.</summary>
    public Task<ErasedChildRow?> FindAsync(string authorityId, string childId, CancellationToken cancellationToken) =>
        db.ErasedChildren.AsNoTracking().FirstOrDefaultAsync(row => row.AuthorityId == authorityId && row.ChildId == childId, cancellationToken);

    /// <summary>Those of the children whose record was erased.</summary>
    public async Task<IReadOnlyDictionary<string, ErasedChildRow>> FindManyAsync(string authorityId, IReadOnlyCollection<string> childIds, CancellationToken cancellationToken) =>
        childIds is { Count: 0 }
            ? new Dictionary<string, ErasedChildRow>()
            : await db.ErasedChildren.AsNoTracking()
                .Where(row => row.AuthorityId == authorityId && childIds.Contains(row.ChildId))
                .ToDictionaryAsync(row => row.ChildId, cancellationToken);

    /// <summary>Waits for whoever writes down changes, or takes them up for a subscription, and keeps them waiting: they would add rows behind the erasure's back.</summary>
    private async Task HoldChangesAsync(string authorityId, CancellationToken cancellationToken)
    {
        await db.Subscriptions.Where(row => row.AuthorityId == authorityId).ExecuteUpdateAsync(row => row.SetProperty(r => r.ReadTo, r => r.ReadTo), cancellationToken);
        await db.ChangeHeads.Where(row => row.AuthorityId == authorityId).ExecuteUpdateAsync(row => row.SetProperty(r => r.LastNumber, r => r.LastNumber), cancellationToken);
    }

    private async Task UncountAsync(string authorityId, string childId, CancellationToken cancellationToken)
    {
        var counts = new DayCounts(db);
        await counts.RemoveStaysAsync(db.Spans.Where(row => row.AuthorityId == authorityId && row.ChildId == childId), cancellationToken);
        foreach (var generation in await db.Projections.Where(row => row.AuthorityId == authorityId).Select(row => row.Generation).ToListAsync(cancellationToken))
        {
            await counts.RemoveStagesAsync(
                generation,
                db.Set<ObligationRow>().Where(row => row.AuthorityId == authorityId && row.Generation == generation && row.ChildId == childId),
                cancellationToken);
        }

        await counts.WriteAsync(authorityId, cancellationToken);
    }

    private string DeleteOf(IEntityType rows)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        var table = StoreObjectIdentifier.Table(rows.GetTableName()!, rows.GetSchema());
        return $"DELETE FROM {sql.DelimitIdentifier(table.Name)} WHERE {ColumnOf(nameof(IAboutChild.AuthorityId))} = {{0}} AND {ColumnOf(TablesToErase.Column)} = {{1}}";

        string ColumnOf(string property) => sql.DelimitIdentifier(rows.FindProperty(property)!.GetColumnName(table)!);
    }
}
