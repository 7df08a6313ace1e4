using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace ChildJourney.Api.Tests.Platform.Logs;

/// <summary>What the program says while it serves.</summary>
public sealed class LogTests : IDisposable
{
    private const string Upn = "MARKUPN123456";
    private const string Born = "2013-02-17";
    private const string On = "2026-06-19";

    private readonly RealProgram program = new();

    /// <summary>Nothing of these may be said: they are what is known of a child, or what a caller should never have sent.</summary>
    private static readonly string[] markers = [Upn, Born, On, "1987-06-05", "MARK", "J2", "V3", "17 February", "19 June"];

    public void Dispose() => program.Dispose();

    [Fact]
    public async Task The_log_holds_nothing_of_a_child_but_the_id_and_names_each_request_that_failed()
    {
        var problems = new List<JsonElement>();
        using var service = await program.ServeAsync();
        (await service.PutAsync("/v1/children/C-SEEN", new { dateOfBirth = Born, upn = Upn })).Status.Should().Be(HttpStatusCode.Created);
        using var http = new HttpClient { BaseAddress = service.Address };

        // What goes well.
        await SendAsync("POST", "/v1/children/C-SEEN/entries", $$"""{"id":"MARK-E1","type":"admission","on":"{{On}}","legalStatus":"V2","reference":"MARK-REFERENCE"}""");
        await SendAsync("POST", "/v1/children/C-SEEN/entries", $$"""{"type":"allocation","on":"{{On}}","role":"social-worker","assignee":"MARK-WORKER"}""");
        await SendAsync("GET", $"/v1/children/C-SEEN/journey?asOf={On}");
        await SendAsync("GET", $"/v1/flags?team=MARK-TEAM&dueFrom={Born}");

        // What the caller does wrong.
        await SendAsync("PUT", "/v1/children/C-SEEN", $$"""{"dateOfBirth":"1987-06-05T","upn":"MARK NO UPN","MARK-FIELD":1}""");
        await SendAsync("PUT", "/v1/children/C-SEEN", """{"dateOfBirth":"1987-06-05" MARK""");
        await SendAsync("POST", "/v1/children/C-SEEN/entries", $$"""{"id":"MARK-E1","type":"admission","on":"{{On}}","legalStatus":"V3"}""");
        await SendAsync("POST", "/v1/children/C-SEEN/entries", $$"""{"type":"discharge","on":"1987-06-05","reason":"E3"}""");
        await SendAsync("GET", "/v1/children/MARK-CHILD%0d%0aMARK%20LINE/entries");
        await SendAsync("GET", "/v1/MARK/NOTHING");
        await SendAsync("GET", "/v1/flags?MARK=MARK&cursor=TUFSSw&iro=MARK%20NAME");
        await SendAsync("MARK", "/v1/flags");
        await SendAsync("GET", "/v1/children/C-NONE", null, ("X-Access-Reason", "MARK"), ("User-Agent", "MARK"), ("Cookie", "MARK=1"), ("Authorization", "Bearer MARK"));
        await SendAsync("POST", "/v1/batches", $$"""[{"childId":"C-SEEN","entries":[{"type":"MARK","on":"{{On}}"}]}]""");
        await SendAsync("PUT", "/v1/children/C-SEEN", $$"""{"dateOfBirth":"{{new string('M', 100_000)}}MARK"}""");

        // What goes wrong within.
        await ExecuteAsync("CREATE TRIGGER full BEFORE INSERT ON entries BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
        await SendAsync("POST", "/v1/children/C-SEEN/entries", $$"""{"type":"review","on":"{{On}}","reference":"MARK"}""");
        await ExecuteAsync("DROP TRIGGER full; UPDATE entries SET fields = '{\"legalStatus\":\"J2\",\"MARK\":1}'");
        await SendAsync("GET", $"/v1/children/C-SEEN/journey?asOf={On}");
        await ExecuteAsync("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
        await SendAsync("GET", "/v1/children/C-NONE");
        var outcome = await service.StopAsync();

        outcome.Errors.Should().BeEmpty();
        var lines = outcome.Output.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        foreach (var line in outcome.Output)
        {
            markers.Where(marker => line.Contains(marker, StringComparison.Ordinal)).Should().BeEmpty("{0}", line);
        }

        problems.Select(problem => problem.GetProperty("status").GetInt32()).Should().Contain([400, 404, 405, 409, 413, 500, 503]);
        foreach (var problem in problems)
        {
            var traceId = problem.GetProperty("traceId").GetString();
            var said = lines.Where(line => line.TryGetProperty("traceId", out var id) && id.GetString() == traceId).ToList();
            said.Should().Contain(line => line.GetProperty("message").GetString()!.Contains($": {problem.GetProperty("status")} after "), "{0}", problem);
            if (problem.GetProperty("status").GetInt32() == 500)
            {
                said.Should().Contain(line => FaultOf(line) != null && line.GetProperty("level").GetString() == "Error");
            }
        }

        lines.Should().Contain(line => line.GetProperty("message").GetString()!.StartsWith("POST RecordEntry, child C-SEEN: 500 after ", StringComparison.Ordinal));
        lines.Select(FaultOf).OfType<string>().Should().HaveCountGreaterThan(2).And.NotContain(fault => fault.Contains("BadHttpRequest"), "that is the caller's");

        async Task SendAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
            request.Headers.ExpectContinue = body?.Length > 50_000;
            foreach (var (name, value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using var response = await http.SendAsync(request);
            var answer = await Answer.OfAsync(response);
            if (answer.Status >= HttpStatusCode.BadRequest)
            {
                problems.Add(answer.Json);
            }
        }
    }

    [Fact]
    public async Task Each_line_is_one_object_with_its_instant_and_level()
    {
        using var service = await program.ServeAsync();
        var outcome = await service.StopAsync();

        outcome.Output.Should().NotBeEmpty().And.AllSatisfy(line =>
        {
            using var json = JsonDocument.Parse(line);
            DateTimeOffset.Parse(json.RootElement.GetProperty("at").GetString()!, CultureInfo.InvariantCulture).Offset.Should().Be(TimeSpan.Zero);
            json.RootElement.GetProperty("level").GetString().Should().BeOneOf("Information", "Warning");
        });
    }

    [Fact]
    public async Task Another_form_may_be_asked_for()
    {
        using var service = await program.ServeAsync("--Logging:Console:FormatterName", "simple");
        var outcome = await service.StopAsync();

        outcome.Output.Should().Contain(line => line.StartsWith("info: ", StringComparison.Ordinal));
    }

    private static string? FaultOf(JsonElement line) => line.TryGetProperty("fault", out var fault) ? fault.GetString() : null;

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={program.Database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
