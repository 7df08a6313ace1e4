using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Infrastructure.Durability;

/// <summary>Puts a backup in the place of a SQLite file that nobody uses meanwhile.</summary>
public static class SqliteRestore
{
    private const int SecondsToWait = 2;
    private static readonly InstantPattern inNames = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <summary>Does it, or leaves everything as it is and says why. Returns where the old database is kept, or null where there was none.</summary>
    public static async Task<string?> RunAsync(SqliteFile file, SqliteFile backup, Instant now, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(backup);
        using var alone = file.TryKeepFromUse() ?? throw new DatabaseUnusableException("The database is in use. Stop the service, and whatever else uses it, first.");
        await RefuseAsync(backup, cancellationToken);
        var restoring = file.Path + ".restoring";
        await SqliteCopy.MakeAsync(backup, restoring, progress, cancellationToken);
        try
        {
            return await ExchangeAsync(file, restoring, $"{file.Path}.before-restore-{inNames.Format(now)}", cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnusableException($"{file.Path} cannot be exchanged: {problem.Message}", problem);
        }
        finally
        {
            File.Delete(restoring);
        }
    }

    private static async Task RefuseAsync(SqliteFile backup, CancellationToken cancellationToken)
    {
        if (!File.Exists(backup.Path))
        {
            throw new DatabaseUnusableException($"There is no file {backup.Path}.");
        }

        try
        {
            if (await SqliteIntegrity.FaultsAsync(backup, cancellationToken) is [var fault, ..])
            {
                throw new DatabaseUnusableException($"The backup is not whole: {fault}.");
            }

            await using var connection = await backup.OpenAsync(SqliteOpenMode.ReadOnly, cancellationToken);
            await using var db = new JourneyDb(new DbContextOptionsBuilder<JourneyDb>().UseSqlite(connection).Options);
            var standing = await SchemaStanding.OfAsync(db, cancellationToken);
            if (standing.Refusal is { } refusal)
            {
                throw new DatabaseUnusableException($"The backup cannot be used. {refusal}");
            }

            if (standing.Applied.Count == 0)
            {
                throw new DatabaseUnusableException("The backup cannot be used: it holds nothing.");
            }
        }
        catch (SqliteException problem)
        {
            throw new DatabaseUnusableException($"The backup cannot be read. {DatabaseFault.Of(problem)?.Sentence ?? problem.Message}", problem);
        }
    }

    /// <summary>Keeps the old file under another name, and gives its name to the new one, in one step.</summary>
    private static async Task<string?> ExchangeAsync(SqliteFile file, string restoring, string kept, CancellationToken cancellationToken)
    {
        if (!File.Exists(file.Path))
        {
            MoveLog(file, kept);
            File.Move(restoring, file.Path);
            OwnFiles.FlushNames(file.Path);
            return null;
        }

        if (!await FoldLogInAsync(file, cancellationToken))
        {
            MoveLog(file, kept);
        }

        File.Replace(restoring, file.Path, kept);
        OwnFiles.FlushNames(file.Path);
        return kept;
    }

    /// <summary>Whether the old file stands by itself, without its log, which would be read into the new one. A damaged file may not.</summary>
    private static async Task<bool> FoldLogInAsync(SqliteFile file, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await file.OpenAsync(SqliteOpenMode.ReadWrite, cancellationToken, SecondsToWait);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = DELETE";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (SqliteException problem) when (problem.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY)
        {
            throw new DatabaseUnusableException("The database is in use. Stop the service, and whatever else uses it, first.", problem);
        }
        catch (SqliteException)
        {
            return false;
        }

        return !File.Exists(file.Log);
    }

    private static void MoveLog(SqliteFile file, string kept)
    {
        if (File.Exists(file.Log))
        {
            File.Move(file.Log, kept + "-wal");
        }

        File.Delete(file.Index);
    }
}
