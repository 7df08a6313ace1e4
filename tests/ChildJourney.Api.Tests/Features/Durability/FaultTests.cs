using System.Diagnostics;
using System.Runtime.Versioning;
using ChildJourney.Api.Platform;
using Microsoft.Data.Sqlite;

namespace ChildJourney.Api.Tests.Features.Durability;

/// <summary>What the service answers while its database cannot do what it is asked, and how it goes on by itself afterwards.</summary>
[UnsupportedOSPlatform("windows")]
[Collection(Alone.Name)]
public sealed class FaultTests : IDisposable
{
    private static readonly (string Name, string Value)[] impatient = [("ConnectionStrings__ChildJourney", "Data Source=childjourney.db;Default Timeout=1")];

    /// <summary>A write past the limit fails, instead of ending the process.</summary>
    private static readonly string[] bearingLimits = ["/bin/sh", "-c", "trap '' XFSZ; exec \"$0\" \"$@\""];

    /// <summary>Even the system's administrator obeys what a file permits.</summary>
    private static readonly string[] obedient = Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] : [];

    private readonly RealProgram program = new();

    public void Dispose() => program.Dispose();

    [Fact]
    public async Task A_disk_without_room()
    {
        using var service = await program.ServeAsync(bearingLimits, impatient);
        await ShouldBeWellAsync(service, "before");

        await RunAsync("prlimit", $"--pid={service.ProcessId}", "--fsize=1:");
        await ShouldBeUnavailableAsync(service, "The disk ");
        await RunAsync("prlimit", $"--pid={service.ProcessId}", "--fsize=unlimited:");

        await ShouldGoOnAsync(service);
    }

    [Fact]
    public async Task Another_process_that_does_not_let_go_of_the_lock()
    {
        using var service = await program.ServeAsync([], impatient);
        await ShouldBeWellAsync(service, "before");

        await using (var other = new SqliteConnection($"Data Source={program.Database};Pooling=False"))
        {
            await other.OpenAsync();
            await using var transaction = other.BeginTransaction(deferred: false);
            (await service.PutAsync("/v1/children/refused", new { dateOfBirth = "2015-05-01" })).ShouldBe(ProblemTypes.Unavailable);
            (await service.GetAsync("/v1/children/before")).Json.GetProperty("detail").GetString().Should().Be("The database is locked by another process.");
        }

        await ShouldGoOnAsync(service);
    }

    [Fact]
    public async Task A_file_that_is_gone_is_not_made_anew_nor_written_to_where_nobody_finds_it()
    {
        using var service = await program.ServeAsync([], impatient);
        await ShouldBeWellAsync(service, "before");

        File.Move(program.Database, program.Database + ".moved");
        await ShouldBeUnavailableAsync(service, "The database");
        File.Exists(program.Database).Should().BeFalse();
        File.Move(program.Database + ".moved", program.Database);

        await ShouldGoOnAsync(service);
    }

    [Fact]
    public async Task A_file_that_can_only_be_read()
    {
        using (var service = await program.ServeAsync())
        {
            await ShouldBeWellAsync(service, "before");
            await service.StopAsync();
        }

        File.SetUnixFileMode(program.Database, UnixFileMode.UserRead);
        using var readOnly = await program.ServeAsync(obedient, impatient);
        await ShouldBeUnavailableAsync(readOnly, "The database can only be read");
        foreach (var file in new[] { program.Database, program.Database + "-wal", program.Database + "-shm" }.Where(File.Exists))
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        await ShouldGoOnAsync(readOnly);
    }

    [Fact]
    public async Task A_file_that_becomes_read_only_is_noticed_before_anyone_writes()
    {
        using var service = await program.ServeAsync(obedient, impatient);
        await ShouldBeWellAsync(service, "before");

        File.SetUnixFileMode(program.Database, UnixFileMode.UserRead);
        (await service.GetAsync("/health/ready")).Status.Should().Be(System.Net.HttpStatusCode.ServiceUnavailable);
        File.SetUnixFileMode(program.Database, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        await ShouldBeWellAsync(service, "after");
    }

    [Theory]
    [InlineData("The file is not a SQLite database.", 0)]
    [InlineData("The database is damaged.", 4096)]
    public async Task A_file_that_is_no_longer_a_database_ends_everything_with_a_sentence(string sentence, int spared)
    {
        using (var service = await program.ServeAsync())
        {
            await ShouldBeWellAsync(service, "before");
            (await program.RunAsync("backup", "good.db")).ExitCode.Should().Be(0);
            await service.StopAsync();
        }

        var bytes = await File.ReadAllBytesAsync(program.Database);
        Array.Fill(bytes, (byte)'x', spared, bytes.Length - spared);
        await File.WriteAllBytesAsync(program.Database, bytes);

        foreach (var arguments in new string[][] { ["--urls", "http://127.0.0.1:0"], ["verify"], ["rebuild"], ["backup", "copy.db"] })
        {
            var outcome = await program.RunAsync(arguments);

            outcome.ExitCode.Should().Be(1, arguments[0]);
            outcome.Errors.Should().Equal([sentence], arguments[0]);
            outcome.Output.Should().NotContain(line => line.Contains("   at ", StringComparison.Ordinal));
        }

        (await program.RunAsync("restore", program.Database)).Errors.Should().Equal($"The backup cannot be read. {sentence}");
        (await program.RunAsync("restore", "good.db")).ExitCode.Should().Be(0);
        (await program.RunAsync("verify")).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_said()
    {
        var outcome = await program.RunAsync([("ConnectionStrings__ChildJourney", "Data Source=nowhere/childjourney.db")], "--urls", "http://127.0.0.1:0");

        outcome.ExitCode.Should().Be(1);
        outcome.Errors.Should().ContainSingle().Which.Should().Contain("nowhere");
    }

    private static async Task ShouldBeWellAsync(ServingProgram service, string childId)
    {
        var answer = await service.PutAsync($"/v1/children/{childId}", new { dateOfBirth = "2015-05-01" });
        answer.Status.Should().Be(System.Net.HttpStatusCode.Created, "{0}", answer.Text);
        (await service.GetAsync("/health/ready")).Text.Should().Be("Healthy");
    }

    private static async Task ShouldBeUnavailableAsync(ServingProgram service, string detail)
    {
        foreach (var answer in new[] { await service.PutAsync("/v1/children/refused", new { dateOfBirth = "2015-05-01" }), await service.GetAsync("/v1/children/before") })
        {
            answer.ShouldBe(ProblemTypes.Unavailable);
            answer.Headers.Should().Contain("Retry-After", "5");
            answer["detail"].GetString().Should().StartWith(detail);
        }

        (await service.GetAsync("/health/ready")).Status.Should().Be(System.Net.HttpStatusCode.ServiceUnavailable);
        (await service.GetAsync("/health/live")).Text.Should().Be("Healthy");
    }

    private async Task ShouldGoOnAsync(ServingProgram service)
    {
        (await service.GetAsync("/health/ready")).Text.Should().Be("Healthy");
        await ShouldBeWellAsync(service, "after");
        (await service.StopAsync()).ExitCode.Should().Be(0);
        (await program.QueryAsync("SELECT child_id FROM children ORDER BY 1")).Should().Equal("after", "before");
        (await program.RunAsync("verify")).ExitCode.Should().Be(0);
    }

    private static async Task RunAsync(string command, params string[] arguments)
    {
        using var run = Process.Start(command, arguments);
        await run.WaitForExitAsync();
        run.ExitCode.Should().Be(0);
    }
}
