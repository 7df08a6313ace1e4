using System.Runtime.Versioning;

namespace ChildJourney.Api.Tests.Features.Durability;

/// <summary>A database is brought up to date, or left as it was.</summary>
[UnsupportedOSPlatform("windows")]
[Collection(Alone.Name)]
public sealed class MigrationTests : IDisposable
{
    private const int Children = 40;
    private const int LargeEnoughToBeInterrupted = 5_000;
    private const string Copy = "childjourney.db.before-20261122020000_Generations";

    private readonly RealProgram program = new();

    public void Dispose() => program.Dispose();

    [Fact]
    public async Task An_earlier_version_s_database_is_copied_before_it_is_brought_up_to_date()
    {
        await OldDatabase.MakeAsync(program, Children);

        using (var service = await program.ServeAsync())
        {
            (await service.GetAsync("/v1/children?count=true"))["count"].GetInt32().Should().Be(Children);
            await service.StopAsync();
        }

        Copies().Should().Equal(Copy);
        File.GetUnixFileMode(Path.Combine(program.Folder, Copy)).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Copy(Path.Combine(program.Folder, Copy), program.Database, overwrite: true);
        (await AppliedAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task Of_the_copies_before_updates_the_last_three_stay_and_nothing_else_is_touched()
    {
        await OldDatabase.MakeAsync(program, Children);
        string[] others = ["childjourney.db.before-restore-20260101T000000Z", "childjourney.db.before-20260101000000_A.partial", "childjourney.db.before-tomorrow", "another.db.before-20260101000000_A"];
        program.Write("childjourney.db.before-20260101000000_First");
        program.Write("childjourney.db.before-20280101000000_LaterButMadeBefore");
        program.Write("childjourney.db.before-20260102000000_Second");
        program.Write("childjourney.db.before-20260103000000_Third");
        string[] made = ["20280101000000_LaterButMadeBefore", "20260101000000_First", "20260102000000_Second", "20260103000000_Third"];
        foreach (var (copy, day) in made.Select((copy, day) => (copy, day)))
        {
            File.SetLastWriteTimeUtc(Path.Combine(program.Folder, "childjourney.db.before-" + copy), new DateTime(2026, 2, 1 + day, 0, 0, 0, DateTimeKind.Utc));
        }

        foreach (var other in others)
        {
            program.Write(other);
            File.SetLastWriteTimeUtc(Path.Combine(program.Folder, other), new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        using (var service = await program.ServeAsync())
        {
            await service.StopAsync();
        }

        Copies().Except(others).Should().Equal("childjourney.db.before-20260102000000_Second", "childjourney.db.before-20260103000000_Third", Copy);
        others.Should().OnlyContain(other => File.Exists(Path.Combine(program.Folder, other)));
    }

    [Fact]
    public async Task A_new_database_and_one_that_is_up_to_date_are_not_copied()
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var service = await program.ServeAsync();
            (await service.StopAsync()).ExitCode.Should().Be(0);
        }

        Copies().Should().BeEmpty();
    }

    [Fact]
    public async Task Where_a_migration_fails_the_database_is_as_it_was()
    {
        await OldDatabase.MakeAsync(program, Children);
        await program.ExecuteAsync("CREATE TABLE audit (x TEXT)");
        var before = await StateAsync();

        var outcome = await program.RunAsync("--urls", "http://127.0.0.1:0");

        outcome.ExitCode.Should().Be(1);
        outcome.Errors.Should().ContainSingle().Which.Should().StartWith("The database cannot be brought up to date, and is as it was before.").And.Contain("audit");
        outcome.Output.Should().NotContain(line => line.Contains("   at ", StringComparison.Ordinal));
        (await StateAsync()).Should().Equal(before);
        Copies().Should().BeEmpty();

        await program.ExecuteAsync("DROP TABLE audit");
        using var service = await program.ServeAsync();
        (await service.GetAsync("/health/ready")).Text.Should().Be("Healthy");
        Copies().Should().Equal(Copy);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    [InlineData(250)]
    public async Task A_start_after_a_kill_in_the_middle_goes_on(int milliseconds)
    {
        await OldDatabase.MakeAsync(program, LargeEnoughToBeInterrupted);
        using (var killed = program.Start("--urls", "http://127.0.0.1:0"))
        {
            await Service.UntilAsync(() => Task.FromResult(File.Exists(Path.Combine(program.Folder, Copy))));
            await Task.Delay(milliseconds);
            await killed.KillAsync();
        }

        using var service = await program.ServeAsync();

        (await service.GetAsync("/v1/children?count=true"))["count"].GetInt32().Should().Be(LargeEnoughToBeInterrupted);
        (await program.QueryAsync("SELECT count(*) FROM obligations WHERE generation = 0")).Should().Equal($"{LargeEnoughToBeInterrupted * 20}");
        (await program.QueryAsync("PRAGMA integrity_check")).Should().Equal("ok");
    }

    [Fact]
    public async Task The_lock_that_a_killed_start_has_left_in_the_database_holds_nobody_up()
    {
        await OldDatabase.MakeAsync(program, Children);
        await program.ExecuteAsync("""CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL); INSERT OR REPLACE INTO "__EFMigrationsLock" VALUES (1, '2026-11-22 09:00:00')""");

        using var service = await program.ServeAsync();

        (await service.GetAsync("/health/ready")).Text.Should().Be("Healthy");
    }

    [Fact]
    public async Task Several_that_start_at_once_bring_it_up_to_date_once()
    {
        await OldDatabase.MakeAsync(program, Children);

        var services = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => program.ServeAsync()));

        foreach (var service in services)
        {
            (await service.GetAsync("/v1/children?count=true"))["count"].GetInt32().Should().Be(Children);
            service.Dispose();
        }

        Copies().Should().Equal(Copy);
    }

    [Fact]
    public async Task A_database_of_a_later_version_is_refused_by_everything_and_left_as_it_is()
    {
        using (var service = await program.ServeAsync())
        {
            await service.PutAsync("/v1/children/C1", new { dateOfBirth = "2015-05-01" });
            (await program.RunAsync("backup", "later.db")).ExitCode.Should().Be(0);
            await service.StopAsync();
        }

        await program.ExecuteAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Later', '99.0.0')""");
        program.Write("header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB", "C1,M,14/07/2014,,,,");
        var before = await StateAsync();

        foreach (var arguments in new string[][] { ["--urls", "http://127.0.0.1:0"], ["verify"], ["rebuild"], ["backup", "copy.db"], ["import", "header.csv"] })
        {
            var outcome = await program.RunAsync(arguments);

            outcome.ExitCode.Should().Be(1, arguments[0]);
            outcome.Errors.Should().ContainSingle().Which.Should().StartWith("The database was written by a later version of this program (it has been through 29990101000000_Later).");
        }

        (await StateAsync()).Should().Equal(before);
        File.Exists(Path.Combine(program.Folder, "copy.db")).Should().BeFalse();

        // Back to what was there before the later version came.
        (await program.RunAsync("restore", "later.db")).ExitCode.Should().Be(0);
        (await program.RunAsync("verify")).ExitCode.Should().Be(0);
    }

    private string[] Copies() => [.. Directory.GetFiles(program.Folder, "childjourney.db.before-*").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    private Task<string[]> AppliedAsync() => program.QueryAsync("""SELECT "MigrationId" FROM "__EFMigrationsHistory" """);

    private async Task<string[]> StateAsync() =>
    [
        .. await AppliedAsync(),
        .. await program.QueryAsync("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE '\\_\\_EF%' ESCAPE '\\' ORDER BY name"),
        .. await program.QueryAsync("SELECT * FROM children ORDER BY 1, 2"),
        .. await program.QueryAsync("SELECT * FROM obligations ORDER BY 1, 2, 3, 4"),
    ];
}
