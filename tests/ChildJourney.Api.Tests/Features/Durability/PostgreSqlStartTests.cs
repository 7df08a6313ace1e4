using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Features.Durability;

/// <summary>What keeps the program from its PostgreSQL database at the start is said in a sentence, by everything that needs it.</summary>
[OnEveryDatabase]
[OnlyOn(Provider.PostgreSql)]
[Collection(Alone.Name)]
public sealed class PostgreSqlStartTests : IDisposable
{
    private readonly RealProgram program = new();

    public void Dispose() => program.Dispose();

    [Fact]
    public async Task What_the_server_lacks_or_refuses_is_said_in_a_sentence_and_so_is_a_server_that_is_not_there()
    {
        await using var servers = await OwnServers.CreateAsync();
        var server = await servers.StartNewAsync("only", "host all locked 127.0.0.1/32 scram-sha-256");
        await server.ScalarAsync("CREATE DATABASE childjourney");
        await server.ScalarAsync("CREATE ROLE locked LOGIN PASSWORD 'secret-of-theirs'");
        await server.ScalarAsync("CREATE ROLE poor LOGIN");
        var here = $"Host=127.0.0.1;Port={server.Port}";

        await ShouldEndAsync($"{here};Database=nowhere;Username=tester", "There is no such database on the server (nowhere at 127.0.0.1).");
        await ShouldEndAsync($"{here};Database=childjourney;Username=locked;Password=secret-of-ours", "The server does not let the service in (childjourney at 127.0.0.1).");
        await ShouldEndAsync($"{here};Database=childjourney;Username=locked", "The server does not let the service in: it asks for a password, and none was given (childjourney at 127.0.0.1).");
        await ShouldEndAsync($"{here};Database=childjourney;Username=nobody", "The server does not let the service in (childjourney at 127.0.0.1).");
        await ShouldEndAsync($"{here};Database=childjourney;Username=tester;SSL Mode=Require", "The connection to the database's server cannot be secured: its certificate, or the settings for TLS, do not fit (childjourney at 127.0.0.1).");
        (await program.RunAsync(EnvironmentOf($"{here};Database=childjourney;Username=poor"), "--urls", "http://127.0.0.1:0")).Errors
            .Should().Equal("The server does not let the service do that: its role lacks a right (childjourney at 127.0.0.1).");
        await server.StopHardAsync();
        await ShouldEndAsync($"{here};Database=childjourney;Username=tester", "The database cannot be reached for the moment (childjourney at 127.0.0.1).");
        await ShouldEndAsync($"Host={server.Host},127.0.0.1:1;Database=childjourney;Username=tester;Target Session Attributes=read-write", $"The database cannot be reached for the moment (childjourney at {server.Host},127.0.0.1:1).");
    }

    [Fact]
    public async Task What_chooses_among_hosts_asks_for_several_of_them()
    {
        var outcome = await program.RunAsync(EnvironmentOf("Host=127.0.0.1;Database=childjourney;Target Session Attributes=read-write"), "verify");

        outcome.ExitCode.Should().Be(2);
        outcome.Errors[0].Should().Be("ConnectionStrings:ChildJourney has Target Session Attributes, which choose among several hosts: Host=db1,db2.");
    }

    private static (string Name, string Value)[] EnvironmentOf(string connection) => [("Database__Provider", "PostgreSql"), ("ConnectionStrings__ChildJourney", connection)];

    private async Task ShouldEndAsync(string connection, string sentence)
    {
        program.Write("header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB", "C1,M,14/07/2014,,,,");
        foreach (var arguments in new string[][] { ["--urls", "http://127.0.0.1:0"], ["verify"], ["rebuild"], ["import", "header.csv"] })
        {
            var outcome = await program.RunAsync(EnvironmentOf(connection), arguments);

            outcome.ExitCode.Should().Be(1, arguments[0]);
            outcome.Errors.Should().Equal([sentence], arguments[0]);
            outcome.Output.Should().NotContain(line => line.Contains("   at ", StringComparison.Ordinal) || line.Contains("secret", StringComparison.Ordinal), arguments[0]);
        }
    }
}
