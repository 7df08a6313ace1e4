using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ChildJourney.Infrastructure.Durability;

/// <summary>Whether the database can be read and written at the moment.</summary>
/// <remarks>
/// While all is well nothing is written to find it out: a connection that is opened for it takes the writer's lock and lets it go. Once
/// a request has failed, the next look writes a page, since a full or failing disk is noticed by nothing less.
/// </remarks>
public sealed class DatabaseHealth
{
    private volatile bool hasFailed;

    /// <summary>Says that a request failed because of the database.</summary>
    /// <remarks>A connection that was opened while the file could only be read never writes: those that come next are opened anew.</remarks>
    public void Failed()
    {
        hasFailed = true;
        KeptConnection.RenewAll();
    }

    /// <summary>What keeps the database from being used, or null.</summary>
    public async Task<DatabaseFault?> FaultAsync(JourneyDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        try
        {
            if (db.Database.IsSqlite() && SqliteFile.Of(db.Database.GetConnectionString()!) is { } file)
            {
                return await FaultAsync(file, cancellationToken);
            }

            return await db.Database.CanConnectAsync(cancellationToken) ? null : new DatabaseFault("The database cannot be reached for the moment.");
        }
        catch (Exception problem) when (DatabaseFault.Of(problem) is { } fault)
        {
            return fault;
        }
    }

    private async Task<DatabaseFault?> FaultAsync(SqliteFile file, CancellationToken cancellationToken)
    {
        await using var connection = await file.OpenAsync(SqliteOpenMode.ReadWrite, cancellationToken);
        var handle = connection.Handle!;

        // SQLite may open the file through a handle that was kept since it could be written, and begins no more than a read where it cannot be.
        if (SQLitePCL.raw.sqlite3_db_readonly(handle, "main") == 1 || !OwnFiles.MayBeWritten(file.Path))
        {
            SqliteException.ThrowExceptionForRC(SQLitePCL.raw.SQLITE_READONLY, handle);
        }

        // Asked of SQLite directly, which answers at once where another is writing: that is a sign of health.
        var result = SQLitePCL.raw.sqlite3_exec(handle, "BEGIN IMMEDIATE");
        if (result is SQLitePCL.raw.SQLITE_BUSY)
        {
            return null;
        }

        SqliteException.ThrowExceptionForRC(result, handle);
        if (hasFailed)
        {
            SqliteException.ThrowExceptionForRC(SQLitePCL.raw.sqlite3_exec(handle, "PRAGMA user_version = 0"), handle);
            SqliteException.ThrowExceptionForRC(SQLitePCL.raw.sqlite3_exec(handle, "COMMIT"), handle);
            hasFailed = false;
            return null;
        }

        SqliteException.ThrowExceptionForRC(SQLitePCL.raw.sqlite3_exec(handle, "ROLLBACK"), handle);
        return null;
    }
}
