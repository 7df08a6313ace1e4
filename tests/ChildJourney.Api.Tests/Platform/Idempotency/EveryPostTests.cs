using System.Net;
using System.Text;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Tests.Features.Audit;
using ChildJourney.Infrastructure.Tests.Databases;
using static ChildJourney.Api.Tests.Features.Imports.HandedIn;

namespace ChildJourney.Api.Tests.Platform.Idempotency;

/// <summary>Whatever makes something by POST does so once under a key.</summary>
[OnEveryDatabase]
public sealed class EveryPostTests : IAsyncLifetime
{
    private const string Replayed = "Idempotency-Replayed";

    private readonly Service service = new();
    private Service other = null!;
    private string subscription = "";
    private string second = "";

    /// <summary>A route, the table that holds what it makes, and its operation.</summary>
    public static TheoryData<string, string, string> Routes => new()
    {
        { "/v1/subscriptions", "subscriptions", "CreateSubscription" },
        { "/v1/subscriptions/{it}/secrets", "subscription_secrets", "RotateSecret" },
        { "/v1/subscriptions/{it}/replay", "subscriptions", "ReplayDeliveries" },
        { "/v1/calendars", "calendars", "MakeCalendar" },
        { "/v1/imports", "import_jobs", "StartImport" },
        { "/v1/batches", "entries", "RecordBatch" },
    };

    public async Task InitializeAsync()
    {
        await service.InitializeAsync();
        other = new Service { Connection = service.Connection };
        await other.InitializeAsync();
        subscription = (await service.PostAsync("/v1/subscriptions", new { url = "https://receiver.invalid/first" }))["id"].GetString()!;
        second = (await service.PostAsync("/v1/subscriptions", new { url = "https://receiver.invalid/second" }))["id"].GetString()!;
    }

    public async Task DisposeAsync()
    {
        await other.DisposeAsync();
        Directory.Delete(other.Folder, recursive: true);
        await ((IAsyncLifetime)service).DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task What_is_sent_again_is_answered_as_before_and_makes_nothing(string route, string table, string operation)
    {
        var first = await SendAsync(service, route, "k1", 1);
        var made = await CountAsync(table);
        service.Clock.Set("2026-11-23T08:59:59Z");
        other.Clock.Set("2026-11-23T08:59:59Z");
        var again = await SendAsync(service, route, "k1", 1);
        var elsewhere = await SendAsync(other, route, "k1", 1);

        ((int)first.Status).Should().BeInRange(200, 202, first.Text);
        first.Headers.Should().NotContainKey(Replayed);
        foreach (var answer in new[] { again, elsewhere })
        {
            answer.Headers.Should().Contain(Replayed, "true");
            (answer.Status, answer.Text, answer.Headers.GetValueOrDefault("Location")).Should().Be((first.Status, first.Text, first.Headers.GetValueOrDefault("Location")), operation);
        }

        (await CountAsync(table)).Should().Be(made);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Another_request_under_the_key_is_refused_and_makes_nothing(string route, string table, string operation)
    {
        await SendAsync(service, route, "k1", 1);
        var made = await CountAsync(table);

        (await SendAsync(service, route, "k1", 2)).ShouldBe(ProblemTypes.KeyUsedOtherwise);
        (await SendAsync(other, route, "k1", 2)).ShouldBe(ProblemTypes.KeyUsedOtherwise);

        (await CountAsync(table)).Should().Be(made, operation);
        ((int)(await SendAsync(other, route, "k2", 2)).Status).Should().BeInRange(200, 202);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Of_many_at_once_at_two_instances_one_is_done(string route, string table, string operation)
    {
        var before = await CountAsync(table);
        var children = await CountAsync("children");
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => SendAsync(number % 2 == 0 ? service : other, route, "k1", 1)));

        var done = answers.Where(answer => (int)answer.Status < 300).ToList();
        done.Select(answer => answer.Text).Distinct().Should().ContainSingle(operation);
        done.Should().ContainSingle(answer => !answer.Headers.ContainsKey(Replayed));
        answers.Except(done).Should().AllSatisfy(answer => answer.ShouldBe(ProblemTypes.KeyInUse));
        (await CountAsync(table) - before).Should().Be(operation switch { "ReplayDeliveries" => 0, "RecordBatch" => 2, _ => 1 });
        (await CountAsync("children") - children).Should().Be(operation == "RecordBatch" ? 2 : 0, "an import is not yet worked on, or holds no new child");
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Where_the_answer_cannot_be_kept_nothing_is_made(string route, string table, string operation)
    {
        var before = await CountAsync(table);
        await service.BreakAsync("kept_answers");
        ((int)(await SendAsync(service, route, "k1", 1)).Status).Should().BeGreaterThanOrEqualTo(500, operation);

        (await CountAsync(table, "WHERE state <> 'receiving'")).Should().Be(before);

        await service.MendAsync("kept_answers");
        var mended = await SendAsync(service, route, "k1", 1);
        mended.Headers.Should().NotContainKey(Replayed);
        ((int)mended.Status).Should().BeInRange(200, 202);
    }

    [Fact]
    public async Task A_secret_is_not_to_be_read_where_its_answer_is_kept()
    {
        var made = await SendAsync(service, "/v1/calendars", "calendar-key", 1);
        var created = await SendAsync(service, "/v1/subscriptions", "subscription-key", 1);
        var rotated = await SendAsync(service, "/v1/subscriptions/{it}/secrets", "rotation-key", 1);
        var kept = await RowsAsync();

        var token = made["url"].GetString()!.Split('/')[^1][..^4];
        foreach (var secret in new[] { token, created["secret"].GetString()!, rotated["secret"].GetString()!, "calendar-key", "subscription-key", "rotation-key" })
        {
            kept.Should().NotContain(secret).And.NotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))[..12]);
        }
    }

    [Fact]
    public async Task The_same_files_between_other_boundaries_are_the_same_return()
    {
        var first = await HandInAsync(service.Http, Parts(Of(1)), header: ("Idempotency-Key", "k1"));
        var again = await HandInAsync(service.Http, Parts(Of(1)), header: ("Idempotency-Key", "k1"));
        var renamed = await HandInAsync(service.Http, Parts([.. Of(1).Select(file => ($"a-{file.Name}", file.Text))]), header: ("Idempotency-Key", "k1"));
        var asked = await HandInAsync(service.Http, Parts(Of(1)), "?dryRun=true", ("Idempotency-Key", "k1"));

        (again.Status, again.Text).Should().Be((first.Status, first.Text));
        renamed.ShouldBe(ProblemTypes.KeyUsedOtherwise);
        asked.ShouldBe(ProblemTypes.KeyUsedOtherwise);
        (await CountAsync("import_jobs")).Should().Be(1);
    }

    [Fact]
    public async Task A_return_that_was_not_taken_leaves_its_key_free()
    {
        (await HandInAsync(service.Http, Parts(("other.csv", "NAME\r\nx\r\n")), header: ("Idempotency-Key", "k1"))).ShouldBe(ProblemTypes.InvalidRequest, "other.csv");

        (await HandInAsync(service.Http, Parts(Of(1)), header: ("Idempotency-Key", "k1"))).Status.Should().Be(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task A_batch_that_was_cut_off_goes_on_where_it_ended()
    {
        const int children = 1100;
        var lines = string.Join('\n', Enumerable.Range(1, children).Select(number => $$"""{"childId":"B{{number}}","child":{"dateOfBirth":"2015-05-01"},"entries":[{"type":"admission","on":"2026-06-01","legalStatus":"V2"}]}"""));
        await service.BreakAsync("children", "NEW.child_id = 'B600'");
        ((int)(await BatchAsync(lines)).Status).Should().BeGreaterThanOrEqualTo(500);
        (await CountAsync("children")).Should().Be(500, "a group is stored with its answers or not at all");
        await service.MendAsync("children");

        var whole = await BatchAsync(lines);
        var again = await BatchAsync(lines);

        whole.Headers.Should().NotContainKey(Replayed);
        whole.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(children).And.OnlyContain(line => line.Contains("\"stored\",\"stored\":1", StringComparison.Ordinal));
        again.Headers.Should().Contain(Replayed, "true");
        again.Text.Should().Be(whole.Text);
        (await Used.InAsync(service.Connection))[^1].ChildIds.Should().Contain("B1100", "what is told again of a child is in the audit log");
    }

    [Fact]
    public async Task What_was_answered_of_a_child_that_is_erased_is_told_no_more()
    {
        const string lines = """{"childId":"E1","child":{"dateOfBirth":"2015-05-01"},"entries":[]}""" + "\n" + """{"childId":"E2","child":{"dateOfBirth":"2015-05-01"},"entries":[]}""";
        await BatchAsync(lines);
        (await service.DeleteAsync("/v1/children/E1?reason=court-order", ("If-Match", "*"))).Status.Should().Be(HttpStatusCode.NoContent);

        var again = (await BatchAsync(lines)).Text.Split('\n');

        again[0].Should().Contain("/problems/erased");
        again[1].Should().Contain("\"stored\"");
        (await BatchAsync(lines.Replace("E2", "E3", StringComparison.Ordinal))).ShouldBe(ProblemTypes.KeyUsedOtherwise);
    }

    private async Task<Answer> BatchAsync(string lines)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batches") { Content = Body(Encoding.UTF8.GetBytes(lines), "application/x-ndjson") };
        request.Headers.Add("Idempotency-Key", "batch");
        using var response = await service.Http.SendAsync(request);
        if (response.Content.Headers.ContentType?.MediaType != "application/x-ndjson")
        {
            return await Answer.OfAsync(response);
        }

        var headers = response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer(response.StatusCode, headers, await response.Content.ReadAsStringAsync(), default);
    }

    private async Task<Answer> SendAsync(Service to, string route, string key, int variant)
    {
        var path = route.Replace("{it}", subscription, StringComparison.Ordinal);
        var header = (Name: "Idempotency-Key", Value: key);
        return route switch
        {
            "/v1/subscriptions" => await to.PostAsync(path, new { url = $"https://receiver.invalid/{variant}" }, header),
            "/v1/calendars" => await to.PostAsync(path, new { team = $"T{variant}" }, header),
            "/v1/imports" => await HandInAsync(to.Http, Body(Encoding.UTF8.GetBytes(Lines(HeaderColumns, $"X{variant},M,14/07/2014,,,,")), "text/csv"), "?dryRun=true", header),
            "/v1/batches" => await to.PostAsync(path, $"[{Child(1, variant)},{Child(2, variant)},{{\"childId\":\"none\",\"entries\":[]}}]", header),

            // They have no body, so that another address is what differs.
            _ => await to.SendAsync(HttpMethod.Post, variant == 1 ? path : path.Replace(subscription, second, StringComparison.Ordinal), null, header),
        };
    }

    private static string Child(int number, int variant) =>
        $$"""{"childId":"C{{number}}","child":{"dateOfBirth":"2015-05-01"},"entries":[{"type":"admission","on":"2026-06-0{{variant}}","legalStatus":"V2","id":"a"}]}""";

    private Task<long> CountAsync(string table, string where = "") =>
        Used.NumberAsync(service.Connection, $"SELECT count(*) FROM {table} {(table == "import_jobs" ? where : "")}");

    private async Task<string> RowsAsync()
    {
        await using var database = await Databases.OpenAsync(service.Connection);
        await using var command = database.CreateCommand();
        command.CommandText = "SELECT idempotency_key, body FROM kept_answers";
        await using var reader = await command.ExecuteReaderAsync();
        var text = new StringBuilder();
        while (await reader.ReadAsync())
        {
            text.AppendLine(reader.GetString(0)).AppendLine(reader.GetString(1));
        }

        return text.ToString();
    }
}
