using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Audit;
using ChildJourney.Infrastructure.Erasure;

namespace ChildJourney.Infrastructure.Records;

/// <summary>Stores the changes of many children, a transaction for each group of them.</summary>
public sealed class BulkRecords(JourneyDb db, ChildRecords records, ErasureRecords erasures, AuditChain chain)
{
    private const int GroupSize = 500;

    /// <summary>Goes through the children in order; a child whose change is null stays as it is.</summary>
    /// <param name="authorityId">The authority.</param>
    /// <param name="items">What is known of each child.</param>
    /// <param name="idOf">The child's id.</param>
    /// <param name="changeOf">The change, judged beside what is stored of the child.</param>
    /// <param name="refuseErased">Told of what is known of a child whose record was erased: nothing of it is stored.</param>
    /// <param name="by">Who records it.</param>
    /// <param name="audit">Makes the row of the audit log about the children of a group; null where the records are made up.</param>
    /// <param name="progress">Told how many children have been gone through, after each group.</param>
    /// <param name="cancellationToken">Stops between groups; what was stored stays.</param>
    public async Task StoreAsync<T>(
        string authorityId,
        IEnumerable<T> items,
        Func<T, string> idOf,
        Func<T, StoredChild?, ChildChange?> changeOf,
        Action<T> refuseErased,
        string by,
        Func<IReadOnlyList<string>, AuditEntry>? audit,
        IProgress<int>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(idOf);
        ArgumentNullException.ThrowIfNull(changeOf);
        var done = 0;
        foreach (var group in items.Chunk(GroupSize))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var changed = await StoreGroupAsync(authorityId, group, idOf, changeOf, refuseErased, by, cancellationToken);
            using var sealedRows = audit is not null && changed.Count > 0 ? await chain.AppendAsync(db, [audit(changed)], cancellationToken) : null;
            await records.WriteChangesAsync(authorityId, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            sealedRows?.Committed();
            done += group.Length;
            progress?.Report(done);
        }
    }

    /// <summary>Goes through a group of children, in the caller's transaction. Returns those that changed.</summary>
    /// <param name="authorityId">The authority.</param>
    /// <param name="group">What is known of each child.</param>
    /// <param name="idOf">The child's id.</param>
    /// <param name="changeOf">The change, judged beside what is stored of the child.</param>
    /// <param name="refuseErased">Told of what is known of a child whose record was erased: nothing of it is stored.</param>
    /// <param name="by">Who records it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<string>> StoreGroupAsync<T>(
        string authorityId,
        IReadOnlyCollection<T> group,
        Func<T, string> idOf,
        Func<T, StoredChild?, ChildChange?> changeOf,
        Action<T> refuseErased,
        string by,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(changeOf);
        ArgumentNullException.ThrowIfNull(refuseErased);
        var changed = new List<string>();
        var stored = await records.FindManyAsync(ChildScope.Everything(authorityId), [.. group.Select(idOf)], cancellationToken);
        var erased = await erasures.FindManyAsync(authorityId, [.. group.Select(idOf).Where(id => !stored.ContainsKey(id))], cancellationToken);
        foreach (var item in group)
        {
            if (erased.ContainsKey(idOf(item)))
            {
                refuseErased(item);
                continue;
            }

            var before = stored.GetValueOrDefault(idOf(item));
            if (changeOf(item, before) is { } change)
            {
                await records.StoreAsync(authorityId, before, change, by, cancellationToken);
                changed.Add(change.Child.Id);
            }
        }

        return changed;
    }
}
