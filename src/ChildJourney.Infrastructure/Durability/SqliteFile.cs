using Microsoft.Data.Sqlite;

namespace ChildJourney.Infrastructure.Durability;

/// <summary>A SQLite file, and what stands beside it.</summary>
/// <remarks>
/// A process that has a SQLite file open through SQLite must never open and close it otherwise: with that the system lets go of all
/// the locks that the process holds on the file.
/// </remarks>
public sealed class SqliteFile
{
    private static readonly TimeSpan betweenTries = TimeSpan.FromMilliseconds(50);

    private SqliteFile(string path) => Path = path;

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>The write-ahead log, which belongs to it while it is there.</summary>
    public string Log => Path + "-wal";

    /// <summary>The index of the write-ahead log.</summary>
    public string Index => Path + "-shm";

    /// <summary>The file that a connection string names, or null where it names none.</summary>
    public static SqliteFile? Of(string connectionString)
    {
        var named = new SqliteConnectionStringBuilder(connectionString);
        return named.Mode == SqliteOpenMode.Memory || named.DataSource is "" or ":memory:" ? null : At(named.DataSource);
    }

    /// <summary>The file of that name.</summary>
    public static SqliteFile At(string path) => new(System.IO.Path.GetFullPath(path));

    /// <summary>Keeps the file from being exchanged for another as long as it is used.</summary>
    public FileLock Use() =>
        FileLock.TryShare(Path + ".lock") ?? throw new DatabaseUnusableException("The database is being restored: try again when that is done.");

    /// <summary>Keeps everyone from using the file; null while anyone does.</summary>
    public FileLock? TryKeepFromUse() => FileLock.TryTake(Path + ".lock");

    /// <summary>Closes what this process has open of it between uses, when nobody is left who would use it.</summary>
    public void CloseIdle() => KeptConnection.CloseIdle(this);

    /// <summary>Waits for the turn to bring the database up to date.</summary>
    public async Task<FileLock> BeginMigratingAsync(CancellationToken cancellationToken)
    {
        FileLock? turn;
        while ((turn = FileLock.TryTake(Path + ".migrating.lock")) is null)
        {
            await Task.Delay(betweenTries, cancellationToken);
        }

        return turn;
    }

    /// <summary>Opens a connection of its own to it, which is no pool's.</summary>
    internal async Task<SqliteConnection> OpenAsync(SqliteOpenMode mode, CancellationToken cancellationToken, int timeoutSeconds = 30)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Mode = mode, Pooling = false, DefaultTimeout = timeoutSeconds }.ToString());
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
