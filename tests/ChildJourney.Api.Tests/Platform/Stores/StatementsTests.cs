using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;
using ChildJourney.Api.Tests.Platform.Access;
using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace ChildJourney.Api.Tests.Platform.Stores;

/// <summary>Every statement names the authority on each table it touches: its rows, and on a distributed database its machine.</summary>
/// <remarks>Rows are inserted with all their columns, of which the authority is part of the key.</remarks>
[OnEveryDatabase]
[OnlyOn(Provider.PostgreSql)]
public sealed partial class StatementsTests : IAsyncLifetime
{
    /// <summary>The background's look for authorities that have anything to be done, which is about all of them.</summary>
    private static readonly string[] acrossAuthorities =
    [
        "SELECT u.authority_id FROM ( SELECT p.authority_id FROM projections AS p UNION SELECT p0.authority_id FROM policies AS p0 ) AS u",
        "SELECT p0.authority_id FROM ( SELECT DISTINCT p.authority_id FROM projections AS p WHERE p.state",
        "SELECT i.authority_id AS AuthorityId, i.import_id AS ImportId FROM import_jobs AS i WHERE i.finished_at <",
        "SELECT i.authority_id, i.import_id, i.attempts,",
        "SELECT c.authority_id FROM change_heads AS c WHERE c.began_at IS NOT NULL",
        "SELECT s.authority_id, s.subscription_id, s.created_at,",
    ];

    private readonly Heard heard = new();
    private readonly Service service;

    public StatementsTests() => service = new Service { Parts = services => services.ConfigureDbContext<JourneyDb>(options => options.AddInterceptors(heard)) };

    public Task InitializeAsync() => service.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)service).DisposeAsync();

    [Fact]
    public async Task Each_statement_names_the_authority_on_each_of_its_tables()
    {
        await service.ChildAsync(KnownChild.IdOf("a"), new { id = "e1", type = "admission", on = "2026-03-01", legalStatus = "V2" }, new { id = "e2", type = "direct-work", on = "2026-03-02" });
        await service.PolicyAsync(new { pepFromAge = 2, terms = new[] { new { name = "summer-2026", firstDay = "2026-04-13", lastDay = "2026-07-21" }, new { name = "autumn-2026", firstDay = "2026-09-02", lastDay = "2026-12-18" } } });
        await service.PostAsync("/v1/batches", new[] { new { childId = "B1", child = new { dateOfBirth = "2015-05-01" }, entries = Array.Empty<object>() } });
        var journey = await service.GetAsync($"/v1/children/{KnownChild.IdOf("a")}/journey");
        var address = new Dictionary<string, string> { ["childId"] = KnownChild.IdOf("a"), ["entryId"] = "e2", ["obligationId"] = journey["obligations", 0].Get("id")! };
        foreach (var route in service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(route => route.RoutePattern.RawText!.TrimStart('/').StartsWith("v1/", StringComparison.Ordinal)))
        {
            foreach (var asking in Requests.NameOf(route) is "GET /v1/audit" || !Requests.NameOf(route).StartsWith("GET ", StringComparison.Ordinal) ? [Requests.One(route, address)] : Requests.Every(route, address))
            {
                await service.SendAsync(asking.Method, asking.Path, asking.Body, asking.Headers);
            }
        }

        await service.RebuiltAsync();
        var tables = await TablesAsync();
        var statements = heard.Statements.Keys.Where(statement => !acrossAuthorities.Any(known => statement.StartsWith(known, StringComparison.Ordinal))).ToList();
        var without = statements.Where(statement => TablesOf(statement, tables).Any(at => !Names(statement, at))).ToList();

        statements.Count(statement => TablesOf(statement, tables).Any()).Should().BeGreaterThan(40);
        without.Should().BeEmpty();
        acrossAuthorities.Should().OnlyContain(known => heard.Statements.Keys.Any(statement => statement.StartsWith(known, StringComparison.Ordinal)));
    }

    private async Task<HashSet<string>> TablesAsync()
    {
        await using var scope = service.Services.CreateAsyncScope();
        return [.. scope.ServiceProvider.GetRequiredService<JourneyDb>().Model.GetEntityTypes().Where(entity => entity.FindProperty("AuthorityId") is not null).Select(entity => entity.GetTableName()!)];
    }

    /// <summary>The names under which a statement knows the tables that it touches; empty where it gives a table none.</summary>
    private static IEnumerable<string> TablesOf(string statement, HashSet<string> tables) =>
        Table().Matches(statement).Where(match => tables.Contains(match.Groups["table"].Value)).Select(match => match.Groups["alias"].Value);

    private static bool Names(string statement, string alias)
    {
        var column = alias.Length == 0 ? "(?<![.\\w])authority_id" : $"\\b{Regex.Escape(alias)}\\.authority_id";
        return Regex.IsMatch(statement, $"{column}\\s*=|=\\s*{column}\\b", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    [GeneratedRegex(@"\b(FROM|JOIN|UPDATE)\s+(?<table>\w+)(\s+AS\s+(?<alias>\w+))?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Table();

    /// <summary>What was sent to the database, each once, without quotation marks and line breaks.</summary>
    private sealed partial class Heard : DbCommandInterceptor
    {
        public ConcurrentDictionary<string, byte> Statements { get; } = new(StringComparer.Ordinal);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Add(command);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Add(command);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
        {
            Add(command);
            return ValueTask.FromResult(result);
        }

        private void Add(DbCommand command) => Statements.TryAdd(Space().Replace(command.CommandText.Replace("\"", "", StringComparison.Ordinal), " ").Trim(), 0);

        [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
        private static partial Regex Space();
    }
}
