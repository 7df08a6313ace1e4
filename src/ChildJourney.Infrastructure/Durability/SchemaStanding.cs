using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Durability;

/// <summary>How a database's tables stand to those that this program knows.</summary>
/// <param name="Applied">The migrations that it has been through, in order.</param>
/// <param name="Pending">Those it has yet to go through.</param>
/// <param name="Unknown">Those that this program has never heard of.</param>
/// <param name="IsForeign">Whether it holds tables, and none of this program's.</param>
public sealed record SchemaStanding(IReadOnlyList<string> Applied, IReadOnlyList<string> Pending, IReadOnlyList<string> Unknown, bool IsForeign)
{
    /// <summary>Why this program must leave the database alone, or null.</summary>
    public string? Refusal => this switch
    {
        { Unknown: [.., var last] } => $"The database was written by a later version of this program (it has been through {last}). Use that version, or restore a backup that was made before.",
        { IsForeign: true } => "The database holds tables that are not this program's, and none of its own.",
        _ => null,
    };

    /// <summary>Finds it out; changes nothing.</summary>
    public static async Task<SchemaStanding> OfAsync(JourneyDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);

        // Asked first, since the server would log the absence of that table as a failure.
        var hasHistory = await db.GetService<IHistoryRepository>().ExistsAsync(cancellationToken);
        var applied = hasHistory ? (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList() : [];
        var known = db.Database.GetMigrations().ToList();
        var isForeign = applied.Count == 0 && db.Database.IsSqlite()
            && await db.Database.SqlQuery<int>($"SELECT count(*) AS Value FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND substr(name, 1, 4) <> '__EF'").SingleAsync(cancellationToken) > 0;
        return new SchemaStanding(applied, [.. known.Except(applied)], [.. applied.Except(known)], isForeign);
    }
}
