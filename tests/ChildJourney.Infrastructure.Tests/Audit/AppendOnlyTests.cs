using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ChildJourney.Infrastructure.Tests.Audit;

/// <summary>The database itself refuses to change what the audit log says.</summary>
public sealed class AppendOnlyTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();

    public static TheoryData<string> Changes
    {
        get
        {
            var changes = new TheoryData<string>();
            foreach (var table in new[] { "audit", "audit_children", "audit_groups" })
            {
                changes.Add($"UPDATE {table} SET authority_id = authority_id");
                changes.Add($"UPDATE {table} SET chain = 'other'");
                changes.Add($"DELETE FROM {table}");
                changes.Add($"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1");
                changes.Add($"INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT DO UPDATE SET chain = 'other'");
            }

            return changes;
        }
    }

    public async Task InitializeAsync()
    {
        await database.InitializeAsync();
        using var run = new AuditRun(database);
        await run.AppendAsync("C1", "C2");
        await run.AppendAsync("C1");
    }

    public Task DisposeAsync() => database.DisposeAsync();

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Nothing_is_changed_or_removed(string sql)
    {
        var before = await EverythingAsync();

        var change = () => database.ScalarAsync(sql);

        (await change.Should().ThrowAsync<SqliteException>()).Which.Message.Should().Contain("rows of the audit log are never changed");
        (await EverythingAsync()).Should().Equal(before);
    }

    [Fact]
    public async Task The_triggers_are_there()
    {
        await using var db = database.Open();

        (await db.Database.SqlQuery<string>($"SELECT name AS Value FROM sqlite_master WHERE type = 'trigger' ORDER BY name").ToListAsync()).Should().Equal(
            "audit_children_no_delete",
            "audit_children_no_replace",
            "audit_children_no_update",
            "audit_groups_no_delete",
            "audit_groups_no_replace",
            "audit_groups_no_update",
            "audit_no_delete",
            "audit_no_replace",
            "audit_no_update");
    }

    private async Task<IReadOnlyList<string>> EverythingAsync()
    {
        await using var db = database.Open();
        return
        [
            .. (await db.Audit.AsNoTracking().ToListAsync()).Select(Rows.Line),
            .. (await db.AuditChildren.AsNoTracking().ToListAsync()).Select(Rows.Line),
            .. (await db.AuditGroups.AsNoTracking().ToListAsync()).Select(Rows.Line),
        ];
    }
}
