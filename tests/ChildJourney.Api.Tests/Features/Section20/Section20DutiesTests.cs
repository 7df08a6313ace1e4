using System.Text.Json;

namespace ChildJourney.Api.Tests.Features.Section20;

public class Section20DutiesTests(Section20DutiesTests.Authority authority) : IClassFixture<Section20DutiesTests.Authority>
{
    private readonly Service service = authority.Service;

    [Theory]
    [InlineData("2026-06-09", null, null, null)]
    [InlineData("2026-06-10", null, null, "upcoming")]
    [InlineData("2026-06-12", null, null, "due-soon")]
    [InlineData("2026-06-19", null, null, "due-soon")]
    [InlineData("2026-06-20", "2026-06-20", "parent", "met")]
    [InlineData("2026-08-31", "2026-06-20", "parent", "met")]
    [InlineData("2026-09-01", "2026-06-20", "parent", "upcoming")]
    [InlineData("2026-09-24", "2026-06-20", "parent", "due-soon")]
    [InlineData("2026-09-25", "2026-06-20", "parent", "missed")]
    [InlineData("2026-10-05", "2026-10-05", "young-person", "missed")]
    [InlineData("2026-11-15", "2026-10-05", "young-person", "missed")]
    [InlineData("2026-11-16", "2026-10-05", "young-person", "met")]
    public async Task Consent_is_as_last_given_and_its_duty_that_of_the_last_or_next_review(string day, string? lastOn, string? by, string? status)
    {
        var consent = (await RowAsync("A", day)).GetProperty("consent");

        consent.Names().Should().Equal("lastOn", "by", "status");
        (consent.Get("lastOn"), consent.Get("by"), consent.Get("status")).Should().Be((lastOn, by, status));
    }

    [Theory]
    [InlineData("2026-06-25", null, null, "2026-09-29", "upcoming")]
    [InlineData("2026-06-26", null, null, "2026-09-26", "upcoming")]
    [InlineData("2026-09-12", null, null, "2026-09-26", "due-soon")]
    [InlineData("2026-09-26", null, null, "2026-09-26", "due-soon")]
    [InlineData("2026-09-27", null, null, "2026-09-26", "overdue")]
    [InlineData("2026-09-29", null, null, "2026-09-26", "overdue")]
    [InlineData("2026-09-30", "2026-09-30", "issue-proceedings", "2026-09-26", "met-late")]
    [InlineData("2026-11-22", "2026-09-30", "issue-proceedings", "2026-09-26", "met-late")]
    public async Task Legal_planning_is_due_by_the_second_review(string day, string? on, string? outcome, string dueOn, string status)
    {
        var planning = (await RowAsync("A", day)).GetProperty("legalPlanning");

        planning.Names().Should().Equal("on", "outcome", "dueOn", "status");
        (planning.Get("on"), planning.Get("outcome"), planning.Get("dueOn"), planning.Get("status")).Should().Be((on, outcome, dueOn, status));
    }

    [Theory]
    [InlineData("B", "2026-10-09", """{"on":"2026-03-01","outcome":"pre-proceedings","dueOn":"2026-09-29","status":"met"}""")]
    [InlineData("B", "2026-10-10", """{"on":"2026-10-10","outcome":"no-action","dueOn":"2026-09-29","status":"met"}""")]
    [InlineData("C", "2026-09-29", """{"on":null,"outcome":null,"dueOn":"2026-09-29","status":"due-soon"}""")]
    [InlineData("C", "2026-09-30", """{"on":null,"outcome":null,"dueOn":"2026-09-29","status":"overdue"}""")]
    [InlineData("D", "2026-11-22", """{"on":null,"outcome":null,"dueOn":null,"status":null}""")]
    public async Task A_meeting_counts_from_three_months_before_entry(string child, string day, string expected) =>
        (await RowAsync(child, day)).GetProperty("legalPlanning").GetRawText().Should().Be(expected);

    [Theory]
    [InlineData("B", """{"lastOn":null,"by":null,"status":null}""")]
    [InlineData("C", """{"lastOn":"2026-11-01","by":"parent","status":"missed"}""")]
    [InlineData("D", """{"lastOn":null,"by":null,"status":null}""")]
    public async Task Consent_counts_for_the_review_that_it_comes_before(string child, string expected) =>
        (await RowAsync(child, "2026-11-22")).GetProperty("consent").GetRawText().Should().Be(expected);

    [Fact]
    public async Task Both_come_as_columns_of_the_table()
    {
        var lines = (await service.GetAsync("/v1/section20?team=T1", ("Accept", "text/csv"))).Text.Split("\r\n");

        lines[0].Should().EndWith(",consent.lastOn,consent.by,consent.status,legalPlanning.on,legalPlanning.outcome,legalPlanning.dueOn,legalPlanning.status");
        lines[1].Should().StartWith("A,T1,").And.EndWith(",2026-10-05,young-person,met,2026-09-30,issue-proceedings,2026-09-26,met-late");
    }

    private async Task<JsonElement> RowAsync(string child, string day) =>
        (await service.GetAsync($"/v1/section20?asOf={day}")).Items.Single(row => row.Get("childId") == child);

    /// <summary>Children under Section 20: with two reviews, with an early meeting, with one too early, and with a history that is not recorded.</summary>
    public sealed class Authority : IAsyncLifetime
    {
        public Service Service { get; } = new();

        public async Task InitializeAsync()
        {
            await Service.InitializeAsync();
            await Service.ChildAsync(
                "A",
                "2010-06-01",
                new { type = "admission", on = "2026-06-01", legalStatus = "V2" },
                new { type = "allocation", on = "2026-06-01", role = "team", assignee = "T1" },
                new { type = "review-booked", on = "2026-06-10", bookedFor = "2026-06-26" },
                new { type = "section20-consent", on = "2026-06-20", by = "parent" },
                new { type = "review", on = "2026-06-26" },
                new { type = "review-booked", on = "2026-09-01", bookedFor = "2026-09-25" },
                new { type = "review", on = "2026-09-24" },
                new { type = "legal-planning-meeting", on = "2026-09-30", outcome = "issue-proceedings" },
                new { type = "section20-consent", on = "2026-10-05", by = "young-person" },
                new { type = "review-booked", on = "2026-11-16", bookedFor = "2027-03-01" });
            await Service.ChildAsync(
                "B",
                new { type = "legal-planning-meeting", on = "2026-03-01", outcome = "pre-proceedings" },
                new { type = "admission", on = "2026-06-01", legalStatus = "V2" },
                new { type = "legal-planning-meeting", on = "2026-10-10", outcome = "no-action" });
            await Service.ChildAsync(
                "C",
                new { type = "legal-planning-meeting", on = "2026-02-28", outcome = "pre-proceedings" },
                new { type = "admission", on = "2026-06-01", legalStatus = "V2" },
                new { type = "review", on = "2026-10-30" },
                new { type = "section20-consent", on = "2026-11-01", by = "parent" });
            await Service.ChildAsync("D", new { type = "admission", on = "2026-06-01", legalStatus = "V2", historyFrom = "2026-08-01" });
        }

        public Task DisposeAsync() => ((IAsyncLifetime)Service).DisposeAsync();
    }
}
