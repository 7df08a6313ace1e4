using System.Net;
using ChildJourney.Api.Platform;

namespace ChildJourney.Api.Tests.Features.Summaries;

public class GetSummaryTests(GetSummaryTests.Authority authority) : IClassFixture<GetSummaryTests.Authority>
{
    private const string June = "rule=review-first&from=2026-06-01&to=2026-06-30";

    private readonly Service service = authority.Service;

    [Fact]
    public async Task A_question_that_does_not_fit_is_refused()
    {
        (await service.GetAsync("/v1/summary?groupBy=team,rule,iro&view=day&from=2026&to=tomorrow&rule=review-third&level=law&team=&asOf=now&knownAt=now&limit=0&cursor=x&childId=A"))
            .ShouldBe(ProblemTypes.InvalidRequest, "groupBy", "view", "from", "to", "rule", "level", "team", "asOf", "knownAt", "limit", "cursor", "childId");
        (await service.GetAsync("/v1/summary?groupBy=team,team")).ShouldBe(ProblemTypes.InvalidRequest, "groupBy");
        (await service.GetAsync("/v1/summary?from=2026-06-02&to=2026-06-01")).ShouldBe(ProblemTypes.Impossible, "to");
    }

    [Fact]
    public async Task A_cursor_of_another_split_is_refused()
    {
        var next = (await service.GetAsync($"/v1/summary?{June}&groupBy=team&limit=1"))["next"].GetString();

        (await service.GetAsync($"/v1/summary?{June}&groupBy=iro&cursor={next}")).ShouldBe(ProblemTypes.InvalidRequest, "cursor");
    }

    [Fact]
    public async Task Twelve_months_up_to_the_day_are_counted_by_rule_unless_said_otherwise()
    {
        var answer = await service.GetAsync("/v1/summary");

        answer.Json.Names().Should().Equal("from", "to", "comparedWith", "view", "groupBy", "total", "items", "next", "evaluated");
        (answer["from"].GetString(), answer["to"].GetString(), answer["view"].GetString(), answer["groupBy"].GetRawText()).Should().Be(("2025-11-23", "2026-11-22", "event", "[\"rule\"]"));
        answer["comparedWith"].GetRawText().Should().Be("""{"from":"2024-11-23","to":"2025-11-22"}""");
        answer.Items.Select(item => item.GetProperty("key").Get("rule")).Should().BeInAscendingOrder(StringComparer.Ordinal).And.Contain("review-first");
        answer["evaluated", "children"].GetInt32().Should().Be(5);
    }

    [Fact]
    public async Task A_figure_belongs_to_who_held_the_child_on_the_due_date()
    {
        // B was T1's when the review fell due, and is T2's now.
        var answer = await service.GetAsync($"/v1/summary?{June}&groupBy=team");

        answer.Items.Select(item => $"{item.GetProperty("key").Get("team") ?? "none"} {item.Get("onTime")} of {item.Get("due")} = {item.Get("rate")}").Should().Equal("T1 1 of 3 = 33.3", "none 0 of 1 = 0");
        (await service.WalkAsync(answer.Items[0].Get("lateFlags")!, 50)).Select(flag => $"{flag.Get("childId")} {flag.Get("team")}").Should().Equal("B T2", "C T1");
        (await service.WalkAsync(answer.Items[1].Get("lateFlags")!, 50)).Select(flag => flag.Get("childId")).Should().Equal("D");
    }

    [Theory]
    [InlineData("team=T1", 3)]
    [InlineData("team=none", 1)]
    [InlineData("team=T1,none", 4)]
    [InlineData("team=T2", 0)]
    [InlineData("level=guidance", 0)]
    [InlineData("level=regulation&socialWorker=none", 4)]
    [InlineData("iro=I1", 0)]
    public async Task Every_filter_counts_what_it_names(string query, int due) =>
        (await service.GetAsync($"/v1/summary?{June}&{query}"))["total"].GetProperty("due").GetInt32().Should().Be(due);

    [Theory]
    [InlineData("2026-06-28", 0, 0, 4)]
    [InlineData("2026-06-29", 1, 1, 3)]
    [InlineData("2026-06-30", 4, 1, 0)]
    [InlineData("2026-05-31", 0, 0, 0)]
    public async Task What_is_due_on_the_day_itself_counts_once_it_is_done(string asOf, int due, int onTime, int notYetDue)
    {
        var total = (await service.GetAsync($"/v1/summary?{June}&asOf={asOf}"))["total"];

        (total.GetProperty("due").GetInt32(), total.GetProperty("onTime").GetInt32(), total.GetProperty("notYetDue").GetInt32()).Should().Be((due, onTime, notYetDue));
    }

    [Fact]
    public async Task A_table_has_a_line_a_group()
    {
        var answer = await service.GetAsync($"/v1/summary?{June}&groupBy=team,rule", ("Accept", "text/csv"));

        var lines = answer.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0].Should().StartWith("key.team,key.rule,key.iro,key.socialWorker,due,onTime,late,refused,relaxed,ended,notYetDue,cannotDetermine,rate,target,targetMet,previous.due");
        lines[1].Should().StartWith("T1,review-first,,,3,1,2,0,0,0,0,0,33.3,,,");
        lines.Should().HaveCount(3);
    }

    [Fact]
    public async Task What_was_recorded_late_was_not_known_before()
    {
        // E's review was held on 20 June and recorded on 22 November.
        await using var own = new Own();
        await own.Service.InitializeAsync();
        own.Service.Clock.Set("2026-06-01T09:00:00Z");
        await own.Service.ChildAsync("E", new { type = "admission", on = "2026-06-01", legalStatus = "C1" });
        own.Service.Clock.Set("2026-11-22T09:00:00Z");
        (await own.Service.PostAsync("/v1/children/E/entries", new { type = "review", on = "2026-06-20" })).Status.Should().Be(HttpStatusCode.Created);
        const string Query = "/v1/summary?rule=review-first&from=2026-06-01&to=2026-06-30&asOf=2026-07-10";

        var now = await own.Service.GetAsync(Query);
        var before = await own.Service.GetAsync($"{Query}&knownAt=2026-07-10T09:00:00Z");

        (now["total"].Get("onTime"), now["total"].Get("late")).Should().Be(("1", "0"));
        (before["total"].Get("onTime"), before["total"].Get("late"), before["total"].Get("lateFlags")).Should().Be(("0", "1", null));
        (before["evaluated", "children"].GetInt32(), before["evaluated", "knownAt"].GetString()).Should().Be((1, "2026-07-10T09:00:00Z"));
    }

    /// <summary>Four first reviews due on 29 June 2026, of which A's was held that day; the fifth child's is not due in June.</summary>
    public sealed class Authority : IAsyncLifetime
    {
        public Service Service { get; } = new();

        public async Task InitializeAsync()
        {
            await Service.InitializeAsync();
            var admitted = new { type = "admission", on = "2026-06-01", legalStatus = "C1" };
            var toT1 = new { type = "allocation", on = "2026-06-01", role = "team", assignee = "T1" };
            await Service.ChildAsync("A", admitted, toT1, new { type = "review", on = "2026-06-29" });
            await Service.ChildAsync("B", admitted, toT1, new { type = "allocation", on = "2026-07-15", role = "team", assignee = "T2" });
            await Service.ChildAsync("C", admitted, toT1, new { type = "review", on = "2026-07-01" });
            await Service.ChildAsync("D", admitted);
            await Service.ChildAsync("F", new { type = "admission", on = "2026-09-01", legalStatus = "C1" });
        }

        public Task DisposeAsync() => ((IAsyncLifetime)Service).DisposeAsync();
    }

    private sealed class Own : IAsyncDisposable
    {
        public Service Service { get; } = new();

        public async ValueTask DisposeAsync() => await ((IAsyncLifetime)Service).DisposeAsync();
    }
}
