using ChildJourney.Infrastructure.Mapping;
using Microsoft.EntityFrameworkCore;

namespace ChildJourney.Infrastructure.Erasure;

/// <summary>Writes a SQLite file anew after an erasure: rows that were removed lie on in its free space, and in its write-ahead log, until something else is written there.</summary>
/// <remarks>Overwriting on removal (secure_delete) would not do: what was moved between pages earlier has left copies that nothing points to.</remarks>
public sealed class FreedBytes(JourneyDb db)
{
    private const int Tries = 100;

    private static readonly TimeSpan betweenTries = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether records have been erased since the file was last written anew. On PostgreSQL that is the server's work.</summary>
    public async Task<bool> AreLeftAsync(CancellationToken cancellationToken) => !db.IsPostgreSql() && (await LeftAsync(cancellationToken)).Count > 0;

    /// <summary>Writes the file anew, without what is free in it, and empties its write-ahead log. Nobody else may be writing; who reads goes on reading.</summary>
    /// <returns>Whether it is done; it is not where someone read an earlier state for too long.</returns>
    public async Task<bool> OverwriteAsync(CancellationToken cancellationToken)
    {
        var erased = await LeftAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await db.Database.ExecuteSqlRawAsync("VACUUM", cancellationToken);
            if (!await EmptyLogAsync(cancellationToken))
            {
                return false;
            }

            await NoteAsync(erased, cancellationToken);
            return true;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task<bool> EmptyLogAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            if (Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture) == 0)
            {
                return true;
            }

            await Task.Delay(betweenTries, cancellationToken);
        }

        return false;
    }

    /// <summary>How many records each authority has erased, of those for which the file has not been written anew since.</summary>
    private async Task<Dictionary<string, int>> LeftAsync(CancellationToken cancellationToken)
    {
        var erased = await db.ErasedChildren.GroupBy(row => row.AuthorityId).Select(group => new { AuthorityId = group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        var done = await db.Overwritings.AsNoTracking().ToDictionaryAsync(row => row.AuthorityId, row => row.Erased, cancellationToken);
        return erased.Where(row => row.Count > done.GetValueOrDefault(row.AuthorityId)).ToDictionary(row => row.AuthorityId, row => row.Count);
    }

    private async Task NoteAsync(Dictionary<string, int> erased, CancellationToken cancellationToken)
    {
        foreach (var (authorityId, count) in erased)
        {
            if (await db.Overwritings.Where(row => row.AuthorityId == authorityId).ExecuteUpdateAsync(row => row.SetProperty(r => r.Erased, count), cancellationToken) == 0)
            {
                db.Add(new OverwritingRow { AuthorityId = authorityId, Erased = count });
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }
}
