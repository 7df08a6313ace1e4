using System.Buffers.Binary;
using System.Data;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ChildJourney.Infrastructure.Records;

/// <summary>Keeps writers of several instances in order on PostgreSQL, until the end of their transactions; on SQLite there is one writer at a time.</summary>
/// <remarks>
/// Always in one order, so that nobody waits in a circle: the authority, shared by those who write about children, alone for whoever
/// replaces what answers rest on; then the places of children who are yet to be made; then the children, in order of their ids.
/// </remarks>
internal sealed class WriterLocks(JourneyDb db)
{
    /// <summary>How many places there are for children yet to be made: a lock of each child's own would fill the server's table of locks in a large batch.</summary>
    private const int Places = 64;

    private Guid transaction;
    private string? authority;
    private bool isAlone;

    /// <summary>Whether the context is in a transaction that may write beside others; one that reads a view of its own locks nothing.</summary>
    private bool IsWriting =>
        db.IsPostgreSql() && db.Database.CurrentTransaction is { } current && current.GetDbTransaction().IsolationLevel == IsolationLevel.ReadCommitted;

    /// <summary>Has nobody replace what the authority's answers rest on.</summary>
    public async Task ShareAsync(string authorityId, CancellationToken cancellationToken)
    {
        if (IsWriting && !Holds(authorityId))
        {
            await WaitAsync(() => db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared({KeyOf(authorityId)})", cancellationToken));
            Keep(authorityId, alone: false);
        }
    }

    /// <summary>Has nobody else write about the authority's children.</summary>
    public async Task TakeAloneAsync(string authorityId, CancellationToken cancellationToken)
    {
        if (IsWriting && !(Holds(authorityId) && isAlone))
        {
            await WaitAsync(() => db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({KeyOf(authorityId)})", cancellationToken));
            Keep(authorityId, alone: true);
        }
    }

    /// <summary>Has nobody else change or make one of the children.</summary>
    public async Task LockAsync(string authorityId, IReadOnlyCollection<string> childIds, CancellationToken cancellationToken)
    {
        if (!IsWriting || childIds.Count == 0)
        {
            return;
        }

        await ShareAsync(authorityId, cancellationToken);
        if (isAlone)
        {
            return;
        }

        var ids = childIds.Distinct(StringComparer.Ordinal).ToArray();
        var known = ids.Length == 1
            ? await LockKnownAsync(authorityId, ids, cancellationToken)
            : await db.Children.Where(row => row.AuthorityId == authorityId && ids.Contains(row.ChildId)).Select(row => row.ChildId).ToListAsync(cancellationToken);
        var places = ids.Except(known, StringComparer.Ordinal).Select(id => PlaceOf(authorityId, id)).Distinct().Order().ToArray();
        if (places.Length > 0)
        {
            await WaitAsync(() => db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(place) FROM unnest({places}) AS place", cancellationToken));
        }

        if (places.Length > 0 || ids.Length > 1)
        {
            await LockKnownAsync(authorityId, ids, cancellationToken);
        }
    }

    private Task<List<string>> LockKnownAsync(string authorityId, string[] ids, CancellationToken cancellationToken) => WaitAsync(() => db.Database
        .SqlQuery<string>($"SELECT child_id AS \"Value\" FROM children WHERE authority_id = {authorityId} AND child_id = ANY ({ids}) ORDER BY child_id FOR UPDATE")
        .ToListAsync(cancellationToken));

    /// <summary>Waits for a lock as long as the caller does, and not the time that a statement is given: those in front may be large batches.</summary>
    private async Task<T> WaitAsync<T>(Func<Task<T>> lockAsync)
    {
        var limit = db.Database.GetCommandTimeout();
        db.Database.SetCommandTimeout(TimeSpan.Zero);
        try
        {
            return await lockAsync();
        }
        finally
        {
            db.Database.SetCommandTimeout(limit);
        }
    }

    private bool Holds(string authorityId) => transaction == db.Database.CurrentTransaction!.TransactionId && authority == authorityId;

    private void Keep(string authorityId, bool alone) => (transaction, authority, isAlone) = (db.Database.CurrentTransaction!.TransactionId, authorityId, alone);

    private static long PlaceOf(string authorityId, string childId) => KeyOf($"{authorityId} {unchecked((ulong)KeyOf(childId)) % Places}");

    private static long KeyOf(string text) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
