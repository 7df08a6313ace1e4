using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Features.Journeys;

[OnEveryDatabase]
public class GetJourneyTests(Service service) : IClassFixture<Service>
{
    [Fact]
    public async Task What_is_not_known_is_not_found()
    {
        (await service.GetAsync("/v1/children/nobody/journey")).ShouldBe(ProblemTypes.NotFound);
        (await service.GetAsync("/v1/children/nobody/journey?asof=2026-01-01")).ShouldBe(ProblemTypes.InvalidRequest, "asof");
    }

    [Fact]
    public async Task A_journey_has_the_published_shape()
    {
        service.Clock.Set("2026-11-22T09:00:00Z");
        var path = await service.ChildAsync(
            "C1",
            new { id = "e1", type = "admission", on = "2026-06-01", legalStatus = "V2" },
            new { id = "e2", type = "allocation", on = "2026-06-01", role = "team", assignee = "T1" },
            new { id = "e3", type = "allocation", on = "2026-06-01", role = "social-worker", assignee = "SW7" },
            new { id = "e4", type = "allocation", on = "2026-06-01", role = "iro", assignee = "IRO2" },
            new { id = "e5", type = "review", on = "2026-06-24" },
            new { id = "e6", type = "return-home-plan", on = "2026-06-24", targetOn = "2027-01-01" });

        var journey = await service.GetAsync($"{path}/journey");

        journey.Status.Should().Be(HttpStatusCode.OK);
        journey.Json.Names().Should().Equal("child", "asOf", "knownAt", "timeline", "periodsOfCare", "obligations", "drift");
        (journey.Json.Get("asOf"), journey.Json.Get("knownAt")).Should().Be(("2026-11-22", "2026-11-22T09:00:00Z"));
        journey["child"].GetRawText().Should().Be((await service.GetAsync(path)).Text);
        journey["timeline"].GetArrayLength().Should().Be(6);
        journey["timeline", 0].GetRawText().Should().Be("""{"on":"2026-06-01","entryId":"e1","type":"admission","what":"Became looked after under Section 20"}""");
        journey["periodsOfCare"].GetRawText().Should().Be("""[{"from":"2026-06-01","to":null,"closedBy":null}]""");
        journey["obligations"].EnumerateArray().Single(flag => flag.Get("rule") == "review-second").GetRawText().Should().Be(
            """
            {"id":"review-second:2026-06-24","childId":"C1","rule":"review-second","level":"regulation","opensOn":"2026-06-24","dueOn":"2026-09-24","dueAt":null,
            "bookBy":"2026-09-24","metOn":null,"endedOn":null,"refusedOn":null,"status":"overdue","daysOverdue":59,"provisional":false,"relaxed":null,
            "missingFact":null,"because":"Second review was due by 24 September 2026, three months after the first on 24 June 2026; none has been held.",
            "team":"T1","socialWorker":"SW7","iro":"IRO2"}
            """.ReplaceLineEndings(""));
        journey["drift"].EnumerateArray().Single(sign => sign.Get("id") == "review-overdue").GetRawText().Should().Be(
            """
            {"id":"review-overdue","since":"2026-09-25","severity":"red",
            "because":"Second review was due by 24 September 2026, three months after the first on 24 June 2026; none has been held.","figures":{"days":59}}
            """.ReplaceLineEndings(""));
        journey["obligations"].EnumerateArray().Select(flag => flag.Get("dueOn") ?? "never").Should().BeInAscendingOrder();
        journey.Tag.Should().Be((await service.GetAsync(path)).Tag);
        (await service.GetAsync($"{path}/journey", ("If-None-Match", journey.Tag!))).Status.Should().Be(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_review_recorded_late_is_overdue_as_it_was_known_then_and_met_as_it_is_known_now()
    {
        service.Clock.Set("2026-06-02T09:00:00Z");
        var path = await service.ChildAsync("late", new { type = "admission", on = "2026-06-01", legalStatus = "V2" });
        service.Clock.Set("2026-07-10T09:00:00Z");
        await service.PostAsync($"{path}/entries", new { type = "review", on = "2026-06-20" });

        (await FirstReviewAsync("?asOf=2026-07-01&knownAt=2026-07-01T00:00:00Z")).Should().Be(("overdue", null));
        (await FirstReviewAsync("?asOf=2026-07-01&knownAt=2026-07-10T08:59:59.999999Z")).Should().Be(("overdue", null));
        (await FirstReviewAsync("?asOf=2026-07-01")).Should().Be(("met", "2026-06-20"));
        (await FirstReviewAsync("?asOf=2026-06-19")).Should().Be(("due-soon", null));
        (await FirstReviewAsync("")).Should().Be(("met", "2026-06-20"));

        async Task<(string?, string?)> FirstReviewAsync(string query)
        {
            var flag = (await service.GetAsync($"{path}/journey{query}"))["obligations"].EnumerateArray().Single(known => known.Get("rule") == "review-first");
            return (flag.Get("status"), flag.Get("metOn"));
        }
    }

    [Fact]
    public async Task What_lies_after_the_day_has_not_happened()
    {
        service.Clock.Set("2026-11-22T09:00:00Z");
        var path = await service.ChildAsync(
            "after",
            new { type = "admission", on = "2026-06-01", legalStatus = "V2" },
            new { type = "review", on = "2026-06-20" },
            new { type = "discharge", on = "2026-09-01", reason = "E4A" });

        var before = await service.GetAsync($"{path}/journey?asOf=2026-06-19");
        var between = await service.GetAsync($"{path}/journey?asOf=2026-08-31");
        var now = await service.GetAsync($"{path}/journey");

        before["timeline"].GetArrayLength().Should().Be(1);
        before["periodsOfCare"].GetRawText().Should().Be("""[{"from":"2026-06-01","to":null,"closedBy":null}]""");
        before["obligations"].EnumerateArray().Should().OnlyContain(flag => flag.Get("metOn") == null && flag.Get("endedOn") == null);
        before["obligations"].EnumerateArray().Should().NotContain(flag => flag.Get("rule") == "review-second");
        between["obligations"].EnumerateArray().Single(flag => flag.Get("rule") == "review-second").Get("endedOn").Should().BeNull();
        now["periodsOfCare"].GetRawText().Should().Be("""[{"from":"2026-06-01","to":"2026-09-01","closedBy":"discharge"}]""");
        now["obligations"].EnumerateArray().Single(flag => flag.Get("rule") == "review-second").Get("endedOn").Should().Be("2026-09-01");
        now["drift"].GetArrayLength().Should().Be(0);
        (await service.GetAsync($"{path}/journey?asOf=2026-05-31"))["obligations"].GetArrayLength().Should().Be(0);
    }

    [Theory]
    [InlineData("2026-11-02", "birthday")]
    [InlineData("2026-11-01", null)]
    public async Task A_period_of_care_closes_at_the_eighteenth_birthday(string asOf, string? closedBy)
    {
        service.Clock.Set("2026-11-22T09:00:00Z");
        await service.PutAsync("/v1/children/grown", new { dateOfBirth = "2008-11-02" });
        await service.PutAsync("/v1/children/grown/entries/e1", new { type = "admission", on = "2026-06-01", legalStatus = "V2" });

        (await service.GetAsync($"/v1/children/grown/journey?asOf={asOf}"))["periodsOfCare", 0, "closedBy"].GetString().Should().Be(closedBy);
    }
}
