using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace ChildJourney.Infrastructure;

/// <summary>How the database is opened.</summary>
public static class Database
{
    /// <summary>Makes the context use a SQLite file; the file is created for its owner alone.</summary>
    public static DbContextOptionsBuilder UseJourneySqlite(this DbContextOptionsBuilder options, string connectionString)
    {
        var connection = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true };
        CreateForOwnerAlone(connection);
        return options.UseSqlite(connection.ToString()).AddInterceptors(SqlitePragmas.Instance);
    }

    /// <summary>Brings the database up to date; a SQLite file is set to its write-ahead log, which it remembers.</summary>
    public static async Task PrepareAsync(this JourneyDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>Begins a transaction that reads everything as it stands at its first statement, and keeps no writer waiting.</summary>
    /// <remarks>Of SQLite's transactions only one of this level begins without the writer's lock; beside a write-ahead log it reads a snapshot like any other.</remarks>
    public static Task<IDbContextTransaction> BeginReadAsync(this JourneyDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Database.BeginTransactionAsync(IsolationLevel.ReadUncommitted, cancellationToken);
    }

    /// <summary>Whether the SQLite file that a connection string names is there.</summary>
    public static bool IsThere(string connectionString) => File.Exists(new SqliteConnectionStringBuilder(connectionString).DataSource);

    private static void CreateForOwnerAlone(SqliteConnectionStringBuilder connection)
    {
        if (connection.Mode == SqliteOpenMode.Memory || connection.DataSource is "" or ":memory:" || File.Exists(connection.DataSource) || OperatingSystem.IsWindows())
        {
            return;
        }

        File.Open(connection.DataSource, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }).Dispose();
    }

    /// <summary>Sets what SQLite forgets between connections.</summary>
    private sealed class SqlitePragmas : DbConnectionInterceptor
    {
        private const string Pragmas = "PRAGMA synchronous = FULL;";

        public static SqlitePragmas Instance { get; } = new();

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
