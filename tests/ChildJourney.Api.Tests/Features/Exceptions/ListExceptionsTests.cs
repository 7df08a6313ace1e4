using ChildJourney.Api.Platform;

namespace ChildJourney.Api.Tests.Features.Exceptions;

public class ListExceptionsTests(ListExceptionsTests.Authority authority) : IClassFixture<ListExceptionsTests.Authority>
{
    private readonly Service service = authority.Service;

    [Fact]
    public async Task A_question_that_does_not_fit_is_refused()
    {
        (await service.GetAsync("/v1/exceptions?period=2026-13&asOf=x&team=&limit=0&cursor=x&rule=review-first")).ShouldBe(ProblemTypes.InvalidRequest, "period", "asOf", "team", "limit", "cursor", "rule");
        (await service.GetAsync("/v1/exceptions?period=2026-12")).ShouldBe(ProblemTypes.Impossible, "period");
    }

    [Theory]
    [InlineData("", "2026-10", "2026-10-31")]
    [InlineData("?asOf=2026-10-31", "2026-09", "2026-09-30")]
    [InlineData("?asOf=2026-11-01", "2026-10", "2026-10-31")]
    [InlineData("?asOf=2026-01-15", "2025-12", "2025-12-31")]
    [InlineData("?period=2026-11", "2026-11", "2026-11-22")]
    public async Task The_last_full_month_is_reported_unless_one_is_named(string query, string period, string overdueOn)
    {
        var answer = await service.GetAsync("/v1/exceptions" + query);

        (answer["period"].GetString(), answer["overdueOn"].GetString()).Should().Be((period, overdueOn));
    }

    [Fact]
    public async Task A_rule_below_its_target_comes_first_with_what_is_missing_and_the_teams()
    {
        var rule = (await service.GetAsync("/v1/exceptions?period=2026-06"))["rules"][0];

        (rule.Get("rule"), rule.Get("due"), rule.Get("onTime"), rule.Get("late"), rule.Get("rate")).Should().Be(("review-first", "3", "1", "2", "33.3"));
        (rule.Get("target"), rule.Get("shortfallPoints"), rule.Get("shortfallEvents")).Should().Be(("90", "56.7", "2"));
        rule.GetProperty("teams").EnumerateArray().Select(team => $"{team.Get("team")} {team.Get("onTime")} of {team.Get("due")}").Should().Equal("T1 0 of 1", " 0 of 1");
        (await service.WalkAsync(rule.Get("lateFlags")!, 50)).Select(flag => flag.Get("childId")).Should().Equal("B", "C");
    }

    [Fact]
    public async Task A_duty_of_law_without_a_target_is_an_exception_once_anything_was_late()
    {
        var rules = (await service.GetAsync("/v1/exceptions?period=2026-06"))["rules"].EnumerateArray().Skip(1).ToList();

        rules.Should().NotBeEmpty().And.OnlyContain(rule => rule.Get("target") == null && rule.Get("late") != "0");
    }

    [Fact]
    public async Task The_oldest_still_overdue_is_never_hidden()
    {
        var answer = await service.GetAsync("/v1/exceptions?count=true&limit=500");
        var items = answer.Items.Where(item => item.Get("rule") == "review-first").ToList();

        answer.Items.Select(item => item.Get("dueOn")).Should().BeInAscendingOrder(StringComparer.Ordinal);
        answer["count"].GetInt32().Should().Be(answer.Items.Count);
        items.Select(item => $"{item.Get("childId")} {item.Get("dueOn")} {item.Get("status")} {item.Get("daysLate")} {item.Get("lateInPeriod")} {item.Get("openAtEnd")} {item.Get("team")}")
            .Should().Equal("B 2026-06-29 overdue 146 false true T1");
        (await service.WalkAsync("/v1/exceptions", 2)).Should().HaveSameCount(answer.Items);
    }

    [Fact]
    public async Task What_reached_its_target_and_what_was_not_due_is_named_too()
    {
        var answer = await service.GetAsync("/v1/exceptions?period=2026-08");

        answer["nothingDue"].GetRawText().Should().Be("""["pep-termly","review-first"]""");
        answer["targetsReached"].GetArrayLength().Should().Be(0);
        (await service.GetAsync("/v1/exceptions?period=2026-06&team=T9"))["rules"].GetArrayLength().Should().Be(0);
    }

    /// <summary>Three first reviews due on 29 June 2026: A's held in time, C's late, B's never.</summary>
    public sealed class Authority : IAsyncLifetime
    {
        public Service Service { get; } = new();

        public async Task InitializeAsync()
        {
            await Service.InitializeAsync();
            await Service.PolicyAsync(new { targets = new Dictionary<string, decimal> { ["review-first"] = 90, ["pep-termly"] = 90 } });
            var admitted = new { type = "admission", on = "2026-06-01", legalStatus = "C1" };
            await Service.ChildAsync("A", admitted, new { type = "allocation", on = "2026-06-01", role = "team", assignee = "T2" }, new { type = "review", on = "2026-06-29" });
            await Service.ChildAsync("B", admitted, new { type = "allocation", on = "2026-06-01", role = "team", assignee = "T1" });
            await Service.ChildAsync("C", admitted, new { type = "review", on = "2026-07-01" });
        }

        public Task DisposeAsync() => ((IAsyncLifetime)Service).DisposeAsync();
    }
}
