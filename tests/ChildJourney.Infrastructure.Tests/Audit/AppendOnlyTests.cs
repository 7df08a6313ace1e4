using System.Data.Common;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace ChildJourney.Infrastructure.Tests.Audit;

/// <summary>The database itself refuses to change what the audit log says.</summary>
[OnEveryDatabase]
public sealed class AppendOnlyTests : IAsyncLifetime
{
    private static readonly (string Table, string Key)[] keys =
        [("audit", "authority_id, chain, number"), ("audit_children", "authority_id, child_id, at, chain, number"), ("audit_groups", "authority_id, chain, group_number")];

    private readonly TestDatabase database = new();

    public static TheoryData<string> Changes
    {
        get
        {
            var changes = new TheoryData<string>();
            foreach (var (table, key) in keys)
            {
                changes.Add($"UPDATE {table} SET authority_id = authority_id");
                changes.Add($"UPDATE {table} SET chain = 'other'");
                changes.Add($"DELETE FROM {table}");
                changes.Add($"INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT ({key}) DO UPDATE SET chain = 'other'");
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
        await ShouldBeRefusedAsync(sql);
    }

    [Theory]
    [InlineData("audit")]
    [InlineData("audit_groups")]
    [OnlyOn(Provider.Sqlite)]
    public async Task Nor_replaced(string table) => await ShouldBeRefusedAsync($"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1");

    [Fact]
    [OnlyOn(Provider.Sqlite)]
    public async Task A_row_that_is_its_key_is_replaced_by_itself()
    {
        var before = await EverythingAsync();

        await database.ScalarAsync("INSERT OR REPLACE INTO audit_children SELECT * FROM audit_children");

        (await EverythingAsync()).Should().Equal(before);
    }

    [Theory]
    [InlineData("audit")]
    [InlineData("audit_children")]
    [InlineData("audit_groups")]
    [OnlyOn(Provider.PostgreSql)]
    public async Task Nor_is_a_table_emptied_even_where_ordinary_triggers_are_passed_by(string table)
    {
        await ShouldBeRefusedAsync($"TRUNCATE {table}");
        await ShouldBeRefusedAsync($"SET session_replication_role = replica; TRUNCATE {table}");
        await ShouldBeRefusedAsync($"SET session_replication_role = replica; DELETE FROM {table}");
    }

    [Fact]
    [OnlyOn(Provider.PostgreSql)]
    public async Task Each_table_refuses_each_change_always()
    {
        await using var db = database.Open();

        (await db.Database.SqlQuery<string>($"SELECT tgname || ' ' || tgenabled::text AS \"Value\" FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname").ToListAsync()).Should().Equal(
            "audit_children_no_delete A",
            "audit_children_no_truncate A",
            "audit_children_no_update A",
            "audit_groups_no_delete A",
            "audit_groups_no_truncate A",
            "audit_groups_no_update A",
            "audit_no_delete A",
            "audit_no_truncate A",
            "audit_no_update A");
    }

    [Fact]
    [OnlyOn(Provider.Sqlite)]
    public async Task The_triggers_are_there()
    {
        await using var db = database.Open();

        (await db.Database.SqlQuery<string>($"SELECT name AS Value FROM sqlite_master WHERE type = 'trigger' ORDER BY name").ToListAsync()).Should().Equal(
            "audit_children_no_delete",
            "audit_children_no_update",
            "audit_groups_no_delete",
            "audit_groups_no_replace",
            "audit_groups_no_update",
            "audit_no_delete",
            "audit_no_replace",
            "audit_no_update");
    }

    private async Task ShouldBeRefusedAsync(string sql)
    {
        var before = await EverythingAsync();

        var change = () => database.ScalarAsync(sql);

        (await change.Should().ThrowAsync<DbException>()).Which.Message.Should().Contain("rows of the audit log are never changed");
        (await EverythingAsync()).Should().Equal(before);
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
