using ChildJourney.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Api.Tests.Features.Verification;

public sealed class VerifyVerbTests : IDisposable
{
    private readonly RealProgram program = new();

    public void Dispose() => program.Dispose();

    [Fact]
    public async Task Wrong_use_is_said()
    {
        var outcome = await program.RunAsync("verify", "everything");

        outcome.ExitCode.Should().Be(2);
        outcome.Errors[0].Should().Be("everything is not understood.");
        outcome.Errors.Should().Contain(line => line.StartsWith("  verify ", StringComparison.Ordinal));
        File.Exists(program.Database).Should().BeFalse();
    }

    [Fact]
    public async Task Without_a_database_there_is_nothing_to_verify_and_none_is_made()
    {
        var outcome = await program.RunAsync("verify");

        outcome.ExitCode.Should().Be(1);
        outcome.Errors.Should().Equal("There is no database: Data Source=childjourney.db.");
        File.Exists(program.Database).Should().BeFalse();
    }

    [Fact]
    public async Task A_database_of_an_earlier_version_is_left_as_it_is()
    {
        await using (var connection = new SqliteConnection($"Data Source={program.Database};Pooling=False"))
        {
            await using var db = new JourneyDb(new DbContextOptionsBuilder<JourneyDb>().UseSqlite(connection).Options);
            await db.GetService<IMigrator>().MigrateAsync("20261122010000_Policies");
        }

        var tables = await program.QueryAsync("SELECT name FROM sqlite_master");
        var outcome = await program.RunAsync("verify");

        outcome.ExitCode.Should().Be(1);
        outcome.Errors.Should().ContainSingle().Which.Should().StartWith("The database is of an earlier version");
        (await program.QueryAsync("SELECT name FROM sqlite_master")).Should().Equal(tables);
    }

    [Fact]
    public async Task A_database_of_another_program_is_left_as_it_is()
    {
        await program.ExecuteAsync("CREATE TABLE theirs (id TEXT)");

        foreach (var arguments in new string[][] { ["verify"], ["rebuild"], ["backup", "copy"], ["--urls", "http://127.0.0.1:0"] })
        {
            var outcome = await program.RunAsync(arguments);

            outcome.ExitCode.Should().Be(1);
            outcome.Errors.Should().Equal("The database holds tables that are not this program's, and none of its own.");
        }

        (await program.QueryAsync("SELECT name FROM sqlite_master")).Should().Equal("theirs");
    }

    [Fact]
    public async Task Beside_the_running_service_it_tells_the_end_of_each_chain()
    {
        program.Write("header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB", "C1,M,14/07/2014,,,,", "C2,F,03/09/2011,,,,");
        await program.RunAsync("import", "header.csv");
        using var service = await program.ServeAsync();
        await service.GetAsync("/v1/children/C1");
        await service.GetAsync("/v1/children/C9");

        var outcome = await program.RunAsync("verify");

        outcome.Errors.Should().BeEmpty();
        outcome.ExitCode.Should().Be(0);
        var ends = await program.QueryAsync("SELECT chain, max(last_number), hash FROM audit_groups GROUP BY chain ORDER BY chain");
        ends.Select(end => end.Split(' ')[1]).Should().Equal("1", "2");
        outcome.Output.Should().Equal(
            "Database file: whole.",
            "100% 2 of 2 children compared",
            "Obligations, signs of drift and spans: as the entries have it. Children: 2. Differing: 0.",
            "100% 3 of 3 rows of the audit log",
            $"Authority local, chain {ends[0].Split(' ')[0]}: last row 1, hash {ends[0].Split(' ')[2]}",
            $"Authority local, chain {ends[1].Split(' ')[0]}: last row 2, hash {ends[1].Split(' ')[2]}",
            "Audit log: whole. Rows: 3. Chains: 2.");
        (await service.GetAsync("/v1/children/C1")).Status.Should().Be(System.Net.HttpStatusCode.OK);
        (await program.RunAsync("verify")).Output[^1].Should().Be("Audit log: whole. Rows: 4. Chains: 2.");
    }

    [Fact]
    public async Task What_was_changed_is_said_and_the_exit_code_is_1()
    {
        using (var service = await program.ServeAsync())
        {
            await service.GetAsync("/v1/children/C1");
            await service.GetAsync("/v1/children/C2");
            await service.StopAsync();
        }

        await program.ExecuteAsync("DROP TRIGGER audit_no_update; UPDATE audit SET by = 'someone else' WHERE number = 2");
        var outcome = await program.RunAsync("verify");

        outcome.ExitCode.Should().Be(1);
        var chain = (await program.QueryAsync("SELECT DISTINCT chain FROM audit"))[0];
        outcome.Output.Should().Contain($"Audit log: chain {chain}, group 2: a row was removed, added, moved or altered").And.HaveElementAt(outcome.Output.Count - 1, "Audit log: NOT whole. Rows: 2. Chains: 1.");
    }

    [Fact]
    public async Task An_import_is_told_of_by_the_children_that_it_changed()
    {
        program.Write("header.csv", ["CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB", .. Enumerable.Range(1, 501).Select(number => $"C{number},M,14/07/2014,,,,")]);
        await program.RunAsync("import", "header.csv");
        program.Write("header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB", "C1,M,14/07/2014,,,,", "C2,F,14/07/2014,,,,");
        await program.RunAsync("import", "header.csv");

        (await program.QueryAsync("SELECT by, operation, json_array_length(children), source, status, coalesce(reason, '-') FROM audit ORDER BY chain, number")).Should().Equal(
            "local ImportReturn 500 command line 200 -",
            "local ImportReturn 1 command line 200 -",
            "local ImportReturn 1 command line 200 -");
        (await program.QueryAsync("SELECT count(*), count(DISTINCT child_id) FROM audit_children")).Should().Equal("502 501");
        (await program.RunAsync("verify")).ExitCode.Should().Be(0);
    }
}
