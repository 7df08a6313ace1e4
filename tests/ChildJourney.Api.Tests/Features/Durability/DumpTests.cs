using System.Diagnostics;
using System.Text.Json;
using ChildJourney.Infrastructure.Tests.Databases;
using Npgsql;

namespace ChildJourney.Api.Tests.Features.Durability;

/// <summary>The drill of a backup of PostgreSQL: dumped while the service writes, restored into a new database, proved, served.</summary>
[OnEveryDatabase]
[OnlyOn(Provider.PostgreSql)]
[Collection(Alone.Name)]
public sealed class DumpTests : IDisposable
{
    private readonly RealProgram program = new();

    public void Dispose() => program.Dispose();

    [Fact]
    public async Task What_was_dumped_while_writes_went_on_is_whole_and_answers_as_the_original_did_at_that_moment()
    {
        var original = await PostgreSqlServer.CreateAsync();
        var (moment, later) = (await PostgreSqlServer.CreateAsync(isEmpty: true), await PostgreSqlServer.CreateAsync(isEmpty: true));
        List<string> flags;
        var (before, after) = (new Writers("A"), new Writers("B"));
        using (var service = await program.ServeAsync(EnvironmentOf(original)))
        {
            await WriteAsync(service, before, () => Task.CompletedTask);
            await Service.UntilAsync(async () => (await service.GetAsync("/v1/policy"))["rebuild"].ValueKind == JsonValueKind.Null);
            flags = await FlagsAsync(service);

            // The moment is held still for the dump, so that it can be compared; the dump after it takes one of its own.
            await using var reader = new NpgsqlConnection(original);
            await reader.OpenAsync();
            await using var transaction = await reader.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
            await using var export = new NpgsqlCommand("SELECT pg_export_snapshot()", reader, transaction);
            var snapshot = (string)(await export.ExecuteScalarAsync())!;
            await WriteAsync(service, after, async () =>
            {
                await RunAsync("pg_dump", original, "--format=custom", $"--file={FileOf("moment")}", $"--snapshot={snapshot}");
                await RunAsync("pg_dump", original, "--format=custom", $"--file={FileOf("later")}");
            });
            (await service.StopAsync()).ExitCode.Should().Be(0);
        }

        before.Refused.Concat(after.Refused).Should().BeEmpty();
        await RunAsync("pg_restore", moment, "--exit-on-error", "--single-transaction", FileOf("moment"));
        await RunAsync("pg_restore", later, "--exit-on-error", "--single-transaction", FileOf("later"));

        await ShouldBeWholeAsync(moment);
        await ShouldBeWholeAsync(later);
        using (var restored = await program.ServeAsync(EnvironmentOf(moment)))
        {
            (await FlagsAsync(restored)).Should().Equal(flags).And.NotBeEmpty();
            foreach (var childId in before.Children)
            {
                (await restored.GetAsync($"/v1/children/{childId}")).Status.Should().Be(System.Net.HttpStatusCode.OK);
            }

            (await restored.GetAsync("/v1/children?limit=500")).Items.Should().NotContain(child => child.GetProperty("childId").GetString()!.StartsWith('B'));
            (await restored.PutAsync("/v1/children/after", new { dateOfBirth = "2015-05-01" })).Status.Should().Be(System.Net.HttpStatusCode.Created, "it is served as the original was");
        }

        await Databases.ExecuteAsync(moment, "DELETE FROM obligations WHERE child_id = (SELECT max(child_id) FROM obligations)");
        (await program.RunAsync(EnvironmentOf(moment), "verify")).ExitCode.Should().Be(1, "what is amiss is found");
        foreach (var database in new[] { original, moment, later })
        {
            await PostgreSqlServer.DropAsync(database);
        }
    }

    private static (string Name, string Value)[] EnvironmentOf(string connection) => [("Database__Provider", "PostgreSql"), ("ConnectionStrings__ChildJourney", connection)];

    private string FileOf(string dump) => Path.Combine(program.Folder, dump + ".dump");

    /// <summary>Has them write before, while and after something is done.</summary>
    private static async Task WriteAsync(ServingProgram service, Writers writers, Func<Task> whileAsync)
    {
        using var stopped = new CancellationTokenSource();
        var writing = writers.RunAsync(service, stopped.Token);
        await UntilMoreAsync(writers);
        await whileAsync();
        await UntilMoreAsync(writers);
        await stopped.CancelAsync();
        await writing;
    }

    private static Task UntilMoreAsync(Writers writers)
    {
        var (entries, policies, batched) = (writers.Entries.Count, writers.Policies.Count, writers.Batched.Count);
        return Service.UntilAsync(() => Task.FromResult(writers.Entries.Count > entries + 10 && writers.Policies.Count > policies && writers.Batched.Count > batched));
    }

    /// <summary>Every flag of today's lists, as it is written.</summary>
    private static async Task<List<string>> FlagsAsync(ServingProgram service)
    {
        var flags = new List<string>();
        for (var page = "/v1/flags?limit=500&status=overdue,due-soon,upcoming,met,met-late,cannot-determine"; page is not null;)
        {
            var answer = await service.GetAsync(page);
            answer.Status.Should().Be(System.Net.HttpStatusCode.OK, "{0}", answer.Text);
            flags.AddRange(answer.Items.Select(flag => flag.GetRawText()));
            page = answer["next"].GetString() is { } next ? $"/v1/flags?limit=500&status=overdue,due-soon,upcoming,met,met-late,cannot-determine&cursor={Uri.EscapeDataString(next)}" : null;
        }

        return flags;
    }

    private async Task ShouldBeWholeAsync(string connection)
    {
        var verified = await program.RunAsync(EnvironmentOf(connection), "verify");
        verified.ExitCode.Should().Be(0, "{0}", string.Join('\n', [.. verified.Output, .. verified.Errors]));
        verified.Output.Should().Contain(line => line.StartsWith("Audit log: whole.", StringComparison.Ordinal));
    }

    private static async Task RunAsync(string name, string connection, params string[] arguments)
    {
        var named = new NpgsqlConnectionStringBuilder(connection);
        using var run = Process.Start(Path.Combine(PostgreSqlServer.Programs, name), [$"--host={named.Host}", $"--username={named.Username}", $"--dbname={named.Database}", .. arguments]);
        await run.WaitForExitAsync();
        run.ExitCode.Should().Be(0, name);
    }
}
