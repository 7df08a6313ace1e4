using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Durability;

/// <summary>Brings a PostgreSQL database up to date: one instance at a time; the others wait, and find it done.</summary>
internal static class PostgreSqlMigration
{
    /// <summary>Known to nobody but this program, among the locks of a database.</summary>
    private const long Key = 0x43484A4D49475231;

    private static readonly TimeSpan betweenTries = TimeSpan.FromMilliseconds(100);

    /// <summary>Brings it up to date, or says why not; each migration is a transaction of its own.</summary>
    public static async Task RunAsync(JourneyDb db, CancellationToken cancellationToken)
    {
        // A service that may not alter tables starts all the same where there is nothing to alter.
        var standing = await SchemaStanding.OfAsync(db, cancellationToken);
        if (standing.Refusal is { } refusal)
        {
            throw new DatabaseUnusableException(refusal);
        }

        if (standing.Pending.Count == 0)
        {
            return;
        }

        // The lock is the connection's, which therefore stays open.
        await db.Database.OpenConnectionAsync(cancellationToken);
        var limit = db.Database.GetCommandTimeout();
        try
        {
            while (!(await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_lock({Key}) AS \"Value\"").ToListAsync(cancellationToken))[0])
            {
                await Task.Delay(betweenTries, cancellationToken);
            }

            db.Database.SetCommandTimeout(TimeSpan.Zero);
            await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({Key})", CancellationToken.None);
        }
        finally
        {
            db.Database.SetCommandTimeout(limit);
            await db.Database.CloseConnectionAsync();
        }
    }
}
