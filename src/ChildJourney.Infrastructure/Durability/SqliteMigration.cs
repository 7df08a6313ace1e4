using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ChildJourney.Infrastructure.Durability;

/// <summary>Brings a SQLite file up to date: one process at a time, from a copy that it can go back to.</summary>
internal static class SqliteMigration
{
    /// <summary>Brings it up to date, or leaves it as it was and says why.</summary>
    public static async Task RunAsync(JourneyDb db, SqliteFile file, CancellationToken cancellationToken)
    {
        using var turn = await file.BeginMigratingAsync(cancellationToken);
        var before = await SchemaStanding.OfAsync(db, cancellationToken);
        if (before.Refusal is { } refusal)
        {
            throw new DatabaseUnusableException(refusal);
        }

        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", cancellationToken);
        if (before.Pending.Count == 0)
        {
            CopiesBeforeUpdates.RemoveOld(file);
            return;
        }

        await RemoveStaleLockAsync(db, cancellationToken);
        var copy = before.Applied.Count > 0 ? CopiesBeforeUpdates.NameOf(file, before.Pending[0]) : null;
        if (copy is not null)
        {
            await SqliteCopy.MakeAsync(file, copy, progress: null, cancellationToken);
        }

        try
        {
            await db.Database.MigrateAsync(cancellationToken);
        }
        catch (Exception problem)
        {
            await UndoAsync(db, file, copy, before, problem);
            throw new DatabaseUnusableException($"The database cannot be brought up to date, and is as it was before. {problem.Message}", problem);
        }

        CopiesBeforeUpdates.RemoveOld(file);
    }

    /// <summary>The framework's own lock is a row, which a process that was killed leaves behind; whoever is here has the lock that is let go of.</summary>
    private static async Task RemoveStaleLockAsync(JourneyDb db, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);

    /// <summary>Each migration is a transaction, so that there is something to go back from only where one before the failed one was committed.</summary>
    private static async Task UndoAsync(JourneyDb db, SqliteFile file, string? copy, SchemaStanding before, Exception problem)
    {
        await db.Database.CloseConnectionAsync();
        if (copy is null)
        {
            return;
        }

        try
        {
            var after = await SchemaStanding.OfAsync(db, CancellationToken.None);
            if (after.Applied.Count != before.Applied.Count)
            {
                // Page by page in one transaction, under the eyes of whoever else has the file open.
                await using var from = await SqliteFile.At(copy).OpenAsync(SqliteOpenMode.ReadOnly, CancellationToken.None);
                await using var to = await file.OpenAsync(SqliteOpenMode.ReadWrite, CancellationToken.None);
                from.BackupDatabase(to);
            }
        }
        catch (SqliteException further)
        {
            throw new DatabaseUnusableException(
                $"The database cannot be brought up to date ({problem.Message}), nor be put back as it was ({further.Message}). As it was before it is in {copy}: restore that.", problem);
        }

        await RemoveStaleLockAsync(db, CancellationToken.None);
        File.Delete(copy);
    }
}
