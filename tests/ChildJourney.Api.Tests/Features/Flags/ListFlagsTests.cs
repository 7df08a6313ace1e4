using System.Globalization;
using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Features.Flags;

[OnEveryDatabase]
public class ListFlagsTests(ListFlagsTests.Authority authority) : IClassFixture<ListFlagsTests.Authority>
{
    private const string Rules = "rule=review-first,review-second,section20-return-plan";

    private readonly Service service = authority.Service;

    [Fact]
    public async Task A_question_that_does_not_fit_is_refused_and_says_what_is_allowed()
    {
        var refused = await service.GetAsync(
            "/v1/flags?status=late&rule=review-third&level=law&childId=a%20b&dueFrom=2026&dueTo=2026-02-30&asOf=now&sort=status&limit=501&cursor=x&count=1&knownAt=2026-01-01T00:00:00Z&due=1");

        refused.ShouldBe(
            ProblemTypes.InvalidRequest, "status", "rule", "level", "childId", "dueFrom", "dueTo", "asOf", "sort", "limit", "cursor", "count", "knownAt", "due");
        refused["errors", "status", 0].GetString().Should().Be("one of upcoming, due-soon, overdue, met, met-late, missed, ended, refused, cannot-determine");
        refused["errors", "level", 0].GetString().Should().Be("one of regulation, guidance, local");
        refused["errors", "rule", 0].GetString().Should().StartWith("one of ").And.Contain("review-first");
        refused["errors", "sort", 0].GetString().Should().Be("one of dueOn, -daysOverdue, childId");
        refused["errors", "limit", 0].GetString().Should().Be("a whole number from 1 to 500");
        refused["errors", "due", 0].GetString().Should().Be(
            "no such parameter: there are asOf, status, rule, level, childId, dueFrom, dueTo, team, iro, socialWorker, teamWhenDue, iroWhenDue, socialWorkerWhenDue, relaxed, sort, limit, cursor, count");
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=-1")]
    [InlineData("limit=1.0")]
    [InlineData("limit=")]
    [InlineData("limit=5&limit=6")]
    [InlineData("limit=99999999999")]
    public async Task A_limit_out_of_range_is_refused(string query) =>
        (await service.GetAsync($"/v1/flags?{query}")).ShouldBe(ProblemTypes.InvalidRequest, "limit");

    [Fact]
    public async Task By_default_what_is_overdue_today_is_listed_the_oldest_first()
    {
        var answer = await service.GetAsync($"/v1/flags?{Rules}");

        answer.Json.Names().Should().Equal("items", "next", "evaluated");
        Said(answer).Should().Equal(
            "A section20-return-plan 2026-06-23 overdue 152",
            "C review-first 2026-06-29 overdue 146",
            "C section20-return-plan 2026-06-29 overdue 146",
            "B review-second 2026-09-22 overdue 61",
            "A review-second 2026-10-24 overdue 29");
        answer["evaluated"].GetRawText().Should().Be("""{"children":3,"asOf":"2026-11-22","knownAt":"2026-11-22T09:00:00Z","cannotDetermine":0}""");
        answer["next"].GetString().Should().BeNull();
    }

    [Theory]
    [InlineData("status=met", "B review-first")]
    [InlineData("status=met-late", "A review-first")]
    [InlineData("status=missed", "D review-first")]
    [InlineData("status=missed,met-late", "A review-first, D review-first")]
    [InlineData("status=missed&status=met-late", "A review-first, D review-first")]
    [InlineData("status=ended,refused,cannot-determine,upcoming,due-soon", "")]
    [InlineData("status=due-soon&asOf=2026-09-21", "B review-second")]
    [InlineData("status=due-soon&asOf=2026-09-08", "B review-second")]
    [InlineData("status=upcoming&asOf=2026-09-07", "B review-second, A review-second")]
    [InlineData("status=overdue&asOf=2026-06-30", "A review-first, A section20-return-plan, C review-first, C section20-return-plan, D review-first")]
    [InlineData("level=local", "A section20-return-plan, C section20-return-plan")]
    [InlineData("level=regulation,guidance", "C review-first, B review-second, A review-second")]
    [InlineData("childId=A", "A section20-return-plan, A review-second")]
    [InlineData("childId=A,B&level=regulation", "B review-second, A review-second")]
    [InlineData("childId=nobody", "")]
    [InlineData("dueFrom=2026-07-24", "B review-second, A review-second")]
    [InlineData("dueFrom=2026-07-25&dueTo=2026-10-23", "B review-second")]
    [InlineData("dueTo=2026-06-29", "A section20-return-plan, C review-first, C section20-return-plan")]
    [InlineData("team=T1", "A section20-return-plan, A review-second")]
    [InlineData("team=T1,T2", "A section20-return-plan, B review-second, A review-second")]
    [InlineData("team=none", "C review-first, C section20-return-plan")]
    [InlineData("team=none,T2", "C review-first, C section20-return-plan, B review-second")]
    [InlineData("iro=I1", "A section20-return-plan, A review-second")]
    [InlineData("iro=none", "C review-first, C section20-return-plan, B review-second")]
    [InlineData("socialWorker=S1", "B review-second")]
    [InlineData("socialWorker=S1&team=T1", "")]
    [InlineData("team=T9", "")]
    public async Task Every_filter_finds_the_flags_that_it_names(string query, string expected)
    {
        var answer = await service.GetAsync($"/v1/flags?{Rules}&count=true&{query}");

        answer.Status.Should().Be(HttpStatusCode.OK, answer.Text);
        answer.Items.Select(flag => $"{flag.Get("childId")} {flag.Get("rule")}").Should().Equal(expected.Split(", ", StringSplitOptions.RemoveEmptyEntries));
        answer["count"].GetInt32().Should().Be(answer.Items.Count);
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("team=T1", 1)]
    [InlineData("team=none", 1)]
    [InlineData("childId=A,B,D", 2)]
    [InlineData("asOf=2026-06-30", 4)]
    [InlineData("asOf=2026-05-25", 0)]
    [InlineData("team=T9", 0)]
    public async Task An_empty_list_says_how_many_children_were_looked_at(string query, int children) =>
        (await service.GetAsync($"/v1/flags?{Rules}&status=ended&{query}"))["evaluated", "children"].GetInt32().Should().Be(children);

    [Fact]
    public async Task A_flag_is_an_obligation_of_the_journey()
    {
        var flags = (await service.GetAsync("/v1/flags?childId=A")).Items;

        flags.Should().NotBeEmpty();
        flags.Select(flag => flag.GetRawText()).Should().BeEquivalentTo(
            (await service.GetAsync("/v1/children/A/journey"))["obligations"].EnumerateArray().Where(flag => flag.Get("status") == "overdue").Select(flag => flag.GetRawText()));
    }

    [Fact]
    public async Task Who_held_the_child_on_the_day_asked_about_is_shown_and_searched_for()
    {
        (await service.GetAsync($"/v1/flags?{Rules}&childId=A&asOf=2026-06-30")).Items.Should().OnlyContain(flag => flag.Get("team") == "T0" && flag.Get("iro") == "I1");
        (await service.GetAsync($"/v1/flags?{Rules}&childId=A")).Items.Should().OnlyContain(flag => flag.Get("team") == "T1");
        (await service.GetAsync($"/v1/flags?{Rules}&childId=A&asOf=2027-06-30")).Items.Should().OnlyContain(flag => flag.Get("team") == "T1");
        (await service.GetAsync($"/v1/flags?{Rules}&team=T0&asOf=2026-06-30")).Items.Should().NotBeEmpty().And.OnlyContain(flag => flag.Get("childId") == "A");
        (await service.GetAsync($"/v1/flags?{Rules}&team=T1&asOf=2026-06-30")).Items.Should().BeEmpty();
        (await service.GetAsync($"/v1/flags?{Rules}&team=T0")).Items.Should().BeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("sort=dueOn")]
    [InlineData("sort=-daysOverdue")]
    [InlineData("sort=childId")]
    [InlineData("asOf=2026-07-30")]
    [InlineData("asOf=2026-07-30&sort=-daysOverdue")]
    [InlineData("team=T1,T2&sort=childId")]
    public async Task Pages_hold_every_flag_once_in_order(string query)
    {
        var path = $"/v1/flags?status=upcoming,due-soon,overdue,met,met-late,missed,ended,refused,cannot-determine&{query}";
        var whole = await service.WalkAsync(path, 500);

        whole.Should().HaveCountGreaterThan(5);
        whole.Select(flag => (flag.Get("childId"), flag.Get("id"))).Should().OnlyHaveUniqueItems();
        var keys = whole.Select(flag => query.Contains("childId", StringComparison.Ordinal) ? $"{flag.Get("childId")} {flag.Get("id")}"
            : query.Contains("-days", StringComparison.Ordinal) ? $"{9999 - flag.GetProperty("daysOverdue").GetInt32():0000} {flag.Get("childId")} {flag.Get("id")}"
            : $"{flag.Get("dueOn") ?? "never"} {flag.Get("childId")} {flag.Get("id")}").ToList();
        keys.Should().Equal(keys.Order(StringComparer.Ordinal));
        foreach (var limit in new[] { 1, 2, 3, 7 })
        {
            (await service.WalkAsync(path, limit)).Select(flag => flag.GetRawText()).Should().Equal(whole.Select(flag => flag.GetRawText()), "limit {0}", limit);
        }
    }

    [Fact]
    public async Task Only_the_first_page_says_what_was_looked_at()
    {
        var first = await service.GetAsync($"/v1/flags?{Rules}&limit=2&count=true");
        var second = await service.GetAsync($"/v1/flags?{Rules}&limit=2&count=true&cursor={first["next"].GetString()}");

        first.Json.Names().Should().Equal("items", "next", "count", "evaluated");
        second.Json.Names().Should().Equal("items", "next", "count");
        (first["count"].GetInt32(), second["count"].GetInt32()).Should().Be((5, 5));
        first.Headers["Link"].Should().Be($"</v1/flags?rule=review-first,review-second,section20-return-plan&limit=2&count=true&cursor={first["next"].GetString()}>; rel=\"next\"");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("%00")]
    [InlineData("ZmxhZ3MuZHVlT24")]
    public async Task What_is_no_cursor_is_refused(string cursor) =>
        (await service.GetAsync($"/v1/flags?cursor={cursor}")).ShouldBe(ProblemTypes.InvalidRequest, "cursor");

    [Fact]
    public async Task A_cursor_of_another_list_or_order_is_refused()
    {
        var byDue = (await service.GetAsync($"/v1/flags?{Rules}&limit=1"))["next"].GetString();

        (await service.GetAsync($"/v1/flags?sort=childId&cursor={byDue}")).ShouldBe(ProblemTypes.InvalidRequest, "cursor");
        (await service.GetAsync($"/v1/drift?cursor={byDue}")).ShouldBe(ProblemTypes.InvalidRequest, "cursor");
    }

    [Fact]
    public async Task Flags_come_as_a_table()
    {
        var answer = await service.GetAsync($"/v1/flags?{Rules}&childId=B", ("Accept", "text/csv"));

        answer.Headers["Content-Type"].Should().Be("text/csv; charset=utf-8");
        answer.Headers["Vary"].Should().Contain("Accept");
        answer.Text.Should().Be(
            "id,childId,rule,level,opensOn,dueOn,dueAt,bookBy,metOn,endedOn,refusedOn,status,daysOverdue,provisional,relaxed,missingFact,because,team,socialWorker,iro\r\n"
            + "review-second:2026-06-22,B,review-second,regulation,2026-06-22,2026-09-22,,2026-09-22,,,,overdue,61,false,,,"
            + "\"Second review was due by 22 September 2026, three months after the first on 22 June 2026; none has been held.\",T2,S1,\r\n");
        (await service.GetAsync($"/v1/flags?{Rules}&limit=1", ("Accept", "text/csv"))).Headers.Should().ContainKey("Link");
        (await service.GetAsync($"/v1/flags?{Rules}", ("Accept", "application/json, text/csv;q=0.5"))).Json.Names().Should().Contain("items");
    }

    private static IEnumerable<string> Said(Answer answer) => answer.Items.Select(flag => string.Create(
        CultureInfo.InvariantCulture, $"{flag.Get("childId")} {flag.Get("rule")} {flag.Get("dueOn")} {flag.Get("status")} {flag.Get("daysOverdue")}"));

    /// <summary>Three children looked after and one who was.</summary>
    public sealed class Authority : IAsyncLifetime
    {
        public Service Service { get; } = new();

        public async Task InitializeAsync()
        {
            await Service.InitializeAsync();
            await Service.ChildAsync(
                "A",
                new { type = "admission", on = "2026-05-26", legalStatus = "V2" },
                new { type = "allocation", on = "2026-05-26", role = "team", assignee = "T0" },
                new { type = "allocation", on = "2026-07-01", role = "team", assignee = "T1" },
                new { type = "allocation", on = "2026-06-10", role = "iro", assignee = "I1" },
                new { type = "review", on = "2026-07-24" });
            await Service.PutAsync("/v1/children/A/entries/first", new { type = "discharge", on = "2026-05-27", reason = "E4A" });
            await Service.DeleteAsync("/v1/children/A/entries/first?reason=entered-in-error");
            await Service.ChildAsync(
                "B",
                new { type = "admission", on = "2026-06-01", legalStatus = "C2" },
                new { type = "allocation", on = "2026-06-01", role = "team", assignee = "T2" },
                new { type = "allocation", on = "2026-06-01", role = "social-worker", assignee = "S1" },
                new { type = "review", on = "2026-06-22" });
            await Service.ChildAsync(
                "C",
                new { type = "admission", on = "2026-06-01", legalStatus = "V2" });
            await Service.ChildAsync(
                "D",
                new { type = "admission", on = "2026-06-01", legalStatus = "C2" },
                new { type = "discharge", on = "2026-07-15", reason = "E4A" });
        }

        public Task DisposeAsync() => ((IAsyncLifetime)Service).DisposeAsync();
    }
}
