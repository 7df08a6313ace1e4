using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Tests.Features.Imports;
using ChildJourney.Api.Tests.Platform.Access;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Features.Erasure;

[OnEveryDatabase]
public class EraseChildTests(SignedInService signedIn) : IClassFixture<SignedInService>
{
    private static int authorities;

    private readonly string authority = FormattableString.Invariant($"erasure-{Interlocked.Increment(ref authorities)}");
    private readonly Service service = signedIn.Service;

    private (string, string) Administrator => As("administrator");

    private (string, string) Integration => As("integration");

    [Theory]
    [InlineData("practitioner")]
    [InlineData("team-manager")]
    [InlineData("iro")]
    [InlineData("quality")]
    [InlineData("integration")]
    public async Task Nobody_but_an_administrator_erases(string role)
    {
        var child = await ChildAsync("C1");

        (await service.DeleteAsync($"{child}?reason=court-order", As(role), ("If-Match", "*"))).ShouldBe(ProblemTypes.Forbidden);

        (await service.GetAsync(child, Integration)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task It_is_done_with_a_reason_and_the_version_that_was_seen()
    {
        var child = await ChildAsync("C1");
        var version = (await service.GetAsync("/v1/retention?childId=C1", Administrator)).Items[0].Get("version");

        (await service.DeleteAsync(child, Administrator, ("If-Match", $"\"{version}\""))).ShouldBe(ProblemTypes.InvalidRequest, "reason");
        (await service.DeleteAsync($"{child}?reason=why-not", Administrator, ("If-Match", $"\"{version}\""))).ShouldBe(ProblemTypes.InvalidRequest, "reason");
        (await service.DeleteAsync($"{child}?reason=court-order", Administrator)).ShouldBe(ProblemTypes.PreconditionRequired);
        (await service.DeleteAsync($"{child}?reason=court-order", Administrator, ("If-Match", "\"77\""))).ShouldBe(ProblemTypes.StaleVersion);
        (await service.DeleteAsync("/v1/children/unknown?reason=court-order", Administrator, ("If-Match", "*"))).ShouldBe(ProblemTypes.NotFound);
        (await service.DeleteAsync($"{child}?reason=court-order", signedIn.Issuer.Bearer(("authority", "elsewhere"), ("roles", "administrator")), ("If-Match", "*"))).ShouldBe(ProblemTypes.NotFound);
        (await service.GetAsync(child, Integration)).Status.Should().Be(HttpStatusCode.OK);

        (await service.DeleteAsync($"{child}?reason=court-order", Administrator, ("If-Match", $"\"{version}\""))).Status.Should().Be(HttpStatusCode.NoContent);

        var again = await service.DeleteAsync($"{child}?reason=court-order", Administrator, ("If-Match", $"\"{version}\""));
        again.ShouldBe(ProblemTypes.Erased);
        again["detail"].GetString().Should().Be("The record of child C1 was erased on 22 November 2026 (court-order).");
    }

    [Theory]
    [InlineData("1951-11-21", true, "retention-expired", null)]
    [InlineData("1951-11-22", true, "retention-expired", "It is kept until 22 November 2026: the 75th birthday (Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959), regulation 50(1)(a)).")]
    [InlineData("1951-11-22", true, "never-looked-after", "It is kept until 22 November 2026: *")]
    [InlineData("1951-11-21", true, "never-looked-after", "It is kept until 21 November 2026: *")]
    [InlineData("1951-11-22", true, "court-order", null)]
    [InlineData("1951-11-22", true, "recorded-in-error", null)]
    [InlineData("1951-11-22", true, "duplicate", null)]
    [InlineData("1940-01-01", false, "retention-expired", "The child was never looked after, so that no period has run out: the reason would be never-looked-after.")]
    [InlineData("1940-01-01", false, "never-looked-after", null)]
    public async Task A_reason_has_to_fit_the_time_that_the_law_has_the_record_kept(string born, bool lookedAfter, string reason, string? refusal)
    {
        var child = await ChildAsync("C1", born, lookedAfter ? [new { id = "in", type = "admission", on = "1960-01-05", legalStatus = "C2" }] : []);

        var answer = await service.DeleteAsync($"{child}?reason={reason}", Administrator, ("If-Match", "*"));

        if (refusal is null)
        {
            answer.Status.Should().Be(HttpStatusCode.NoContent, answer.Text);
            return;
        }

        answer.ShouldBe(ProblemTypes.StillKept);
        answer["detail"].GetString().Should().Match(refusal);
        (await service.GetAsync(child, Integration)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Afterwards_every_route_about_the_child_says_so_to_whoever_sees_the_whole_authority_and_to_nobody_else()
    {
        var child = await ErasedAsync("C1");
        var routes = new[]
        {
            (HttpMethod.Get, child, null),
            (HttpMethod.Get, $"{child}?knownAt=2026-11-22T08:59:00Z", null),
            (HttpMethod.Get, $"{child}/journey", null),
            (HttpMethod.Get, $"{child}/entries", null),
            (HttpMethod.Get, $"{child}/entries/in", null),
            (HttpMethod.Get, $"{child}/entries/in/revisions", null),
            (HttpMethod.Get, $"{child}/obligations/review-first:2026-01-10/explanation", null),
            (HttpMethod.Put, child, (object?)new { dateOfBirth = "2015-05-01" }),
            (HttpMethod.Put, $"{child}/entries/in", new { type = "direct-work", on = "2026-11-05" }),
            (HttpMethod.Post, $"{child}/entries", new { type = "direct-work", on = "2026-11-05" }),
            (HttpMethod.Delete, $"{child}/entries/in?reason=duplicate", null),
        };

        foreach (var (method, path, body) in routes)
        {
            (await service.SendAsync(method, path, body, Integration)).ShouldBe(ProblemTypes.Erased);
            (await service.SendAsync(method, path, body, As("practitioner", "S1"))).ShouldBe(ProblemTypes.NotFound);
            if (method == HttpMethod.Get)
            {
                (await service.SendAsync(method, path, body, As("quality"), ("X-Access-Reason", "audit"))).ShouldBe(ProblemTypes.Erased);
                (await service.SendAsync(method, path, body, As("quality"))).ShouldBe(ProblemTypes.NotFound);
            }
        }

        (await service.GetAsync("/v1/children/other/entries/unknown", Integration)).ShouldBe(ProblemTypes.NotFound);
        (await service.GetAsync(child, signedIn.Issuer.Bearer(("authority", "elsewhere"), ("roles", "integration")))).ShouldBe(ProblemTypes.NotFound);
    }

    [Fact]
    public async Task No_list_count_or_export_knows_of_the_child()
    {
        await ChildAsync("stays", "2015-05-01", Care("stays"));
        await ErasedAsync("ZqgoneqZ");

        foreach (var path in new[]
        {
            "/v1/children?count=true", "/v1/flags?status=overdue,upcoming,met,due-soon,ended,missed,met-late,cannot-determine,refused&count=true", "/v1/reviews?count=true", "/v1/drift", "/v1/section20", "/v1/summary", "/v1/exceptions?period=2026-10",
            "/v1/trends?measure=children-in-care&interval=month", "/v1/iro-report?year=2025", "/v1/changes", "/v1/exports/annex-a?list=8",
        })
        {
            var answer = await service.GetAsync(path, Integration, ("Accept", path.Contains("annex", StringComparison.Ordinal) ? "text/csv" : "application/json"));
            answer.Status.Should().Be(HttpStatusCode.OK, "{0}: {1}", path, answer.Text);
            answer.Text.Should().NotContain("ZqgoneqZ", path);
        }

        (await service.GetAsync("/v1/children?count=true", Integration))["count"].GetInt32().Should().Be(1);
        (await service.GetAsync("/v1/retention?childId=ZqgoneqZ", Administrator)).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task Changes_that_were_written_of_the_child_are_gone_and_those_of_others_follow_on()
    {
        await ChildAsync("stays", "2015-05-01", Care("stays"));
        var child = await ChildAsync("ZqgoneqZ");
        var start = await service.GetAsync("/v1/changes?limit=500", Integration);
        foreach (var entry in Care("gone"))
        {
            (await service.PostAsync($"{child}/entries", entry, Integration)).Status.Should().Be(HttpStatusCode.Created);
        }

        (await service.GetAsync($"/v1/changes?after={start["next"].GetString()}", Integration)).Text.Should().Contain("ZqgoneqZ");
        var between = await service.GetAsync($"/v1/changes?after={start["next"].GetString()}&limit=1", Integration);
        (await service.DeleteAsync($"{child}?reason=court-order", Administrator, ("If-Match", "*"))).Status.Should().Be(HttpStatusCode.NoContent);
        (await service.PostAsync("/v1/children/stays/entries", new { id = "r", type = "review", on = "2026-11-20" }, Integration)).Status.Should().Be(HttpStatusCode.Created);

        foreach (var cursor in new[] { start["next"].GetString(), between["next"].GetString() })
        {
            var later = await service.GetAsync($"/v1/changes?after={cursor}&limit=500", Integration);
            later.Items.Should().NotBeEmpty().And.OnlyContain(change => change.Get("childId") == "stays");
        }
    }

    [Fact]
    public async Task A_batch_that_names_the_child_stores_the_others()
    {
        await ErasedAsync("C1");

        var answer = await service.PostAsync(
            "/v1/batches",
            new object[]
            {
                new { childId = "C1", child = new { dateOfBirth = "2015-05-01" }, entries = Array.Empty<object>() },
                new { childId = "C1", entries = Array.Empty<object>() },
                new { childId = "C2", child = new { dateOfBirth = "2015-05-01" }, entries = Array.Empty<object>() },
            },
            Integration);

        answer.Json.EnumerateArray().Select(line => line.Get("status")).Should().Equal("refused", "refused", "stored");
        answer[0, "problem", "type"].GetString().Should().Be("/problems/erased");
        answer[1, "problem", "status"].GetInt32().Should().Be(410);
        (await service.GetAsync("/v1/children/C1", Integration)).ShouldBe(ProblemTypes.Erased);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?dryRun=true")]
    public async Task An_import_that_names_the_child_refuses_the_rows(string query)
    {
        await ErasedAsync("C00001");

        var import = await ImportAsync(HandedIn.Of(2), query);

        HandedIn.CountsOf(import).Should().Equal(2, 1, 0, 1);
        var report = await service.GetAsync($"/v1/imports/{import["id"].GetString()}/report", Integration);
        report.Text.Split("\r\n").Where(line => line.StartsWith("refused,C00001,", StringComparison.Ordinal)).Should().HaveCount(2).And.OnlyContain(line => line.Contains("a child whose record was not erased", StringComparison.Ordinal));
        (await service.GetAsync("/v1/children/C00001", Integration)).ShouldBe(ProblemTypes.Erased);
        HandedIn.CountsOf(await ImportAsync(HandedIn.Of(2), query)).Should().Equal(2, query.Length == 0 ? 0 : 1, query.Length == 0 ? 1 : 0, 1);
    }

    [Fact]
    public async Task An_answer_that_was_kept_for_a_key_is_given_no_more()
    {
        var child = await ChildAsync("C1");
        var entry = new { type = "direct-work", on = "2026-11-05" };
        (await service.PostAsync($"{child}/entries", entry, Integration, ("Idempotency-Key", "k1"))).Status.Should().Be(HttpStatusCode.Created);

        (await service.DeleteAsync($"{child}?reason=court-order", Administrator, ("If-Match", "*"))).Status.Should().Be(HttpStatusCode.NoContent);

        (await service.PostAsync($"{child}/entries", entry, Integration, ("Idempotency-Key", "k1"))).ShouldBe(ProblemTypes.Erased);
        (await service.PostAsync($"{child}/entries", entry, Integration, ("Idempotency-Key", "k1"))).ShouldBe(ProblemTypes.Erased);
    }

    [Fact]
    public async Task The_audit_log_stays_and_tells_of_the_erasure()
    {
        var child = await ErasedAsync("C1");
        await service.GetAsync(child, Integration);

        var rows = (await service.GetAsync("/v1/audit?childId=C1", Administrator)).Items;

        rows.Select(row => $"{row.Get("operation")} {row.Get("status")}").Should().Contain(["PutChild 201", "RecordEntry 201", "EraseChild 204", "GetChild 410"]);
        (await service.GetAsync("/v1/audit?childId=C1", As("quality"), ("X-Access-Reason", "audit"))).ShouldBe(ProblemTypes.Erased);
    }

    [Fact]
    public async Task Of_many_who_erase_at_once_one_does()
    {
        var child = await ChildAsync("C1", "2015-05-01", Care("C1"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(turn => turn % 2 == 0
            ? service.DeleteAsync($"{child}?reason=court-order", Administrator, ("If-Match", "*"))
            : service.PutAsync(child, new { dateOfBirth = FormattableString.Invariant($"2015-05-{turn + 1:00}") }, Integration)));

        answers.Where((_, turn) => turn % 2 == 0).Select(answer => answer.Status).Should().BeEquivalentTo([HttpStatusCode.NoContent, HttpStatusCode.Gone, HttpStatusCode.Gone, HttpStatusCode.Gone]);
        answers.Where((_, turn) => turn % 2 == 1).Should().OnlyContain(answer => answer.Status == HttpStatusCode.OK || answer.Status == HttpStatusCode.Gone);
        (await service.GetAsync(child, Integration)).ShouldBe(ProblemTypes.Erased);
        (await service.GetAsync("/v1/children", Integration)).Items.Should().BeEmpty();
    }

    private (string, string) As(string role, string worker = "W1") => signedIn.Issuer.Bearer(("authority", authority), ("roles", role), ("worker", worker));

    private static object[] Care(string mark) =>
    [
        new { id = "in", type = "admission", on = "2026-01-10", legalStatus = "V2", reference = mark },
        new { id = "home", type = "placement", on = "2026-01-10", placementType = "U6" },
        new { id = "worker", type = "allocation", on = "2026-01-10", role = "social-worker", assignee = "S1" },
    ];

    private async Task<string> ChildAsync(string childId, string dateOfBirth = "2015-05-01", params object[] entries)
    {
        var child = $"/v1/children/{childId}";
        (await service.PutAsync(child, new { dateOfBirth }, Integration)).Status.Should().Be(HttpStatusCode.Created);
        foreach (var entry in entries)
        {
            var answer = await service.PostAsync($"{child}/entries", entry, Integration);
            answer.Status.Should().Be(HttpStatusCode.Created, answer.Text);
        }

        return child;
    }

    private async Task<string> ErasedAsync(string childId)
    {
        var child = await ChildAsync(childId, "2015-05-01", Care(childId));
        (await service.DeleteAsync($"{child}?reason=recorded-in-error", Administrator, ("If-Match", "*"))).Status.Should().Be(HttpStatusCode.NoContent);
        return child;
    }

    private async Task<Answer> ImportAsync((string Name, string Text)[] files, string query)
    {
        var (name, value) = Integration;
        var taken = await HandedIn.HandInAsync(service.Http, HandedIn.Parts(files), query, (name, value));
        taken.Status.Should().Be(HttpStatusCode.Accepted, taken.Text);
        return await HandedIn.EndedAsync((path, headers) => service.GetAsync(path, [.. headers, Integration]), taken.Headers["Location"]);
    }
}
