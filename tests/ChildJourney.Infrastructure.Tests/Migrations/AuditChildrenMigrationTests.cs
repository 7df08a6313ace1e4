using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Tests.Migrations;

/// <summary>What an earlier version of the program has written to the audit log is there after the update, and is changed as little as before.</summary>
[OnEveryDatabase]
public class AuditChildrenMigrationTests
{
    [Fact]
    public async Task Rows_by_child_are_kept_and_stay_as_they_are()
    {
        await using var database = await EmptyDatabase.CreateAsync();
        var db = database.Db;
        await db.GetService<IMigrator>().MigrateAsync("20261122130000_Spans");
        await db.Database.ExecuteSqlRawAsync("""
            INSERT INTO audit_children (authority_id, child_id, at, chain, number) VALUES
                ('B', 'C1', '2026-11-22 09:00:00.123456Z', 'one', 2), ('A', 'C2', '2026-11-22 09:00:00Z', 'one', 1), ('A', 'C1', '2026-11-22 09:00:00Z', 'two', 1), ('A', 'C1', '2026-11-22 09:00:00Z', 'one', 1);
            """);
        var before = await RowsAsync(db);

        await db.Database.MigrateAsync();

        (await RowsAsync(db)).Should().Equal(before).And.HaveCount(4);
        foreach (var change in new[] { "UPDATE audit_children SET number = number + 1", "DELETE FROM audit_children" })
        {
            var changeAsync = () => db.Database.ExecuteSqlRawAsync(change);
            await changeAsync.Should().ThrowAsync<Exception>().WithMessage("*rows of the audit log are never changed*");
        }

        (await RowsAsync(db)).Should().Equal(before);
    }

    private static async Task<List<string>> RowsAsync(JourneyDb db) =>
        [.. (await db.AuditChildren.AsNoTracking().ToListAsync()).Select(Rows.Line<AuditChildRow>).Order(StringComparer.Ordinal)];
}
