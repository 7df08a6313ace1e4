using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Features.Batches;

[OnEveryDatabase]
public class RecordBatchTests(Service service) : IClassFixture<Service>
{
    private const string Lines = "application/x-ndjson";

    [Fact]
    public async Task A_body_that_cannot_be_read_stores_nothing()
    {
        var child = Child("unread-1", Admission("2026-06-01"));

        (await service.PostAsync("/v1/batches", child, ("Content-Type", "text/csv"))).ShouldBe(ProblemTypes.UnsupportedMediaType);
        (await service.PostAsync("/v1/batches?dryRun=true", child, ("Content-Type", Lines))).ShouldBe(ProblemTypes.InvalidRequest, "dryRun");
        (await service.PostAsync("/v1/batches", $"[{child},{child}")).ShouldBe(ProblemTypes.InvalidRequest, "");
        (await service.PostAsync("/v1/batches", $"[{child}] true")).ShouldBe(ProblemTypes.InvalidRequest, "");
        (await service.PostAsync("/v1/batches", child)).ShouldBe(ProblemTypes.InvalidRequest, "");
        (await service.PostAsync("/v1/batches", "")).ShouldBe(ProblemTypes.InvalidRequest, "");
        (await service.PostAsync("/v1/batches", $"[{child},{new string('[', 40)}{new string(']', 40)}]")).ShouldBe(ProblemTypes.InvalidRequest, "");
        (await service.PostAsync("/v1/batches", $"[{child},\"{new string('x', 3_000_000)}\"]")).ShouldBe(ProblemTypes.InvalidRequest, "");
        (await service.PostAsync("/v1/batches", string.Join('\n', Enumerable.Repeat(child, 10_001)), ("Content-Type", Lines))).ShouldBe(ProblemTypes.TooLarge);
        (await service.GetAsync("/v1/children/unread-1")).ShouldBe(ProblemTypes.NotFound);
    }

    [Fact]
    public async Task A_child_is_refused_with_its_problem_and_the_others_go_on()
    {
        var answer = await LinesAsync(
            Child("goes-1", Admission("2026-06-01")),
            "{",
            "",
            "7",
            """{"childId":"a b","entries":{},"colour":1}""",
            """{"childId":"goes-2","child":{"dateOfBirth":"2015-05-01"}}""",
            """{"childId":"nobody","entries":[]}""",
            Child("goes-3", Admission("2026-06-01"), """{"type":"sdq","on":"2026-06-02","score":99}"""),
            Child("goes-4", Admission("2026-06-01"), """{"type":"sdq","on":"2014-06-02","score":9}"""),
            Child("goes-5", Admission("2026-06-01"), Admission("2026-07-01")),
            Child("goes-6", """{"id":"e","type":"sdq","on":"2026-06-02","score":9}""", """{"id":"e","type":"sdq","on":"2026-06-03","score":9}"""),
            "\"" + new string('x', 4_200_000) + "\"",
            "\r",
            Child("goes-7", Admission("2026-06-01")) + "\r");

        answer.Select(line => (line.Get("line"), line.Get("childId"), line.Get("status"), line.Get("stored"), TypeOf(line))).Should().Equal(
            ("1", "goes-1", "stored", "1", null),
            ("2", null, "refused", "0", "/problems/invalid-request"),
            ("4", null, "refused", "0", "/problems/invalid-request"),
            ("5", null, "refused", "0", "/problems/invalid-request"),
            ("6", "goes-2", "refused", "0", "/problems/invalid-request"),
            ("7", "nobody", "refused", "0", "/problems/not-found"),
            ("8", "goes-3", "refused", "0", "/problems/invalid-entry"),
            ("9", "goes-4", "refused", "0", "/problems/impossible"),
            ("10", "goes-5", "refused", "0", "/problems/journey-conflict"),
            ("11", "goes-6", "refused", "0", "/problems/impossible"),
            ("12", null, "refused", "0", "/problems/too-large"),
            ("14", "goes-7", "stored", "1", null));
        Fields(answer[3]).Should().BeEquivalentTo("childId", "entries", "colour");
        Fields(answer[4]).Should().BeEquivalentTo("entries");
        Fields(answer[6]).Should().BeEquivalentTo("entries[1].score");
        Fields(answer[7]).Should().BeEquivalentTo("entries[1].on");
        Fields(answer[8]).Should().BeEquivalentTo("entries[1].on");
        Fields(answer[9]).Should().BeEquivalentTo("entries[1].id");
        foreach (var refused in new[] { "goes-2", "goes-3", "goes-4", "goes-5", "goes-6" })
        {
            (await service.GetAsync($"/v1/children/{refused}")).ShouldBe(ProblemTypes.NotFound);
        }

        static string? TypeOf(JsonElement line) => line.TryGetProperty("problem", out var problem) ? problem.Get("type") : null;

        static IEnumerable<string> Fields(JsonElement line) => line.GetProperty("problem").GetProperty("errors").EnumerateObject().Select(field => field.Name);
    }

    [Fact]
    public async Task An_array_is_answered_by_an_array_and_sent_again_changes_nothing()
    {
        var body = "\uFEFF[ " + Child("array-1", Admission("2026-06-01"), Visit("2026-06-05"), Visit("2026-06-05")) + " , "
            + Child("array-2", """{"id":"a","type":"admission","on":"2026-06-01","legalStatus":"C2"}""") + ", 3 ]";

        var first = await service.PostAsync("/v1/batches", body);
        var again = await service.PostAsync("/v1/batches", body);

        first.Headers["Content-Type"].Should().Be("application/json");
        first.Json.EnumerateArray().Select(Brief).Should().Equal("1 array-1 stored 3", "2 array-2 stored 1", "3  refused 0");
        again.Json.EnumerateArray().Select(Brief).Should().Equal("1 array-1 unchanged 0", "2 array-2 unchanged 0", "3  refused 0");
        (await service.GetAsync("/v1/children/array-1/entries")).Items.Should().HaveCount(3, "two visits on one day stay two");
        (await service.GetAsync("/v1/children/array-1")).Tag.Should().StartWith("\"1.");
        (await service.PostAsync("/v1/batches", "[]")).Text.Should().Be("[]");
        (await service.PostAsync("/v1/batches", "\n", ("Content-Type", Lines))).Text.Should().BeEmpty();
    }

    [Fact]
    public async Task The_order_of_a_childs_entries_makes_no_difference()
    {
        string[] entries =
        [
            Admission("2026-01-05"),
            """{"type":"placement","on":"2026-01-05","placementType":"U6"}""",
            """{"type":"allocation","on":"2026-01-07","role":"iro","assignee":"IRO1"}""",
            """{"type":"review","on":"2026-01-30","decisionsOn":"2026-02-03"}""",
            """{"type":"legal-status","on":"2026-02-10","legalStatus":"C1"}""",
            """{"type":"review","on":"2026-04-20"}""",
            """{"type":"discharge","on":"2026-08-01","reason":"E4A"}""",
            Admission("2026-09-01"),
        ];
        var lines = new List<string>();
        for (var child = 0; child < 6; child++)
        {
            var turned = entries.Skip(child).Concat(entries.Take(child));
            lines.Add(Child($"order-{child}", [.. child % 2 == 0 ? turned : turned.Reverse()]));
        }

        (await LinesAsync([.. lines])).Should().OnlyContain(line => line.Get("status") == "stored");

        var journeys = new List<string>();
        for (var child = 0; child < 6; child++)
        {
            var journey = await service.GetAsync($"/v1/children/order-{child}/journey");
            journeys.Add(string.Join('\n', new[] { "obligations", "drift", "periodsOfCare" }.Select(part => journey[part].GetRawText())).Replace($"order-{child}", "", StringComparison.Ordinal));
        }

        journeys.Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task Two_lines_about_one_child_are_applied_in_order()
    {
        var answer = await LinesAsync(
            Child("twice", """{"id":"a","type":"admission","on":"2026-06-01","legalStatus":"V2"}"""),
            """{"childId":"twice","entries":[{"id":"a","type":"admission","on":"2026-06-02","legalStatus":"V2"},{"type":"review","on":"2026-06-20"}]}""",
            """{"childId":"twice","entries":[{"id":"a","type":"sdq","on":"2026-06-02","score":3}]}""",
            """{"childId":"twice","child":{"dateOfBirth":"2026-06-10"},"entries":[]}""",
            """{"childId":"twice","child":{"dateOfBirth":"2015-06-10","sex":"F"},"entries":[]}""");

        answer.Select(Brief).Should().Equal("1 twice stored 1", "2 twice stored 2", "3 twice refused 0", "4 twice refused 0", "5 twice stored 0");
        answer[2].GetProperty("problem").Get("type").Should().Be("/problems/type-changed");
        answer[3].GetProperty("problem").GetProperty("errors").EnumerateObject().Select(field => field.Name).Should().Equal("entries.a.on");
        (await service.GetAsync("/v1/children/twice/entries/a/revisions")).Items.Select(revision => revision.Get("on")).Should().Equal("2026-06-01", "2026-06-02");
        var child = await service.GetAsync("/v1/children/twice");
        (child["dateOfBirth"].GetString(), child["sex"].GetString()).Should().Be(("2015-06-10", "F"));
        (await service.GetAsync("/v1/flags?childId=twice&rule=review-first&status=met")).Items.Should().ContainSingle();
    }

    [Fact]
    public async Task Of_twelve_equal_batches_at_once_one_is_stored()
    {
        string[] lines = [.. Enumerable.Range(0, 20).Select(number => Child($"at-once-{number}", Admission("2026-06-01"), Visit("2026-06-05")))];

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => LinesAsync(lines)));

        answers.SelectMany(answer => answer).Count(line => line.Get("status") == "stored").Should().Be(20);
        answers.SelectMany(answer => answer).Count(line => line.Get("status") == "unchanged").Should().Be(11 * 20);
        (await service.GetAsync("/v1/children/at-once-7/entries")).Items.Should().HaveCount(2);
    }

    [Fact]
    public async Task More_children_than_a_group_holds_are_answered_in_order()
    {
        string[] lines = [.. Enumerable.Range(0, 1203).Select(number => Child(string.Create(CultureInfo.InvariantCulture, $"many-{number}"), Admission("2026-06-01")))];

        var answer = await LinesAsync(lines);

        answer.Select(line => line.Get("childId")).Should().Equal(Enumerable.Range(0, 1203).Select(number => string.Create(CultureInfo.InvariantCulture, $"many-{number}")));
        answer.Should().OnlyContain(line => line.Get("status") == "stored");
        (await service.GetAsync("/v1/flags?rule=iro-appointed&childId=many-0,many-600,many-1202")).Items.Should().HaveCount(3);
    }

    [Theory]
    [InlineData("children", "NEW.child_id = 'fails-1-700'", "fails-1", 500)]
    [InlineData("audit_children", "NEW.child_id = 'fails-2-700'", "fails-2", 503)]
    public async Task A_batch_that_fails_in_the_middle_says_what_was_stored_and_may_be_sent_again(string table, string condition, string name, int status)
    {
        string[] lines = [.. Enumerable.Range(1, 1203).Select(number => Child($"{name}-{number}", Admission(number == 7 ? "2016-02-30" : "2026-06-01")))];
        await LinesAsync(lines[4]);
        await service.BreakAsync(table, condition);

        var answer = await service.PostAsync("/v1/batches", string.Join('\n', lines), ("Content-Type", Lines));
        await service.MendAsync(table);

        answer.ShouldBeAProblem((HttpStatusCode)status);
        answer["detail"].GetString().Should().Be(
            "Of children 1 to 500 of the batch 498 were stored, 1 unchanged and 1 refused; of those that follow nothing was stored, unless the database failed at the very end of storing children 501 to 1000."
            + " Sent again as it was, the batch changes nothing of what is stored, and stores the rest.");
        (await service.GetAsync($"/v1/children/{name}-500")).Status.Should().Be(HttpStatusCode.OK);
        (await service.GetAsync($"/v1/children/{name}-501")).ShouldBe(ProblemTypes.NotFound);
        (await LinesAsync(lines)).GroupBy(line => line.Get("status")).ToDictionary(group => group.Key!, group => group.Count())
            .Should().BeEquivalentTo(new Dictionary<string, int> { ["unchanged"] = 499, ["refused"] = 1, ["stored"] = 703 });
    }

    [Fact]
    public async Task A_body_that_comes_in_small_pieces_is_read_as_one()
    {
        foreach (var type in new[] { Lines, "application/json" })
        {
            var child = Child("pieces", Admission("2026-06-01"), """{"type":"allocation","on":"2026-06-01","role":"team","assignee":"Nord/Ost"}""");
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batches") { Content = new Pieces(Encoding.UTF8.GetBytes(type == Lines ? child : $"[{child}]")) };
            request.Content.Headers.ContentType = new(type);
            using var response = await service.Http.SendAsync(request);

            var text = await response.Content.ReadAsStringAsync();
            response.StatusCode.Should().Be(HttpStatusCode.OK, "{0}", text);
            response.Content.Headers.ContentType!.MediaType.Should().Be(type);
            text.Should().Contain(type == Lines ? "\"stored\":2}" : "\"status\":\"unchanged\"");
        }
    }

    private static string Child(string id, params string[] entries) =>
        $$"""{"childId":"{{id}}","child":{"dateOfBirth":"2015-05-01"},"entries":[{{string.Join(',', entries)}}]}""";

    private static string Admission(string on) => $$"""{"type":"admission","on":"{{on}}","legalStatus":"V2"}""";

    private static string Visit(string on) => $$"""{"type":"visit","on":"{{on}}"}""";

    private static string Brief(JsonElement line) => $"{line.Get("line")} {line.Get("childId")} {line.Get("status")} {line.Get("stored")}";

    private async Task<IReadOnlyList<JsonElement>> LinesAsync(params string[] lines)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batches") { Content = new StringContent(string.Join('\n', lines), Encoding.UTF8, Lines) };
        using var response = await service.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.Should().Be(HttpStatusCode.OK, "{0}", text);
        response.Content.Headers.ContentType!.MediaType.Should().Be(Lines);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
    }

    /// <summary>A body of unknown length that is sent a few bytes at a time.</summary>
    private sealed class Pieces(byte[] body) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            foreach (var piece in body.Chunk(7))
            {
                await stream.WriteAsync(piece);
                await stream.FlushAsync();
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
