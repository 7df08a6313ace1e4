using ChildJourney.Infrastructure.Audit;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Tests.Audit;

[OnEveryDatabase]
public sealed class AuditChainTests : IAsyncLifetime
{
    private const string Elsewhere = "elsewhere";

    private readonly TestDatabase database = new();

    public Task InitializeAsync() => database.InitializeAsync();

    public Task DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_row_is_kept_as_it_was_told()
    {
        using var run = new AuditRun(database);
        var told = new AuditEntry(TestDatabase.Authority, database.Now + Duration.FromNanoseconds(1_234_567), "IRO2", "ListFlags", ["C1", "C2", "C1"], "2001:db8::7", 403, "complaint");

        await run.AppendAsync([told]);

        var row = (await RowsAsync()).Should().ContainSingle().Subject;
        Rows.Line(row).Should().Be(Rows.Line(new AuditRow
        {
            AuthorityId = TestDatabase.Authority,
            Chain = run.Chain,
            Number = 1,
            GroupNumber = 1,
            At = database.Now + Duration.FromNanoseconds(1_234_000),
            By = "IRO2",
            Operation = "ListFlags",
            Children = """["C1","C2","C1"]""",
            Source = "2001:db8::7",
            Status = 403,
            Reason = "complaint",
        }));
        await using var db = database.Open();
        (await db.AuditChildren.ToListAsync()).Select(child => (child.AuthorityId, child.ChildId, child.At, child.Chain, child.Number))
            .Should().BeEquivalentTo([(TestDatabase.Authority, "C1", row.At, run.Chain, 1L), (TestDatabase.Authority, "C2", row.At, run.Chain, 1L)]);
    }

    [Fact]
    public async Task Rows_are_numbered_and_groups_sealed_one_after_the_other()
    {
        using var run = new AuditRun(database);
        await run.AppendAsync("C1", "C2");
        await run.AppendAsync("C3");
        await run.AppendAsync("C1", "C4", "C5");

        (await RowsAsync()).Select(row => (row.Number, row.GroupNumber)).Should().Equal((1, 1), (2, 1), (3, 2), (4, 3), (5, 3), (6, 3));
        var groups = await GroupsAsync();
        groups.Select(group => (group.GroupNumber, group.LastNumber)).Should().Equal((1, 2), (2, 3), (3, 6));
        groups.Select(group => group.Previous).Should().Equal("", groups[0].Hash, groups[1].Hash);
        groups.Select(group => group.Hash).Should().OnlyHaveUniqueItems().And.OnlyContain(hash => hash.Length == 64);
    }

    [Fact]
    public async Task Each_authority_has_a_chain_of_its_own()
    {
        using var run = new AuditRun(database);
        await run.AppendAsync([AuditRun.Entry(database.Now, "C1"), AuditRun.Entry(database.Now, "C1") with { AuthorityId = Elsewhere }, AuditRun.Entry(database.Now, "C2")]);
        await run.AppendAsync([AuditRun.Entry(database.Now, "C3") with { AuthorityId = Elsewhere }]);

        var groups = await GroupsAsync();
        groups.Select(group => (group.AuthorityId, group.GroupNumber, group.LastNumber)).Should().Equal((Elsewhere, 1, 1), (Elsewhere, 2, 2), (TestDatabase.Authority, 1, 2));
        groups.Where(group => group.GroupNumber == 1).Should().OnlyContain(group => group.Previous == "");
        groups[1].Previous.Should().Be(groups[0].Hash);
    }

    [Fact]
    public async Task The_chain_of_a_new_run_names_the_newest_group_of_the_run_before()
    {
        for (var number = 0; number < 3; number++)
        {
            using var run = new AuditRun(database);
            await run.AppendAsync("C1");
            await run.AppendAsync("C2");
        }

        var groups = await GroupsAsync();
        groups.Select(group => group.Chain).Distinct().Should().HaveCount(3);
        groups.Where(group => group.GroupNumber == 1).Select(group => group.Previous).Should().Equal("", NameOf(groups[1]), NameOf(groups[3]));
    }

    [Fact]
    public async Task After_runs_beside_each_other_the_next_names_the_newest_group_of_each()
    {
        using var service = new AuditRun(database);
        await service.AppendAsync("C1");
        using var import = new AuditRun(database);
        await import.AppendAsync("C2");
        await service.AppendAsync("C3");
        using var restarted = new AuditRun(database);
        await restarted.AppendAsync("C4");

        var groups = await GroupsAsync();
        PreviousOf(import).Should().Be(NameOf(GroupOf(service, 1)));
        PreviousOf(restarted).Split(' ').Should().BeEquivalentTo(NameOf(GroupOf(service, 2)), NameOf(GroupOf(import, 1)));

        AuditGroupRow GroupOf(AuditRun run, int number) => groups.Single(group => group.Chain == run.Chain && group.GroupNumber == number);

        string PreviousOf(AuditRun run) => GroupOf(run, 1).Previous;
    }

    [Fact]
    public async Task What_is_undone_leaves_no_gap()
    {
        using var run = new AuditRun(database);
        await run.AppendAsync([AuditRun.Entry(database.Now, "C1")], commits: false);
        await run.AppendAsync("C2");
        await run.AppendAsync([AuditRun.Entry(database.Now, "C3")], commits: false);
        await run.AppendAsync("C4");

        (await RowsAsync()).Select(row => (row.Number, row.Children)).Should().Equal((1, """["C2"]"""), (2, """["C4"]"""));
        await ShouldBeWholeAsync();
    }

    [Fact]
    public async Task Where_a_commit_was_not_heard_of_the_chain_goes_on_from_what_is_stored()
    {
        using var run = new AuditRun(database);
        await run.AppendAsync("C1");
        await run.AppendAsync([AuditRun.Entry(database.Now, "C2")], commits: true, isTold: false);
        await run.AppendAsync("C3");

        (await RowsAsync()).Select(row => row.Number).Should().Equal(1, 2, 3);
        await ShouldBeWholeAsync();
    }

    [Fact]
    public async Task Those_who_append_at_once_take_turns()
    {
        using var run = new AuditRun(database);
        using var other = new AuditRun(database);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => (number % 2 == 0 ? run : other).AppendAsync($"C{number}", "C"))));

        var rows = await RowsAsync();
        rows.Where(row => row.Chain == run.Chain).Select(row => row.Number).Should().Equal(Enumerable.Range(1, 20).Select(number => (long)number));
        rows.Should().HaveCount(40);
        await ShouldBeWholeAsync();
    }

    private static string NameOf(AuditGroupRow group) => $"{group.Chain}:{group.GroupNumber}:{group.Hash}";

    private async Task<IReadOnlyList<AuditRow>> RowsAsync()
    {
        await using var db = database.Open();
        return await db.Audit.AsNoTracking().OrderBy(row => row.AuthorityId).ThenBy(row => row.Chain).ThenBy(row => row.Number).ToListAsync();
    }

    private async Task<IReadOnlyList<AuditGroupRow>> GroupsAsync()
    {
        await using var db = database.Open();
        return await db.AuditGroups.AsNoTracking().OrderBy(group => group.AuthorityId).ThenBy(group => group.Chain).ThenBy(group => group.GroupNumber).ToListAsync();
    }

    private async Task ShouldBeWholeAsync()
    {
        await using var db = database.Open();
        (await new AuditVerification(db).VerifyAsync(progress: null, CancellationToken.None)).Faults.Should().BeEmpty();
    }
}
