using System.Runtime.Versioning;
using System.Text.Json;

namespace ChildJourney.Api.Tests.Features.Durability;

/// <summary>A backup is the database as it stood at one moment, and a restore makes it the database again.</summary>
[UnsupportedOSPlatform("windows")]
[Collection(Alone.Name)]
public sealed class BackupTests : IDisposable
{
    private const int Children = 30;

    private static readonly string[] lists =
    [
        "/v1/children?team=T9", "/v1/flags?team=T9&status=overdue,upcoming,due-soon,met,met-late,cannot-determine&limit=500", "/v1/reviews?team=T9", "/v1/drift?team=T9", "/v1/section20?team=T9", "/v1/rules",
    ];

    private readonly RealProgram program = new();

    public void Dispose() => program.Dispose();

    [Theory]
    [InlineData("Which file is to be written?", "backup")]
    [InlineData("--fast is not understood.", "backup", "--fast")]
    [InlineData("b.db is not understood.", "backup", "a.db", "b.db")]
    [InlineData("Which file is to be restored?", "restore")]
    [InlineData("b.db is not understood.", "restore", "a.db", "b.db")]
    [InlineData("There is no a.db.", "restore", "a.db")]
    [InlineData("all is not understood.", "rebuild", "all")]
    public async Task Wrong_use_is_said(string problem, params string[] arguments)
    {
        var outcome = await program.RunAsync(arguments);

        outcome.ExitCode.Should().Be(2);
        outcome.Errors[0].Should().Be(problem);
        File.Exists(program.Database).Should().BeFalse();
    }

    [Theory]
    [InlineData("backup", "pg_dump")]
    [InlineData("restore", "pg_restore")]
    public async Task Of_PostgreSQL_it_is_said_which_tools_do_it(string verb, string tool)
    {
        var outcome = await program.RunAsync([("Database__Provider", "PostgreSql"), ("ConnectionStrings__ChildJourney", "Host=localhost;Database=childjourney")], verb, "a.db");

        outcome.ExitCode.Should().Be(2);
        outcome.Errors[0].Should().Contain(tool);
    }

    [Fact]
    public async Task Without_a_database_there_is_nothing_to_back_up()
    {
        var outcome = await program.RunAsync("backup", "a.db");

        outcome.ExitCode.Should().Be(1);
        outcome.Errors.Should().Equal("There is no database: Data Source=childjourney.db.");
        Directory.GetFiles(program.Folder).Should().BeEmpty();
    }

    [Fact]
    public async Task A_backup_takes_no_other_file_s_place_unless_it_is_told_to()
    {
        using var service = await program.ServeAsync();
        program.Write("kept.db", "kept");

        foreach (var (file, problem) in new[] { ("kept.db", "There is a file"), ("tmp", "is a folder"), ("childjourney.db", "is the database itself"), ("childjourney.db-wal", "is the database itself") })
        {
            string[] force = problem == "There is a file" ? [] : ["--force"];
            var outcome = await program.RunAsync(["backup", file, .. force]);

            outcome.ExitCode.Should().Be(1);
            outcome.Errors.Should().ContainSingle().Which.Should().Contain(problem);
        }

        (await File.ReadAllTextAsync(Path.Combine(program.Folder, "kept.db"))).Trim().Should().Be("kept");
        (await program.RunAsync("backup", "kept.db", "--force")).ExitCode.Should().Be(0);
        (await program.RunAsync("backup", "nowhere/kept.db")).Errors.Should().ContainSingle().Which.Should().Contain("nowhere");
        File.GetUnixFileMode(Path.Combine(program.Folder, "kept.db")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(program.Folder, "kept.db*").Should().ContainSingle();
    }

    [Fact]
    public async Task A_backup_of_a_service_that_writes_is_restored_to_what_it_answered_at_that_moment()
    {
        Dictionary<string, string> journeys;
        string[] before;
        string[] children;
        using (var service = await program.ServeAsync())
        {
            await FillAsync(service);
            using var stopped = new CancellationTokenSource();
            var writers = new Writers("W");
            var writing = writers.RunAsync(service, stopped.Token);
            await Service.UntilAsync(() => Task.FromResult(writers.Batched.Count > 100));
            (await program.RunAsync("backup", "backup.db")).ExitCode.Should().Be(0);
            var then = writers.Children.Count;
            await Service.UntilAsync(() => Task.FromResult(writers.Children.Count > then + 5));
            await stopped.CancelAsync();
            await writing;

            // Another policy meanwhile would be another answer about the same entries.
            (await service.PutPolicyAsync(new { pepFromAge = 3 })).Status.Should().Be(System.Net.HttpStatusCode.OK);
            await Service.UntilAsync(async () => (await service.GetAsync("/v1/policy"))["rebuild"].ValueKind == JsonValueKind.Null);
            before = await ListsAsync(service);
            using var backup = new RealProgram();
            File.Copy(Path.Combine(program.Folder, "backup.db"), backup.Database);
            children = await backup.QueryAsync("SELECT child_id FROM children ORDER BY 1");
            var at = (await backup.QueryAsync("SELECT replace(max(recorded_at), ' ', 'T') || 'Z' FROM (SELECT recorded_at FROM children UNION ALL SELECT recorded_at FROM entries)"))[0];
            children.Should().HaveCountGreaterThan(Children + 100).And.HaveCountLessThan((await program.QueryAsync("SELECT 1 FROM children")).Length);
            journeys = await JourneysAsync(service, children, $"&knownAt={at}");
            (await program.RunAsync("restore", "backup.db")).Errors.Should().ContainSingle().Which.Should().StartWith("The database is in use.");
            await service.StopAsync();
        }

        (await program.RunAsync("restore", "backup.db")).ExitCode.Should().Be(0);

        (await program.RunAsync("verify")).ExitCode.Should().Be(0);
        using var restored = await program.ServeAsync();
        (await restored.PutPolicyAsync(new { pepFromAge = 3 })).Status.Should().Be(System.Net.HttpStatusCode.OK);
        await Service.UntilAsync(async () => (await restored.GetAsync("/v1/policy"))["rebuild"].ValueKind == JsonValueKind.Null);
        (await restored.GetAsync("/v1/children?count=true"))["count"].GetInt32().Should().Be(children.Length);
        (await ListsAsync(restored)).Should().Equal(before);
        (await JourneysAsync(restored, children, "")).Should().Equal(journeys);
        Directory.GetFiles(program.Folder, "childjourney.db.before-restore-*").Should().ContainSingle("what was replaced is kept");
    }

    [Fact]
    public async Task A_backup_that_is_damaged_or_holds_nothing_leaves_the_database_as_it_is()
    {
        using (var service = await program.ServeAsync())
        {
            await service.PutAsync("/v1/children/C1", new { dateOfBirth = "2015-05-01" });
            await service.StopAsync();
        }

        (await program.RunAsync("backup", "damaged.db")).ExitCode.Should().Be(0);
        var bytes = await File.ReadAllBytesAsync(Path.Combine(program.Folder, "damaged.db"));
        Array.Clear(bytes, bytes.Length / 2, bytes.Length / 2);
        await File.WriteAllBytesAsync(Path.Combine(program.Folder, "damaged.db"), bytes);
        program.Write("empty.db");
        program.Write("text.db", new string('x', 2000));
        var before = await File.ReadAllBytesAsync(program.Database);

        foreach (var file in new[] { "damaged.db", "empty.db", "text.db" })
        {
            var outcome = await program.RunAsync("restore", file);

            outcome.ExitCode.Should().Be(1, file);
            outcome.Errors.Should().ContainSingle().Which.Should().StartWith("The backup ");
        }

        (await File.ReadAllBytesAsync(program.Database)).Should().Equal(before);
        Directory.GetFiles(program.Folder, "childjourney.db*").Select(Path.GetFileName).Should().BeEquivalentTo("childjourney.db", "childjourney.db.lock", "childjourney.db.migrating.lock");
    }

    private static async Task FillAsync(ServingProgram service)
    {
        var children = Enumerable.Range(0, Children).Select(number => new
        {
            childId = $"K{number}",
            child = new { dateOfBirth = "2015-05-01" },
            entries = new object[]
            {
                new { id = "e1", type = "admission", on = "2026-01-05", legalStatus = "V2" },
                new { id = "e2", type = "allocation", on = "2026-01-05", role = "team", assignee = "T9" },
                new { id = "e3", type = "review", on = $"2026-02-{1 + (number % 28):00}" },
            },
        });
        (await service.PostAsync("/v1/batches", children)).Status.Should().Be(System.Net.HttpStatusCode.OK);
    }

    private static async Task<string[]> ListsAsync(ServingProgram service)
    {
        var answers = new List<string>();
        foreach (var list in lists)
        {
            var answer = await service.GetAsync(list);
            answer.Items.Should().NotBeEmpty(list);
            answers.Add(answer.Json.GetProperty("items").GetRawText());
        }

        return [.. answers];
    }

    private static async Task<Dictionary<string, string>> JourneysAsync(ServingProgram service, string[] children, string known)
    {
        var journeys = new Dictionary<string, string>();
        foreach (var childId in children)
        {
            var answer = await service.GetAsync($"/v1/children/{childId}/journey?asOf=2026-11-22{known}");
            answer.Status.Should().Be(System.Net.HttpStatusCode.OK, "{0}", answer.Text);
            journeys[childId] = string.Join('\n', answer.Json.EnumerateObject().Where(property => property.Name != "knownAt").Select(property => property.Value.GetRawText()));
        }

        return journeys;
    }
}
