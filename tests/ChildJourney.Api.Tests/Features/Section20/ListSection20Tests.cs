using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Features.Section20;

[OnEveryDatabase]
public class ListSection20Tests(ListSection20Tests.Authority authority) : IClassFixture<ListSection20Tests.Authority>
{
    private readonly Service service = authority.Service;

    [Fact]
    public async Task A_question_that_does_not_fit_is_refused() =>
        (await service.GetAsync("/v1/section20?asOf=2026-13-01&team=&status=overdue&knownAt=2026-01-01T00:00:00Z"))
            .ShouldBe(ProblemTypes.InvalidRequest, "asOf", "team", "status", "knownAt");

    [Fact]
    public async Task The_longest_under_section_20_come_first()
    {
        var answer = await service.GetAsync("/v1/section20");

        answer.Items.Select(row => $"{row.Get("childId")} {row.Get("since")} {row.Get("days")}").Should().Equal(
            "A 2026-06-01 174", "B 2026-06-01 174", "C 2026-08-01 113");
        answer["evaluated"].GetRawText().Should().Be("""{"children":5,"asOf":"2026-11-22","knownAt":"2026-11-22T09:00:00Z","cannotDetermine":0}""");
    }

    [Fact]
    public async Task A_row_has_the_first_review_and_the_plan_in_force()
    {
        var rows = (await service.GetAsync("/v1/section20")).Items;

        rows[0].Names().Should().StartWith(["childId", "team", "socialWorker", "iro", "since", "days", "firstReview", "returnHomePlan"]);
        (rows[0].Get("team"), rows[0].Get("socialWorker"), rows[0].Get("iro")).Should().Be(("T1", null, "I1"));
        rows[0].GetProperty("firstReview").GetRawText().Should().Be("""{"dueOn":"2026-06-29","metOn":"2026-06-29","status":"met"}""");
        rows[0].GetProperty("returnHomePlan").GetRawText().Should().Be("""{"on":"2026-07-01","targetOn":"2027-01-31"}""");
        rows[1].GetProperty("firstReview").GetRawText().Should().Be("""{"dueOn":"2026-06-29","metOn":null,"status":"overdue"}""");
        rows[1].GetProperty("returnHomePlan").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        rows[2].GetProperty("firstReview").GetRawText().Should().Be("""{"dueOn":"2026-06-29","metOn":"2026-07-24","status":"met-late"}""");
    }

    [Theory]
    [InlineData("", "A B C")]
    [InlineData("team=T1", "A")]
    [InlineData("team=none", "B C")]
    [InlineData("iro=I1", "A")]
    [InlineData("socialWorker=none", "A B C")]
    [InlineData("socialWorker=S1", "")]
    [InlineData("asOf=2026-07-31", "A B D")]
    [InlineData("asOf=2026-08-01", "A B C")]
    [InlineData("asOf=2026-05-31", "")]
    public async Task Every_filter_finds_the_children_that_it_names(string query, string expected)
    {
        var answer = await service.GetAsync($"/v1/section20?count=true&{query}");

        answer.Status.Should().Be(HttpStatusCode.OK, answer.Text);
        answer.Items.Select(row => row.Get("childId")).Should().Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        answer["count"].GetInt32().Should().Be(answer.Items.Count);
    }

    [Fact]
    public async Task What_lies_after_the_day_has_not_happened()
    {
        var row = (await service.GetAsync("/v1/section20?asOf=2026-06-28")).Items[0];

        row.GetProperty("firstReview").GetRawText().Should().Be("""{"dueOn":"2026-06-29","metOn":null,"status":"due-soon"}""");
        row.Get("returnHomePlan").Should().BeNull();
        row.Get("days").Should().Be("27");
    }

    [Fact]
    public async Task Pages_hold_every_child_once()
    {
        foreach (var limit in new[] { 1, 2, 3 })
        {
            (await service.WalkAsync("/v1/section20", limit)).Select(row => row.Get("childId")).Should().Equal("A", "B", "C");
        }
    }

    [Fact]
    public async Task Rows_come_as_a_table()
    {
        var lines = (await service.GetAsync("/v1/section20?team=T1", ("Accept", "text/csv"))).Text.Split("\r\n");

        lines[0].Should().StartWith("childId,team,socialWorker,iro,since,days,firstReview.dueOn,firstReview.metOn,firstReview.status,returnHomePlan.on,returnHomePlan.targetOn");
        lines[1].Should().StartWith("A,T1,,I1,2026-06-01,174,2026-06-29,2026-06-29,met,2026-07-01,2027-01-31");
    }

    /// <summary>Children under Section 20 with and without a plan, one who came under it later, one who left it, and one in a series of short breaks.</summary>
    public sealed class Authority : IAsyncLifetime
    {
        public Service Service { get; } = new();

        public async Task InitializeAsync()
        {
            await Service.InitializeAsync();
            await Service.ChildAsync(
                "A",
                new { type = "admission", on = "2026-06-01", legalStatus = "V2" },
                new { type = "allocation", on = "2026-06-01", role = "team", assignee = "T1" },
                new { type = "allocation", on = "2026-06-01", role = "iro", assignee = "I1" },
                new { type = "review", on = "2026-06-29" },
                new { type = "return-home-plan", on = "2026-07-01", targetOn = "2027-01-31" });
            await Service.ChildAsync(
                "B",
                new { type = "admission", on = "2026-06-01", legalStatus = "V2" },
                new { type = "return-home-plan", on = "2026-07-01", endedOn = "2026-08-01" });
            await Service.ChildAsync(
                "C",
                new { type = "admission", on = "2026-06-01", legalStatus = "L2" },
                new { type = "review", on = "2026-07-24" },
                new { type = "legal-status", on = "2026-08-01", legalStatus = "V2" });
            await Service.ChildAsync(
                "D",
                new { type = "admission", on = "2026-06-01", legalStatus = "V2" },
                new { type = "legal-status", on = "2026-08-01", legalStatus = "C2" });
            await Service.ChildAsync("E", new { type = "admission", on = "2026-06-01", legalStatus = "V3" });
        }

        public Task DisposeAsync() => ((IAsyncLifetime)Service).DisposeAsync();
    }
}
