using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Tests.Databases;
using Npgsql;

namespace ChildJourney.Api.Tests.Features.Durability;

/// <summary>The drill of a failover: the server is gone from one moment to the next, its replica is promoted, and the service, which knows both, goes on by itself.</summary>
[OnEveryDatabase]
[OnlyOn(Provider.PostgreSql)]
[Collection(Alone.Name)]
public sealed class FailoverTests : IDisposable
{
    private static readonly TimeSpan outage = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan limit = TimeSpan.FromSeconds(6);

    private readonly RealProgram program = new();
    private readonly ConcurrentBag<string> acknowledged = [];
    private readonly ConcurrentBag<Answer> refused = [];

    public void Dispose() => program.Dispose();

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_failover_and_the_service_goes_on_by_itself()
    {
        await using var servers = await OwnServers.CreateAsync();
        var first = await servers.StartNewAsync("first");
        await first.ScalarAsync("CREATE DATABASE childjourney");
        var second = await servers.StartReplicaAsync("second", first);

        // Nothing is acknowledged before the replica has it too; set after the replica was made, so that it asks for no replica of its own.
        await first.ScalarAsync("ALTER SYSTEM SET synchronous_standby_names = '*'");
        await first.ScalarAsync("SELECT pg_reload_conf()");
        await Service.UntilAsync(async () => await first.ScalarAsync("SELECT sync_state FROM pg_stat_replication") is "sync");

        var connection = $"Host={first.Host},{second.Host};Database=childjourney;Username=tester;Target Session Attributes=read-write";
        (string, string)[] environment = [("Database__Provider", "PostgreSql"), ("ConnectionStrings__ChildJourney", connection)];
        using var service = await program.ServeAsync(environment);
        using var ended = new CancellationTokenSource();
        var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(writer => WriteAsync(service, $"W{writer}", ended.Token)));
        await Service.UntilAsync(() => Task.FromResult(acknowledged.Count > 60));

        await first.StopHardAsync();
        await ShouldBeUnavailableAsync(service);
        await Task.Delay(outage);
        refused.Count.Should().BeGreaterThan(20, "they went on asking");
        var before = acknowledged.Count;

        await second.PromoteAsync();
        var promoted = Stopwatch.GetTimestamp();
        await Service.UntilAsync(() => Task.FromResult(acknowledged.Count > before + 20));
        Stopwatch.GetElapsedTime(promoted).Should().BeLessThan(limit);
        (await service.GetAsync("/health/ready")).Text.Should().Be("Healthy");
        await ended.CancelAsync();
        await writing;

        foreach (var answer in refused)
        {
            answer.ShouldBe(ProblemTypes.Unavailable);
            answer.Headers.Should().Contain("Retry-After", "5");
        }

        acknowledged.Except(await StoredAsync(second)).Should().BeEmpty("all of it had reached the replica");
        (await service.StopAsync()).ExitCode.Should().Be(0);
        var verified = await program.RunAsync(environment, "verify");
        verified.ExitCode.Should().Be(0, "{0}", string.Join('\n', [.. verified.Output, .. verified.Errors]));
    }

    [Fact]
    public async Task What_no_replica_has_is_not_acknowledged_and_sent_again_is_stored_once()
    {
        await using var servers = await OwnServers.CreateAsync();
        var server = await servers.StartNewAsync("alone");
        await server.ScalarAsync("CREATE DATABASE childjourney");
        (string, string)[] environment = [("Database__Provider", "PostgreSql"), ("ConnectionStrings__ChildJourney", $"Host=127.0.0.1;Port={server.Port};Database=childjourney;Username=tester;Command Timeout=1")];
        using var service = await program.ServeAsync(environment);
        (await service.PutAsync("/v1/children/before", new { dateOfBirth = "2015-05-01" })).Status.Should().Be(HttpStatusCode.Created);
        await server.ScalarAsync("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
        await server.ScalarAsync("SELECT pg_reload_conf()");
        await Service.UntilAsync(async () => await server.ScalarAsync("SHOW synchronous_standby_names") is "nobody");

        foreach (var _ in Enumerable.Range(0, 3))
        {
            var answer = await service.PutAsync("/v1/children/alone", new { dateOfBirth = "2015-05-01", sex = "M" });
            answer.ShouldBe(ProblemTypes.Unavailable);
            answer["detail"].GetString().Should().StartWith("No replica of the database answers");
        }

        (await service.GetAsync("/v1/children/before")).ShouldBe(ProblemTypes.Unavailable);

        await server.ScalarAsync("ALTER SYSTEM RESET synchronous_standby_names");
        await server.ScalarAsync("SELECT pg_reload_conf()");
        await Service.UntilAsync(async () => await server.ScalarAsync("SHOW synchronous_standby_names") is "");
        var again = await service.PutAsync("/v1/children/alone", new { dateOfBirth = "2015-05-01", sex = "M" });
        (again.Status, again.Headers["ETag"][..3]).Should().Be((HttpStatusCode.OK, "\"1."));
        (await service.StopAsync()).ExitCode.Should().Be(0);
        (await program.RunAsync(environment, "verify")).ExitCode.Should().Be(0, "the audit log goes on from what was stored");
    }

    private static async Task ShouldBeUnavailableAsync(ServingProgram service)
    {
        foreach (var answer in new[] { await service.GetAsync("/v1/children"), await service.PutAsync("/v1/children/refused", new { dateOfBirth = "2015-05-01" }) })
        {
            answer.ShouldBe(ProblemTypes.Unavailable);
            answer.Headers.Should().Contain("Retry-After", "5");
        }

        (await service.GetAsync("/health/ready")).Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await service.GetAsync("/health/live")).Text.Should().Be("Healthy");
    }

    /// <summary>Children and entries, one after another; what was acknowledged is kept, as its child and its own id.</summary>
    private async Task WriteAsync(ServingProgram service, string writer, CancellationToken ended)
    {
        for (var number = 0; !ended.IsCancellationRequested; number++)
        {
            var child = $"{writer}-{number}";
            if (Keep(await service.PutAsync($"/v1/children/{child}", new { dateOfBirth = "2015-05-01" }), child))
            {
                Keep(await service.PutAsync($"/v1/children/{child}/entries/e1", new { type = "admission", on = "2026-06-01", legalStatus = "V2" }), $"{child}/e1");
            }
            else
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
            }
        }
    }

    private bool Keep(Answer answer, string what)
    {
        if (answer.Status == HttpStatusCode.Created)
        {
            acknowledged.Add(what);
            return true;
        }

        refused.Add(answer);
        return false;
    }

    private static async Task<List<string>> StoredAsync(OwnServer server)
    {
        await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={server.Port};Database=childjourney;Username=tester;Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT child_id FROM children UNION ALL SELECT child_id || '/' || entry_id FROM entries";
        await using var reader = await command.ExecuteReaderAsync();
        var stored = new List<string>();
        while (await reader.ReadAsync())
        {
            stored.Add(reader.GetString(0));
        }

        return stored;
    }
}
