using System.Data.Common;
using ChildJourney.Infrastructure.Audit;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ChildJourney.Infrastructure.Tests.Audit;

/// <summary>Whoever changes the log past the database's own refusal is found out.</summary>
[OnEveryDatabase]
public sealed class AuditVerificationTests : IAsyncLifetime
{
    private static readonly string[] tables = ["audit", "audit_children", "audit_groups"];

    private readonly TestDatabase database = new();
    private string first = "";
    private string second = "";
    private bool isCopied;

    public static TheoryData<string> Columns =>
    [
        "audit authority_id 'elsewhere'", "audit chain 'ffffffffffffffffffffffffffffffff'", "audit number 99", "audit number 0", "audit group_number 3", "audit at '2026-11-22 08:00:00'", "audit at 'a long time ago'",
        "audit by 'SW8'", "audit operation 'GetChild'", "audit children '[]'", "audit children '[\"C9\"]'", "audit children 'nobody'", "audit source '192.0.2.8'", "audit status 404", "audit reason 'audit'",
        "audit_groups authority_id 'elsewhere'", "audit_groups chain 'ffffffffffffffffffffffffffffffff'", "audit_groups group_number 9", "audit_groups last_number 3", "audit_groups last_number 5", "audit_groups last_number 999",
        "audit_groups at '2026-11-22 08:00:00'", "audit_groups at 'a long time ago'", "audit_groups previous ''", "audit_groups previous 'other'", "audit_groups hash ''", "audit_groups hash 'other'",
        "audit_children authority_id 'elsewhere'", "audit_children child_id 'C9'", "audit_children at '2026-11-22 08:00:00'", "audit_children chain 'ffffffffffffffffffffffffffffffff'", "audit_children number 99",
    ];

    /// <summary>A chain of two groups of two rows, and one of a later run that is longer by a group of one.</summary>
    public async Task InitializeAsync()
    {
        await database.InitializeAsync();
        using var run = new AuditRun(database);
        await run.AppendAsync("C1", "C2");
        await run.AppendAsync("C3", "C1");
        using var later = new AuditRun(database);
        await later.AppendAsync("C1", "C2");
        await later.AppendAsync("C4", "C2");
        await later.AppendAsync("C5");
        (first, second) = (run.Chain, later.Chain);
    }

    public Task DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_log_that_was_left_alone_is_whole_and_its_ends_are_told()
    {
        var found = await VerifyAsync();

        found.Faults.Should().BeEmpty();
        found.Rows.Should().Be(9);
        found.Heads.Select(head => (head.AuthorityId, head.Chain, head.LastNumber)).Should().Equal((TestDatabase.Authority, first, 4), (TestDatabase.Authority, second, 5));
        found.Heads[1].Hash.Should().Be((string)(await database.ScalarAsync($"SELECT hash FROM audit_groups WHERE chain = '{second}' AND group_number = 3"))!);
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task A_column_that_was_altered_is_found(string change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var parts = change.Split(' ', 3);
        if (database.IsPostgreSql && parts[2] == "'a long time ago'")
        {
            await FluentActions.Awaiting(() => database.ScalarAsync($"UPDATE {parts[0]} SET \"{parts[1]}\" = {parts[2]}")).Should().ThrowAsync<DbException>("a column of instants takes nothing else");
            return;
        }

        var changed = 0;
        foreach (var chain in new[] { first, second })
        {
            foreach (var row in await RowsAsync(parts[0], chain))
            {
                changed += await TamperAsync($"UPDATE {parts[0]} SET \"{parts[1]}\" = {parts[2]} WHERE {row} AND \"{parts[1]}\" IS DISTINCT FROM {parts[2]}");
            }
        }

        changed.Should().BePositive();
    }

    [Theory]
    [InlineData("audit")]
    [InlineData("audit_groups")]
    [InlineData("audit_children")]
    public async Task A_row_that_was_removed_is_found(string table)
    {
        foreach (var row in (await RowsAsync(table, first)).Concat((await RowsAsync(table, second)).SkipLast(table == "audit_groups" ? 1 : 0)))
        {
            await TamperAsync($"DELETE FROM {table} WHERE {row}");
        }
    }

    [Fact]
    public async Task A_group_that_was_removed_with_its_rows_is_found()
    {
        foreach (var (chain, group) in new[] { (first, 1), (first, 2), (second, 1), (second, 2) })
        {
            await TamperAsync(WithoutGroup(chain, group));
        }
    }

    [Fact]
    public async Task A_chain_that_was_removed_whole_is_found() =>
        await TamperAsync(string.Join(' ', tables.Select(table => $"DELETE FROM {table} WHERE chain = '{first}';")));

    [Fact]
    public async Task So_is_one_of_a_run_beside_another()
    {
        using var service = new AuditRun(database);
        await service.AppendAsync("C1");
        using var import = new AuditRun(database);
        await import.AppendAsync("C2");
        await service.AppendAsync("C3");
        using var restarted = new AuditRun(database);
        await restarted.AppendAsync("C4");

        foreach (var chain in new[] { service.Chain, import.Chain })
        {
            await TamperAsync(string.Join(' ', tables.Select(table => $"DELETE FROM {table} WHERE chain = '{chain}';")));
        }
    }

    [Fact]
    public async Task Rows_that_were_added_or_moved_are_found()
    {
        const string columns = "authority_id, chain, number, group_number, at, by, operation, children, source, status, reason";
        foreach (var (chain, number, group) in new[] { (first, "5", 2), (first, "5", 3), (first, "0", 1), (second, "6", 3), ("ffffffffffffffffffffffffffffffff", "1", 1) })
        {
            await TamperAsync($"INSERT INTO audit ({columns}) SELECT authority_id, '{chain}', {number}, {group}, at, by, operation, '[]', source, status, reason FROM audit LIMIT 1");
        }

        await TamperAsync($"INSERT INTO audit_children SELECT authority_id, 'C9', at, chain, number FROM audit_children LIMIT 1");
        await TamperAsync($"INSERT INTO audit_groups SELECT authority_id, chain, 3, last_number, at, hash, hash FROM audit_groups WHERE chain = '{first}' AND group_number = 2");
        await TamperAsync($"UPDATE audit SET number = -number WHERE chain = '{first}'; UPDATE audit SET number = CASE number WHEN -1 THEN 2 WHEN -2 THEN 1 ELSE -number END WHERE chain = '{first}'");
        await TamperAsync($"UPDATE audit SET number = -number WHERE chain = '{second}'; UPDATE audit SET number = CASE number WHEN -2 THEN 3 WHEN -3 THEN 2 ELSE -number END WHERE chain = '{second}'");
    }

    [Fact]
    public async Task Rows_cut_off_the_end_are_told_by_the_end_that_was_noted()
    {
        var noted = (await VerifyAsync()).Heads[1];
        await ExecuteAsync(Unseal() + WithoutGroup(second, 3));

        var found = await VerifyAsync();

        found.Faults.Should().BeEmpty();
        found.Heads[1].Should().NotBe(noted);
    }

    [Fact]
    public async Task It_tells_how_far_it_has_come()
    {
        var told = new Told();
        await using var db = database.Open();

        await new AuditVerification(db).VerifyAsync(rows => { told.Total = rows; return told; }, CancellationToken.None);

        (told.Total, told.Last).Should().Be((9, 9));
    }

    [Fact]
    public async Task What_is_appended_meanwhile_does_not_disturb_it_nor_wait_for_it()
    {
        using var run = new AuditRun(database);
        await run.AppendAsync("C1");
        var appending = new Appending(() => run.AppendAsync("C6", "C7"));
        await using var db = database.Open(appending);

        var found = await new AuditVerification(db).VerifyAsync(progress: null, CancellationToken.None);

        appending.Times.Should().BeGreaterThan(3);
        found.Faults.Should().BeEmpty();
        found.Rows.Should().Be(10);
        (await VerifyAsync()).Rows.Should().Be(10 + (2 * appending.Times));
    }

    private static string WithoutGroup(string chain, int group) => $"""
        DELETE FROM audit_children WHERE chain = '{chain}' AND number IN (SELECT number FROM audit WHERE chain = '{chain}' AND group_number = {group});
        DELETE FROM audit WHERE chain = '{chain}' AND group_number = {group};
        DELETE FROM audit_groups WHERE chain = '{chain}' AND group_number = {group};
        """;

    private string Unseal() => string.Join(' ', from table in tables
                                                from change in new[] { "update", "delete", database.IsPostgreSql ? "truncate" : "replace" }
                                                select $"DROP TRIGGER IF EXISTS {table}_no_{change}{(database.IsPostgreSql ? $" ON {table}" : "")};");

    /// <summary>Changes something in a copy, where it must be found. Returns how many rows were changed.</summary>
    private Task<int> TamperAsync(string sql) => database.IsPostgreSql ? TamperBesideAsync(sql) : TamperInCopyAsync(sql);

    private async Task<int> TamperInCopyAsync(string sql)
    {
        int changed;
        var copy = Path.Combine(Path.GetDirectoryName(database.File)!, "copy.db");
        await ExecuteAsync($"VACUUM INTO '{copy}'");
        await using (var db = Database(copy))
        {
            await db.Database.ExecuteSqlRawAsync(Unseal());
            changed = await TamperAsync(db, sql);
        }

        File.Delete(copy);
        return changed;
    }

    /// <summary>In the database itself, which is then filled anew from a copy of the tables.</summary>
    private async Task<int> TamperBesideAsync(string sql)
    {
        if (!isCopied)
        {
            await ExecuteAsync(Unseal() + string.Join(' ', tables.Select(table => $"CREATE TABLE {table}_copy AS TABLE {table};")));
            isCopied = true;
        }
        else
        {
            await ExecuteAsync(string.Join(' ', tables.Select(table => $"DROP TABLE {table}_copy; CREATE TABLE {table}_copy AS TABLE {table};")));
        }

        await using var db = database.Open();
        var changed = await TamperAsync(db, sql);
        await ExecuteAsync(string.Join(' ', tables.Select(table => $"TRUNCATE {table}; INSERT INTO {table} SELECT * FROM {table}_copy;")));
        return changed;
    }

    private static async Task<int> TamperAsync(JourneyDb db, string sql)
    {
        (await new AuditVerification(db).VerifyAsync(progress: null, CancellationToken.None)).Faults.Should().BeEmpty();
        var changed = await db.Database.ExecuteSqlRawAsync(sql);
        (await new AuditVerification(db).VerifyAsync(progress: null, CancellationToken.None)).Faults.Any().Should().Be(changed > 0, sql);
        return changed;
    }

    private static JourneyDb Database(string file) => new(new DbContextOptionsBuilder<JourneyDb>().UseSqlite($"Data Source={file};Pooling=False").Options);

    private async Task ExecuteAsync(string sql)
    {
        await using var db = database.Open();
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    private async Task<AuditFindings> VerifyAsync()
    {
        await using var db = database.Open();
        return await new AuditVerification(db).VerifyAsync(progress: null, CancellationToken.None);
    }

    /// <summary>A condition for each of the rows.</summary>
    private async Task<IReadOnlyList<string>> RowsAsync(string table, string chain)
    {
        await using var db = database.Open();
        var place = database.IsPostgreSql ? "ctid" : table == "audit_children" ? "child_id || ' ' || at || ' ' || chain || ' ' || number" : "rowid";
#pragma warning disable EF1002 // A table of this test.
        var places = await db.Database.SqlQueryRaw<string>($"SELECT CAST({place} AS text) AS \"Value\" FROM {table} WHERE chain = '{chain}' ORDER BY {place}").ToListAsync();
#pragma warning restore EF1002
        return [.. places.Select(at => $"{place} = '{at}'")];
    }

    private sealed class Told : IProgress<int>
    {
        public int Total { get; set; }

        public int Last { get; private set; }

        public void Report(int value) => Last = value;
    }

    /// <summary>Has another writer commit after each of the statements, as far as it goes.</summary>
    private sealed class Appending(Func<Task> appendAsync) : DbCommandInterceptor
    {
        public int Times { get; private set; }

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            await appendAsync();
            Times++;
            return result;
        }
    }
}
