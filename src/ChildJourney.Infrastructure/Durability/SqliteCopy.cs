using Microsoft.Data.Sqlite;

namespace ChildJourney.Infrastructure.Durability;

/// <summary>Copies a SQLite file as it stands at one moment, while others read and write it.</summary>
public static class SqliteCopy
{
    private static readonly TimeSpan betweenReports = TimeSpan.FromMilliseconds(100);

    /// <summary>Makes the copy, checks it, and only then gives it its name, in place of any file that had it.</summary>
    /// <param name="source">What is copied.</param>
    /// <param name="target">Where to.</param>
    /// <param name="progress">Told how many bytes have been written.</param>
    /// <param name="cancellationToken">Nothing is left behind where it is given up.</param>
    public static async Task MakeAsync(SqliteFile source, string target, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var partial = target + ".partial";
        try
        {
            Remove(partial);
            OwnFiles.Create(partial);
            await WriteAsync(source, partial, progress, cancellationToken);
            if (await SqliteIntegrity.FaultsAsync(SqliteFile.At(partial), cancellationToken) is [var fault, ..])
            {
                throw new DatabaseUnusableException($"The copy is not whole: {fault}.");
            }

            OwnFiles.Flush(partial);
            File.Move(partial, target, overwrite: true);
            OwnFiles.FlushNames(target);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnusableException($"{target} cannot be written: {problem.Message}", problem);
        }
        finally
        {
            Remove(partial);
        }
    }

    private static async Task WriteAsync(SqliteFile source, string partial, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(SqliteOpenMode.ReadOnly, cancellationToken);
        await using var command = connection.CreateCommand();

        // One statement, which reads a snapshot and keeps no writer waiting; the copy has no write-ahead log, and is one file.
        command.CommandText = "VACUUM INTO $partial";
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue("$partial", partial);
        var writing = Task.Run(command.ExecuteNonQuery, cancellationToken);
        while (await Task.WhenAny(writing, Task.Delay(betweenReports, cancellationToken)) != writing)
        {
            progress?.Report(new FileInfo(partial).Length);
        }

        await writing;
        progress?.Report(new FileInfo(partial).Length);
    }

    private static void Remove(string partial)
    {
        foreach (var file in new[] { partial, partial + "-journal", partial + "-wal", partial + "-shm" }.Where(File.Exists))
        {
            File.Delete(file);
        }
    }
}
