using System.Text.Json;
using ChildJourney.Api.Platform;

namespace ChildJourney.Api.Tests.Features.IroReports;

public class GetIroReportTests(GetIroReportTests.Authority authority, Service empty) : IClassFixture<GetIroReportTests.Authority>, IClassFixture<Service>
{
    private readonly Service service = authority.Service;

    [Fact]
    public async Task A_question_that_does_not_fit_is_refused() =>
        (await service.GetAsync("/v1/iro-report?year=1990&asOf=today&socialWorker=S1&limit=1&knownAt=2026-01-01T00:00:00Z"))
            .ShouldBe(ProblemTypes.InvalidRequest, "year", "asOf", "socialWorker", "limit", "knownAt");

    [Theory]
    [InlineData("year=2027")]
    [InlineData("year=2026&asOf=2026-03-31")]
    [InlineData("asOf=1900-01-01")]
    public async Task A_year_that_has_not_begun_has_no_report(string query) =>
        (await service.GetAsync($"/v1/iro-report?{query}")).ShouldBe(ProblemTypes.Impossible, "year");

    [Theory]
    [InlineData("", "2025-04-01 2026-03-31 False, 2024-04-01 2025-03-31")]
    [InlineData("?asOf=2026-03-31", "2025-04-01 2026-03-31 False, 2024-04-01 2025-03-31")]
    [InlineData("?asOf=2026-03-30", "2024-04-01 2025-03-31 False, 2023-04-01 2024-03-31")]
    [InlineData("?year=2025&asOf=2026-03-30", "2025-04-01 2026-03-30 True, 2024-04-01 2025-03-30")]
    [InlineData("?year=2027&asOf=2028-02-29", "2027-04-01 2028-02-29 True, 2026-04-01 2027-02-28")]
    [InlineData("?year=2026&asOf=2026-04-01", "2026-04-01 2026-04-01 True, 2025-04-01 2025-04-01")]
    public async Task A_year_runs_from_april_to_march_and_is_compared_with_as_much_of_the_year_before(string query, string expected)
    {
        var report = await empty.GetAsync($"/v1/iro-report{query}");

        $"{report["from"]} {report["to"]} {report["running"]}, {report["previousFrom"]} {report["previousTo"]}".Should().Be(expected);
    }

    [Fact]
    public async Task Reviews_are_counted_on_the_day_they_were_held()
    {
        var reviews = (await service.GetAsync("/v1/iro-report?year=2025"))["reviews"];

        Said(reviews.GetProperty("held")).Should().Be("3 1");
        Parts(reviews.GetProperty("byFormat")).Should().Be("meeting 1 0, paper 1 0, not-recorded 1 1");
        Parts(reviews.GetProperty("byTiming")).Should().Be("on-time 1 1, late 1 0, no-due-date 1 0");
        Said(reviews.GetProperty("notCounting")).Should().Be("1 0");
        Said(reviews.GetProperty("severalSittings")).Should().Be("1 0");
        Said(reviews.GetProperty("adjourned")).Should().Be("1 0");
    }

    [Fact]
    public async Task Reviews_due_are_counted_on_their_due_date_and_the_late_are_listed()
    {
        var due = (await service.GetAsync("/v1/iro-report?year=2025"))["reviews", "dueByRule"].EnumerateArray().Select(rule => $"{rule.Get("rule")} {rule.Get("due")} {rule.Get("onTime")} {rule.Get("late")} {rule.Get("rate")}");

        // The first was held on 31 March and due on 2 April; the third due on 17 December and held on 5 January; the next is due in the year after.
        due.Should().Equal("review-first 1 1 0 100", "review-second 1 1 0 100", "review-subsequent 1 0 1 0");
    }

    [Fact]
    public async Task Participation_is_counted_by_code_and_those_under_four_are_left_out_of_the_rate()
    {
        var participation = (await service.GetAsync("/v1/iro-report?year=2025"))["participation"];

        Parts(participation.GetProperty("byCode")).Should().Contain("PN0 1 0, PN1 1 0").And.Contain("PN7 1 0, not-recorded 0 1");
        Said(participation.GetProperty("heard")).Should().Be("1 0");
        Said(participation.GetProperty("of")).Should().Be("2 0");
        participation.Get("rate").Should().Be("50");
        participation.Get("previousRate").Should().BeNull();
    }

    [Fact]
    public async Task A_dispute_is_open_until_it_is_settled_or_the_child_leaves()
    {
        var disputes = (await service.GetAsync("/v1/iro-report?year=2025"))["disputes"];

        Parts(disputes.GetProperty("openedByStage")).Should().Be("informal 1 0, team-manager 1 0, service-manager 0 0, assistant-director 0 0, director 0 0, cafcass 0 0, not-recorded 1 0");
        Parts(disputes.GetProperty("closedByOutcome")).Should().Be("upheld 1 0, partly-upheld 0 0, not-upheld 0 0, withdrawn 0 0, not-recorded 0 0");
        Parts(disputes.GetProperty("closedByAge")).Should().Be("up-to-4-weeks 1 0, up-to-8-weeks 0 0, up-to-12-weeks 0 0, over-12-weeks 0 0");
        Parts(disputes.GetProperty("openByAge")).Should().Be("up-to-4-weeks 0 0, up-to-8-weeks 1 0, up-to-12-weeks 0 0, over-12-weeks 0 0");
        Said(disputes.GetProperty("lapsed")).Should().Be("1 0");
        disputes.Get("longestOpenDays").Should().Be("29");
    }

    [Theory]
    [InlineData("", "I1 1 0, I2 0 1", "2 1", "1 0")]
    [InlineData("&iro=I1", "I1 1 0", "1 0", "0 0")]
    [InlineData("&team=none", "I1 1 0, I2 0 1", "2 1", "1 0")]
    [InlineData("&team=T1", "", "0 0", "0 0")]
    public async Task Officers_are_listed_by_code_with_the_children_they_hold_on_the_last_day(string filter, string officers, string children, string without)
    {
        var caseloads = (await service.GetAsync($"/v1/iro-report?year=2025{filter}"))["caseloads"];

        string.Join(", ", caseloads.GetProperty("byOfficer").EnumerateArray().Select(officer => $"{officer.Get("iro")} {officer.Get("children")} {officer.Get("previous")}")).Should().Be(officers);
        Said(caseloads.GetProperty("children")).Should().Be(children);
        Said(caseloads.GetProperty("withoutOfficer")).Should().Be(without);
    }

    [Fact]
    public async Task A_review_belongs_to_who_held_the_child_on_its_day()
    {
        Said((await service.GetAsync("/v1/iro-report?year=2025&iro=I2"))["reviews", "held"]).Should().Be("2 1");
        Said((await service.GetAsync("/v1/iro-report?year=2025&iro=I1"))["reviews", "held"]).Should().Be("1 0");
        Said((await service.GetAsync("/v1/iro-report?year=2025&iro=none"))["reviews", "held"]).Should().Be("0 0");
    }

    private static string Said(JsonElement figure) => $"{figure.Get("count")} {figure.Get("previous")}";

    private static string Parts(JsonElement parts) => string.Join(", ", parts.EnumerateArray().Select(part => $"{part.Get("code")} {Said(part)}"));

    /// <summary>A child with reviews either side of 1 April, one who leaves with a dispute open, and one without an officer.</summary>
    public sealed class Authority : IAsyncLifetime
    {
        public Service Service { get; } = new();

        public async Task InitializeAsync()
        {
            await Service.InitializeAsync();
            await Service.ChildAsync(
                "A",
                new { type = "allocation", on = "2025-03-01", role = "iro", assignee = "I2" },
                new { type = "admission", on = "2025-03-05", legalStatus = "C2" },
                new { type = "review", on = "2025-03-31" },
                new { type = "review", on = "2025-06-17", participation = "PN0", format = "meeting" },
                new { type = "review", on = "2025-09-01", participation = "PN7", countsTowardsCycle = false },
                new { type = "review-adjourned", on = "2025-12-17" },
                new { type = "allocation", on = "2026-01-05", role = "iro", assignee = "I1" },
                new { type = "review", on = "2026-01-05", firstSittingOn = "2025-12-17", participation = "PN1", format = "paper" },
                new { type = "dispute", on = "2025-07-01", stage = "team-manager", resolvedOn = "2025-07-29", outcome = "upheld" },
                new { type = "dispute", on = "2026-03-02" });
            await Service.ChildAsync(
                "B",
                new { type = "admission", on = "2025-05-01", legalStatus = "V2" },
                new { type = "dispute", on = "2025-05-20", stage = "informal", resolvedOn = "2025-06-20" },
                new { type = "discharge", on = "2025-06-01", reason = "E4A" });
            await Service.ChildAsync("C", new { type = "admission", on = "2026-03-31", legalStatus = "V2" });
        }

        public Task DisposeAsync() => ((IAsyncLifetime)Service).DisposeAsync();
    }
}
