using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Features.Children;

[OnEveryDatabase]
public class GetChildTests(Service service) : IClassFixture<Service>
{
    [Fact]
    public async Task What_is_not_known_is_not_found()
    {
        var answer = await service.GetAsync("/v1/children/nobody");

        answer.ShouldBe(ProblemTypes.NotFound);
        (answer["detail"].GetString(), answer["instance"].GetString()).Should().Be(("No child nobody.", "/v1/children/nobody"));
        (await service.GetAsync("/v1/children/a..b")).ShouldBe(ProblemTypes.NotFound);
    }

    [Fact]
    public async Task A_question_that_does_not_fit_is_refused() =>
        (await service.GetAsync("/v1/children/nobody?asOf=yesterday&knownAt=2026-07-01T09:00&limit=5"))
            .ShouldBe(ProblemTypes.InvalidRequest, "asOf", "knownAt", "limit");

    [Fact]
    public async Task A_child_comes_with_how_it_is_looked_after_and_counts_by_status()
    {
        service.Clock.Set("2026-11-22T09:00:00Z");
        var path = await service.ChildAsync(
            "whole",
            new { type = "admission", on = "2026-06-01", legalStatus = "V2" },
            new { type = "placement", on = "2026-06-01", placementType = "U6" },
            new { type = "allocation", on = "2026-06-02", role = "team", assignee = "T1" },
            new { type = "allocation", on = "2026-06-02", role = "social-worker", assignee = "SW7" },
            new { type = "allocation", on = "2026-06-03", role = "iro", assignee = "IRO2" },
            new { type = "review", on = "2026-06-24" },
            new { type = "legal-status", on = "2026-07-01", legalStatus = "C1" });

        var child = (await service.GetAsync(path)).Json;

        child.GetProperty("lookedAfter").GetRawText().Should().Be(
            """{"since":"2026-06-01","legalStatus":"C1","placementType":"U6","team":"T1","socialWorker":"SW7","iro":"IRO2"}""");
        child.GetProperty("counts").Names().Should().Equal("upcoming", "due-soon", "overdue", "met", "met-late", "missed", "ended", "refused", "cannot-determine");
        await CountsShouldBeOfTheJourneyAsync(path, "");
    }

    [Fact]
    public async Task A_child_is_shown_as_it_stood_on_another_day()
    {
        service.Clock.Set("2026-11-22T09:00:00Z");
        var path = await service.ChildAsync(
            "then",
            new { type = "admission", on = "2026-06-01", legalStatus = "V2" },
            new { type = "allocation", on = "2026-06-02", role = "team", assignee = "T1" },
            new { type = "allocation", on = "2026-07-02", role = "team", assignee = (string?)null },
            new { type = "discharge", on = "2026-08-01", reason = "E4A" });

        (await service.GetAsync($"{path}?asOf=2026-05-31"))["lookedAfter"].GetRawText().Should().Be("null");
        (await service.GetAsync($"{path}?asOf=2026-06-01"))["lookedAfter", "team"].GetString().Should().BeNull();
        (await service.GetAsync($"{path}?asOf=2026-07-01"))["lookedAfter", "team"].GetString().Should().Be("T1");
        (await service.GetAsync($"{path}?asOf=2026-07-31"))["lookedAfter", "team"].GetString().Should().BeNull();
        (await service.GetAsync($"{path}?asOf=2026-08-01"))["lookedAfter"].GetRawText().Should().Be("null");
        await CountsShouldBeOfTheJourneyAsync(path, "?asOf=2026-06-28");
        await CountsShouldBeOfTheJourneyAsync(path, "?asOf=2026-07-31");
    }

    [Fact]
    public async Task A_child_is_shown_as_it_was_known_at_an_instant()
    {
        service.Clock.Set("2026-11-01T09:00:00Z");
        var path = await service.ChildAsync("known");
        service.Clock.Set("2026-11-02T09:00:00Z");
        await service.PostAsync($"{path}/entries", new { type = "admission", on = "2026-06-01", legalStatus = "V2" });

        (await service.GetAsync($"{path}?knownAt=2026-11-01T08:59:59Z")).ShouldBe(ProblemTypes.NotFound);
        (await service.GetAsync($"{path}?knownAt=2026-11-01T09:00:00Z"))["lookedAfter"].GetRawText().Should().Be("null");
        (await service.GetAsync($"{path}?knownAt=2026-11-02T09:00:00Z"))["lookedAfter", "since"].GetString().Should().Be("2026-06-01");
    }

    [Fact]
    public async Task A_child_that_the_caller_holds_is_not_sent_again_until_it_or_the_day_changes()
    {
        service.Clock.Set("2026-11-22T09:00:00Z");
        var path = await service.ChildAsync("held", new { type = "admission", on = "2026-06-01", legalStatus = "V2" });
        var tag = (await service.GetAsync(path)).Tag!;

        var held = await service.GetAsync(path, ("If-None-Match", tag));
        (held.Status, held.Text, held.Tag).Should().Be((HttpStatusCode.NotModified, "", tag));
        (await service.GetAsync(path, ("If-None-Match", $"\"other\", W/{tag}"))).Status.Should().Be(HttpStatusCode.NotModified);
        (await service.GetAsync(path, ("If-None-Match", "\"other\""))).Status.Should().Be(HttpStatusCode.OK);
        (await service.GetAsync($"{path}?asOf=2026-11-21", ("If-None-Match", tag))).Status.Should().Be(HttpStatusCode.OK);
        service.Clock.Set("2026-11-23T09:00:00Z");
        (await service.GetAsync(path, ("If-None-Match", tag))).Status.Should().Be(HttpStatusCode.OK);
        service.Clock.Set("2026-11-22T09:00:00Z");
        await service.PostAsync($"{path}/entries", new { type = "sdq", on = "2026-06-01", score = 1 });
        (await service.GetAsync(path, ("If-None-Match", tag))).Status.Should().Be(HttpStatusCode.OK);
    }

    private async Task CountsShouldBeOfTheJourneyAsync(string path, string query)
    {
        var statuses = (await service.GetAsync($"{path}/journey{query}"))["obligations"].EnumerateArray().CountBy(flag => flag.Get("status")!).ToDictionary();
        statuses.Should().NotBeEmpty();
        foreach (var count in (await service.GetAsync(path + query))["counts"].EnumerateObject())
        {
            count.Value.GetInt32().Should().Be(statuses.GetValueOrDefault(count.Name), count.Name);
        }
    }
}
