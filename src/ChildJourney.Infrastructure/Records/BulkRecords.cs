using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Audit;
using ChildJourney.Infrastructure.Durability;
using ChildJourney.Infrastructure.Erasure;

namespace ChildJourney.Infrastructure.Records;

/// <summary>Stores the changes of many children, a transaction for each group of them.</summary>
/// <remarks>Where a group meets another writer, so that the database undoes one of them, it is gone through again from its beginning.</remarks>
public sealed class BulkRecords(JourneyDb db, ChildRecords records, ErasureRecords erasures, AuditChain chain)
{
    private const int GroupSize = 500;
    private const int Attempts = 6;
    private const int LongestPauseMilliseconds = 40;

    /// <summary>Goes through the children in order; a child whose change is null stays as it is.</summary>
    /// <param name="authorityId">The authority.</param>
    /// <param name="items">What is known of each child.</param>
    /// <param name="idOf">The child's id.</param>
    /// <param name="changeOf">The change, judged beside what is stored of the child.</param>
    /// <param name="refuseErased">Told of what is known of a child whose record was erased: nothing of it is stored.</param>
    /// <param name="by">Who records it.</param>
    /// <param name="audit">Makes the row of the audit log about the children of a group; null where the records are made up.</param>
    /// <param name="count">What is counted of a group while it is gone through, which may be more than once; null where nothing is.</param>
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
        GroupCount? count,
        IProgress<int>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(idOf);
        ArgumentNullException.ThrowIfNull(changeOf);
        var done = 0;
        foreach (var group in items.Chunk(GroupSize))
        {
            for (var attempt = 1; !await TryAsync(group, attempt); attempt++)
            {
                await Task.Delay(Random.Shared.Next(LongestPauseMilliseconds * attempt), cancellationToken);
            }

            count?.Keep();
            done += group.Length;
            progress?.Report(done);
        }

        async Task<bool> TryAsync(T[] group, int attempt)
        {
            count?.Begin();
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                var changed = await StoreGroupAsync(authorityId, group, idOf, changeOf, refuseErased, by, cancellationToken);
                using var sealedRows = audit is not null && changed.Count > 0 ? await chain.AppendAsync(db, [audit(changed)], cancellationToken) : null;
                await records.WriteChangesAsync(authorityId, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                sealedRows?.Committed();
                return true;
            }
            catch (Exception problem) when (DatabaseFault.IsCollision(problem))
            {
                db.ChangeTracker.Clear();
                return attempt < Attempts
                    ? false
                    : throw new DatabaseUnusableException($"Other writers were in the way again and again. Of {done:N0} children what was to be stored is stored; the same once more goes on from there.", problem);
            }
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
