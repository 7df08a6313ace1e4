using ChildJourney.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Api.Tests.Features.Durability;

/// <summary>A database as an early version of the program left it.</summary>
internal static class OldDatabase
{
    /// <summary>Makes it, with children of whom twenty obligations each are stored.</summary>
    public static async Task MakeAsync(RealProgram program, int children)
    {
        await using (var connection = new SqliteConnection($"Data Source={program.Database};Pooling=False"))
        {
            await using var db = new JourneyDb(new DbContextOptionsBuilder<JourneyDb>().UseSqlite(connection).Options);
            await db.GetService<IMigrator>().MigrateAsync("20261122010000_Policies");
        }

        await program.ExecuteAsync($"""
            INSERT INTO children (authority_id, child_id, date_of_birth, restricted, version, recorded_at, changed_at)
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {children})
                SELECT 'local', 'C' || i, '2015-05-01', 0, 1, '2026-11-22 09:00:00', '2026-11-22 09:00:00' FROM n;
            INSERT INTO obligations (authority_id, child_id, obligation_id, stage, rule, level, opens_on, due_on, days_late, settled, provisional, ground, catalogue_version)
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20)
                SELECT 'local', child_id, 'o' || i, 0, 'r', 'local', '2026-06-01', '2026-06-08', 3, 1, 0, 'five working days', 1 FROM children, n;
            """);
    }
}
