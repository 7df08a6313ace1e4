using System.Data;
using ChildJourney.Infrastructure.Changes;
using ChildJourney.Infrastructure.Durability;
using ChildJourney.Infrastructure.Mapping;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace ChildJourney.Infrastructure;

/// <summary>How the database is opened.</summary>
public static class Database
{
    private const string AutoPrepare = "Max Auto Prepare";
    private const int PreparedOfConnection = 100;
    private const string HostRecheckSeconds = "Host Recheck Seconds";
    private const int SecondsUntilHostsAreAskedAgain = 2;

    /// <remarks>Nobody asks SQLite how much memory it takes: to count it, all connections would wait for one lock.</remarks>
    static Database()
    {
        const int MemoryStatistics = 9;
        SQLitePCL.Batteries_V2.Init();
        SQLitePCL.raw.sqlite3_config(MemoryStatistics, 0);
    }

    /// <summary>Makes the context use a SQLite file; the file is created for its owner alone.</summary>
    public static DbContextOptionsBuilder UseJourneySqlite(this DbContextOptionsBuilder options, string connectionString)
    {
        var connection = new SqliteConnectionStringBuilder(connectionString);
        if (SqliteFile.Of(connectionString) is { } file && connection.Mode == SqliteOpenMode.ReadWriteCreate)
        {
            if (!File.Exists(file.Path))
            {
                OwnFiles.Create(file.Path);
            }

            // A file that goes missing later is missed, not made anew.
            connection.Mode = SqliteOpenMode.ReadWrite;
        }

        // Each context's connection is kept open by itself: one that is closed is closed for good.
        connection.Pooling = false;

#pragma warning disable EF1001 // See LentConnection.
        options.ReplaceService<ISqliteRelationalConnection, LentConnection>();
#pragma warning restore EF1001

        // A list is one parameter, however long: so that the text of a query is written once, and not for each list.
        return options.UseSqlite(connection.ToString(), sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)).AddInterceptors(KeptConnections.Instance, SqliteGuard.Instance, UnwrittenGuard.Instance);
    }

    /// <summary>Makes the context use a PostgreSQL database, of which the connection string may name several servers.</summary>
    public static DbContextOptionsBuilder UseJourneyPostgreSql(this DbContextOptionsBuilder options, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(options);
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        // Whether it was said: ContainsKey answers whether there is such a setting at all.
        if (!connection.ShouldSerialize(AutoPrepare))
        {
            connection.MaxAutoPrepare = PreparedOfConnection;
        }

        // Of several servers each is asked again soon whether it is the one to write to: that is how long writers wait for nothing after a failover.
        if (connection.Host?.Contains(',', StringComparison.Ordinal) == true && !connection.ShouldSerialize(HostRecheckSeconds))
        {
            connection.HostRecheckSeconds = SecondsUntilHostsAreAskedAgain;
        }

        connection.ApplicationName ??= "ChildJourney";
        return options.UseNpgsql(connection.ToString()).ReplaceService<IMigrationsSqlGenerator, OrdinalText>().AddInterceptors(ReplicaAwaited.Instance, UnwrittenGuard.Instance);
    }

    /// <summary>Whether the context uses PostgreSQL, where several writers write at once.</summary>
    public static bool IsPostgreSql(this JourneyDb db)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Database.IsNpgsql();
    }

    /// <summary>Brings the database up to date; a SQLite file is set to its write-ahead log, which it remembers.</summary>
    public static Task PrepareAsync(this JourneyDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (db.IsPostgreSql())
        {
            return PostgreSqlMigration.RunAsync(db, cancellationToken);
        }

        return SqliteFile.Of(db.Database.GetConnectionString()!) is { } file ? SqliteMigration.RunAsync(db, file, cancellationToken) : db.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>Begins a transaction that reads everything as it stands at its first statement, and keeps no writer waiting.</summary>
    /// <remarks>Of SQLite's transactions only one of this level begins without the writer's lock; beside a write-ahead log it reads a snapshot like any other.</remarks>
    public static Task<IDbContextTransaction> BeginReadAsync(this JourneyDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Database.BeginTransactionAsync(db.IsPostgreSql() ? IsolationLevel.RepeatableRead : IsolationLevel.ReadUncommitted, cancellationToken);
    }
}
