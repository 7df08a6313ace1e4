using ChildJourney.Api.Platform;

namespace ChildJourney.Api.Tests.Features.Trends;

public class ListTrendsTests(ListTrendsTests.Authority authority, Service empty) : IClassFixture<ListTrendsTests.Authority>, IClassFixture<Service>
{
    private readonly Service service = authority.Service;

    [Fact]
    public async Task A_question_that_does_not_fit_is_refused() =>
        (await service.GetAsync("/v1/trends?interval=week&from=2026-13-01&by=iro&ageBand=17&limit=0&knownAt=2026-01-01T00:00:00Z&cursor=x"))
            .ShouldBe(ProblemTypes.InvalidRequest, "measure", "interval", "from", "by", "ageBand", "limit", "knownAt", "cursor");

    [Fact]
    public async Task An_alert_is_no_measure_for_it_is_never_on_time() =>
        (await service.GetAsync("/v1/trends?measure=unregulated-under-16")).ShouldBe(ProblemTypes.InvalidRequest, "measure");

    [Fact]
    public async Task A_last_day_before_the_first_is_impossible_and_too_many_periods_are_refused()
    {
        (await service.GetAsync("/v1/trends?measure=entrants&from=2026-02-01&to=2026-01-31")).ShouldBe(ProblemTypes.Impossible, "to");
        (await service.GetAsync("/v1/trends?measure=entrants&from=1990-01-01")).ShouldBe(ProblemTypes.InvalidRequest, "from");
        (await service.GetAsync("/v1/trends?measure=entrants&from=1989-12-31&to=1990-01-01")).ShouldBe(ProblemTypes.InvalidRequest, "from");
        (await service.GetAsync("/v1/trends?measure=entrants&interval=quarter&from=1990-01-01")).Items.Should().HaveCount(50);
    }

    [Theory]
    [InlineData("", "2025-12 2026-11", 12)]
    [InlineData("&interval=month&asOf=2026-02-28", "2025-03 2026-02", 12)]
    [InlineData("&interval=quarter", "2025-Q1 2026-Q4", 8)]
    [InlineData("&interval=quarter&asOf=2026-09-30", "2024-Q4 2026-Q3", 8)]
    [InlineData("&from=2026-01-31&to=2026-02-01", "2026-01 2026-02", 2)]
    [InlineData("&from=2026-10-31&to=2027-12-01", "2026-10 2026-11", 2)]
    [InlineData("&to=2024-02-29", "2023-03 2024-02", 12)]
    [InlineData("&asOf=2199-12-31", "2199-01 2199-12", 12)]
    public async Task Whole_periods_are_listed_up_to_the_day_asked_about(string query, string expected, int count)
    {
        var items = (await empty.GetAsync($"/v1/trends?measure=children-in-care{query}")).Items;

        items.Should().HaveCount(count);
        $"{items[0].Get("period")} {items[^1].Get("period")}".Should().Be(expected);
    }

    [Theory]
    [InlineData("&from=2026-12-01")]
    [InlineData("&asOf=1900-01-01")]
    [InlineData("&asOf=1900-01-01&ageBand=16-17")]
    public async Task There_are_no_periods_before_the_first_or_after_the_day(string query) =>
        (await empty.GetAsync($"/v1/trends?measure=children-in-care{query}")).Items.Should().BeEmpty();

    [Theory]
    [InlineData("children-in-care", "1 0, 1 1, 2 1, 3 0, 2 0, 2 0")]
    [InlineData("entrants", "0 0, 0 1, 1 0, 1 0, 0 0, 0 0")]
    [InlineData("leavers", "0 0, 0 0, 0 0, 0 1, 1 0, 0 0")]
    public async Task Care_is_counted_at_the_edges_of_months(string measure, string expected) => string.Join(
        ", ",
        (await service.GetAsync($"/v1/trends?measure={measure}&from=2026-01-01&to=2026-06-30")).Items.Select(item => $"{item.Get("value")} {item.Get("shortBreaks")}")).Should().Be(expected);

    [Theory]
    [InlineData("2026-02-28", "10-15 0 1, 16-17 1 0")]
    [InlineData("2026-03-01", "16-17 1 1")]
    public async Task Who_turns_sixteen_is_counted_so_from_that_day_on(string day, string expected) => string.Join(
        ", ",
        (await service.GetAsync($"/v1/trends?measure=children-in-care&by=ageBand&from={day}&to={day}&asOf={day}")).Items.Select(item => $"{item.Get("ageBand")} {item.Get("value")} {item.Get("shortBreaks")}"))
        .Should().Be(expected);

    [Fact]
    public async Task Who_leaves_at_eighteen_is_counted_at_seventeen_with_the_last_team() => string.Join(
        ", ",
        (await service.GetAsync("/v1/trends?measure=leavers&by=team,ageBand&from=2026-05-01&to=2026-05-31")).Items.Select(item => $"{item.Get("team")} {item.Get("ageBand")} {item.Get("value")}"))
        .Should().Be("T1 16-17 1");

    [Fact]
    public async Task A_list_of_figures_can_be_had_as_a_table()
    {
        var answer = await service.GetAsync("/v1/trends?measure=children-in-care&from=2026-02-01&to=2026-02-28", ("Accept", "text/csv"));

        answer.Text.Should().Be(
            "period,from,to,running,team,ageBand,due,onTime,late,rate,value,shortBreaks,change.since,change.by,change.percent,lateFlags,children\r\n"
            + "2026-02,2026-02-01,2026-02-28,false,,,,,,,1,1,2025-08,0,0,,\"/v1/children?lookedAfter=true&legalStatus=C1,C2,D1,E1,V2,L1,L2,L3,J1,J2,J3&asOf=2026-02-28\"\r\n");
    }

    [Fact]
    public async Task What_is_running_is_marked_and_is_compared_with_nothing()
    {
        var answer = await service.GetAsync("/v1/trends?measure=review-first&count=true");

        answer.Json.Names().Should().Equal("measure", "interval", "by", "items", "next", "count", "evaluated");
        answer["count"].GetInt32().Should().Be(12);
        answer.Items.Select(item => item.GetProperty("running").GetBoolean()).Should().Equal(Enumerable.Range(1, 12).Select(number => number == 12));
        answer.Items[^1].Get("change").Should().BeNull();
        answer["evaluated"].GetRawText().Should().Be("""{"children":2,"asOf":"2026-11-22","knownAt":"2026-11-22T09:00:00Z","cannotDetermine":0}""");
    }

    /// <summary>Four children: one long in care who turns 16 on 1 March, one for whom short breaks become full care, one who comes on a leap-like edge, one who turns 18.</summary>
    public sealed class Authority : IAsyncLifetime
    {
        public Service Service { get; } = new();

        public async Task InitializeAsync()
        {
            await Service.InitializeAsync();
            await Service.ChildAsync("A", "2008-05-01", new { type = "allocation", on = "2020-01-01", role = "team", assignee = "T1" }, new { type = "admission", on = "2020-01-01", legalStatus = "C2" },
                new { type = "allocation", on = "2026-05-01", role = "team", assignee = (string?)null });
            await Service.ChildAsync("B", "2010-03-01", new { type = "admission", on = "2026-02-01", legalStatus = "V4" }, new { type = "legal-status", on = "2026-04-01", legalStatus = "V2" });
            await Service.ChildAsync("C", "2015-05-01", new { type = "admission", on = "2026-03-31", legalStatus = "J1" });
            await Service.ChildAsync("D", "2015-05-01", new { type = "admission", on = "2026-03-10", legalStatus = "V2" }, new { type = "discharge", on = "2026-03-10", reason = "E4A" });
        }

        public Task DisposeAsync() => ((IAsyncLifetime)Service).DisposeAsync();
    }
}
