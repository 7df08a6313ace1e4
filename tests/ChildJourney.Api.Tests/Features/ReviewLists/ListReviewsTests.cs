using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Features.ReviewLists;

[OnEveryDatabase]
public class ListReviewsTests(ListReviewsTests.Authority authority, Service empty) : IClassFixture<ListReviewsTests.Authority>, IClassFixture<Service>
{
    private readonly Service service = authority.Service;

    [Fact]
    public async Task A_question_that_does_not_fit_is_refused_and_says_what_is_allowed()
    {
        var refused = await service.GetAsync("/v1/reviews?status=met&dueFrom=2026-02-30&dueTo=soon&asOf=2026-13-01&limit=0&rule=review-first&knownAt=2026-01-01T00:00:00Z");

        refused.ShouldBe(ProblemTypes.InvalidRequest, "status", "dueFrom", "dueTo", "asOf", "limit", "rule", "knownAt");
        refused["errors", "status", 0].GetString().Should().ContainAll("overdue", "due-soon", "upcoming", "cannot-determine").And.NotContain("met");
    }

    [Theory]
    [InlineData("reviews\nsoon\nA")]
    [InlineData("reviews\n2026-10-29")]
    [InlineData("section20\n2026-10-29\nA")]
    public async Task A_cursor_that_was_not_given_out_is_refused(string text)
    {
        var cursor = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(text));

        (await service.GetAsync($"/v1/reviews?cursor={cursor}")).ShouldBe(ProblemTypes.InvalidRequest, "cursor");
    }

    [Fact]
    public async Task A_row_says_all_of_the_next_review_and_of_what_is_outstanding()
    {
        var answer = await service.GetAsync("/v1/reviews");

        answer.Json.Names().Should().Equal("items", "next", "evaluated");
        answer["evaluated"].GetRawText().Should().Be("""{"children":7,"asOf":"2026-11-22","knownAt":"2026-11-22T09:00:00Z","cannotDetermine":0}""");
        RowOf(answer, "A").Should().Be(
            $$"""
            {"childId":"A","team":"T1","socialWorker":"S1","iro":"I1","lookedAfterSince":"2026-03-02","lastReviewOn":"2026-06-26","nextRule":"review-subsequent","dueOn":"2026-12-26","bookBy":"2026-12-24","bookedFor":"2026-12-17","status":"upcoming","daysOverdue":0,"decisions":"met-late","record":"overdue","pep":"met","health":{{await HealthOfAsync("A")}},"permanencePlan":"met"}
            """);
        RowOf(answer, "F").Should().Be(
            $$"""
            {"childId":"F","team":null,"socialWorker":null,"iro":null,"lookedAfterSince":"2026-09-07","lastReviewOn":"2026-10-02","nextRule":"review-second","dueOn":"2027-01-02","bookBy":"2026-12-31","bookedFor":"2026-12-18","status":"upcoming","daysOverdue":0,"decisions":"met","record":"met","pep":"upcoming","health":{{await HealthOfAsync("F")}},"permanencePlan":"upcoming"}
            """);
    }

    [Fact]
    public async Task What_does_not_apply_is_null()
    {
        var answer = await service.GetAsync("/v1/reviews");

        RowOf(answer, "B").Should().Be(
            $$"""
            {"childId":"B","team":"T1","socialWorker":null,"iro":"I1","lookedAfterSince":"2026-10-01","lastReviewOn":null,"nextRule":"review-first","dueOn":"2026-10-29","bookBy":"2026-10-29","bookedFor":null,"status":"overdue","daysOverdue":24,"decisions":null,"record":null,"pep":"upcoming","health":{{await HealthOfAsync("B")}},"permanencePlan":"upcoming"}
            """);
        RowOf(answer, "C").Should().Be(
            $$"""
            {"childId":"C","team":"T2","socialWorker":"S1","iro":"I2","lookedAfterSince":"2026-11-02","lastReviewOn":null,"nextRule":"review-first","dueOn":"2026-11-30","bookBy":"2026-11-30","bookedFor":"2026-11-27","status":"due-soon","daysOverdue":0,"decisions":null,"record":null,"pep":null,"health":{{await HealthOfAsync("C")}},"permanencePlan":"upcoming"}
            """);
    }

    [Theory]
    [InlineData("", "D B G C H A F")]
    [InlineData("iro=I1", "D B G H A")]
    [InlineData("iro=I1,I2", "D B G C H A")]
    [InlineData("iro=none", "F")]
    [InlineData("team=T1", "B A")]
    [InlineData("team=none", "D G H F")]
    [InlineData("team=none&team=T2", "D G C H F")]
    [InlineData("socialWorker=S1", "C A")]
    [InlineData("socialWorker=S1&iro=I1", "A")]
    [InlineData("socialWorker=S9", "")]
    [InlineData("status=overdue", "D B")]
    [InlineData("status=due-soon", "G C H")]
    [InlineData("status=upcoming", "A F")]
    [InlineData("status=overdue,upcoming", "D B A F")]
    [InlineData("status=cannot-determine", "")]
    [InlineData("dueFrom=2026-11-30", "C H A F")]
    [InlineData("dueFrom=2026-12-01", "A F")]
    [InlineData("dueTo=2026-11-30", "D B G C H")]
    [InlineData("dueTo=2026-11-29", "D B G")]
    [InlineData("dueFrom=2026-11-26&dueTo=2026-11-29", "")]
    [InlineData("iro=I1&dueFrom=2026-11-23&dueTo=2026-11-29", "G")]
    [InlineData("asOf=2026-11-09&team=T1", "B C A")]
    [InlineData("asOf=2026-11-10&team=T1", "B A")]
    [InlineData("asOf=2026-11-10&team=T2", "C")]
    [InlineData("asOf=2026-11-15&iro=I1", "D B E G H A")]
    [InlineData("asOf=2026-11-16&iro=I1", "D B G H A")]
    [InlineData("asOf=2026-08-31&iro=I1", "D A")]
    [InlineData("asOf=2026-09-01&iro=I1", "D A")]
    [InlineData("asOf=2026-10-29&status=overdue", "D")]
    [InlineData("asOf=2026-10-30&status=overdue", "D B E")]
    [InlineData("asOf=2026-01-04", "")]
    public async Task Every_filter_finds_the_children_that_it_names_the_earliest_due_first(string query, string expected)
    {
        var answer = await service.GetAsync($"/v1/reviews?count=true&{query}");

        answer.Status.Should().Be(HttpStatusCode.OK, answer.Text);
        answer.Items.Select(row => row.Get("childId")).Should().Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        answer["count"].GetInt32().Should().Be(answer.Items.Count);
    }

    [Theory]
    [InlineData("iro=I1", 5)]
    [InlineData("iro=I1&status=overdue&dueTo=2026-01-01", 5)]
    [InlineData("team=T2", 1)]
    [InlineData("team=T9", 0)]
    [InlineData("asOf=2026-11-15", 8)]
    [InlineData("asOf=2026-01-04", 0)]
    public async Task The_children_looked_at_are_those_looked_after_whom_the_filter_names(string query, int children) =>
        (await service.GetAsync($"/v1/reviews?{query}"))["evaluated", "children"].GetInt32().Should().Be(children);

    [Fact]
    public async Task The_week_of_a_reviewing_officer_is_one_request()
    {
        var week = await service.GetAsync("/v1/reviews?iro=I1&dueFrom=2026-11-23&dueTo=2026-11-29");

        var row = week.Items.Should().ContainSingle().Which;
        (row.Get("childId"), row.Get("dueOn"), row.Get("bookedFor"), row.Get("status")).Should().Be(("G", "2026-11-25", "2026-11-24", "due-soon"));
        week["next"].ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
    }

    [Theory]
    [InlineData("2026-04-09", "2026-03-27", "review-second", "2026-06-27", "2026-06-26", null)]
    [InlineData("2026-04-10", "2026-03-27", "review-second", "2026-06-27", "2026-06-26", "2026-06-30")]
    [InlineData("2026-06-25", "2026-03-27", "review-second", "2026-06-27", "2026-06-26", "2026-06-30")]
    [InlineData("2026-06-26", "2026-06-26", "review-subsequent", "2026-12-26", "2026-12-24", null)]
    [InlineData("2026-07-01", "2026-06-26", "review-subsequent", "2026-12-26", "2026-12-24", "2026-12-10")]
    [InlineData("2026-11-01", "2026-06-26", "review-subsequent", "2026-12-26", "2026-12-24", "2026-12-10")]
    [InlineData("2026-11-02", "2026-06-26", "review-subsequent", "2026-12-26", "2026-12-24", "2026-12-17")]
    public async Task The_next_review_and_its_booking_are_those_known_on_the_day(string day, string last, string rule, string dueOn, string bookBy, string? bookedFor)
    {
        var row = await OfAAsync(day);

        (row.Get("lastReviewOn"), row.Get("nextRule"), row.Get("dueOn"), row.Get("bookBy"), row.Get("bookedFor")).Should().Be((last, rule, dueOn, bookBy, bookedFor));
    }

    [Theory]
    [InlineData("2026-06-25", "met", "met-late")]
    [InlineData("2026-06-26", "due-soon", "upcoming")]
    [InlineData("2026-07-03", "due-soon", "due-soon")]
    [InlineData("2026-07-04", "overdue", "due-soon")]
    [InlineData("2026-07-06", "met-late", "due-soon")]
    [InlineData("2026-07-17", "met-late", "due-soon")]
    [InlineData("2026-07-18", "met-late", "overdue")]
    public async Task Decisions_and_record_are_those_of_the_last_review(string day, string decisions, string record)
    {
        var row = await OfAAsync(day);

        (row.Get("decisions"), row.Get("record")).Should().Be((decisions, record));
    }

    [Theory]
    [InlineData("2026-12-11", "upcoming", 0)]
    [InlineData("2026-12-12", "due-soon", 0)]
    [InlineData("2026-12-26", "due-soon", 0)]
    [InlineData("2026-12-27", "overdue", 1)]
    [InlineData("2027-01-10", "overdue", 15)]
    public async Task A_day_to_come_is_answered_as_if_nothing_more_were_recorded(string day, string status, int daysOverdue)
    {
        var row = await OfAAsync(day);

        (row.Get("status"), row.GetProperty("daysOverdue").GetInt32(), row.Get("bookedFor")).Should().Be((status, daysOverdue, "2026-12-17"));
    }

    [Fact]
    public async Task Pages_hold_every_child_once()
    {
        foreach (var limit in new[] { 1, 2, 3, 6, 7 })
        {
            (await service.WalkAsync("/v1/reviews", limit)).Select(row => row.Get("childId")).Should().Equal("D", "B", "G", "C", "H", "A", "F");
            (await service.WalkAsync("/v1/reviews?iro=I1", limit)).Select(row => row.Get("childId")).Should().Equal("D", "B", "G", "H", "A");
        }
    }

    [Fact]
    public async Task What_was_looked_at_is_said_on_the_first_page_and_the_count_on_each()
    {
        var first = await service.GetAsync("/v1/reviews?limit=4&count=true");
        var second = await service.GetAsync($"/v1/reviews?limit=4&count=true&cursor={first["next"].GetString()}");

        first.Json.Names().Should().Equal("items", "next", "count", "evaluated");
        second.Json.Names().Should().Equal("items", "next", "count");
        (first["count"].GetInt32(), second["count"].GetInt32(), second.Items.Count).Should().Be((7, 7, 3));
    }

    [Fact]
    public async Task Rows_come_as_a_table()
    {
        var lines = (await service.GetAsync("/v1/reviews?team=T1", ("Accept", "text/csv"))).Text.Split("\r\n");
        var health = new[] { await HealthOfAsync("B"), await HealthOfAsync("A") }.Select(status => status == "null" ? "" : status.Trim('"')).ToList();

        lines.Should().Equal(
            "childId,team,socialWorker,iro,lookedAfterSince,lastReviewOn,nextRule,dueOn,bookBy,bookedFor,status,daysOverdue,decisions,record,pep,health,permanencePlan",
            $"B,T1,,I1,2026-10-01,,review-first,2026-10-29,2026-10-29,,overdue,24,,,upcoming,{health[0]},upcoming",
            $"A,T1,S1,I1,2026-03-02,2026-06-26,review-subsequent,2026-12-26,2026-12-24,2026-12-17,upcoming,0,met-late,overdue,met,{health[1]},met",
            "");
    }

    [Fact]
    public async Task A_next_review_that_cannot_be_determined_comes_last_and_is_counted()
    {
        await empty.PolicyAsync(new { recordedFrom = new { review = "2026-09-01" } });
        await empty.ChildAsync("unknown-1", new { type = "admission", on = "2026-06-01", legalStatus = "C2" });
        await empty.ChildAsync("unknown-2", new { type = "admission", on = "2026-06-01", legalStatus = "C2" });
        await empty.ChildAsync("known", new { type = "admission", on = "2026-11-02", legalStatus = "C2" });

        var answer = await empty.GetAsync("/v1/reviews");

        answer.Items.Select(row => (row.Get("childId"), row.Get("dueOn"), row.Get("bookBy"), row.Get("status"), row.Get("daysOverdue"))).Should().Equal(
            ("known", "2026-11-30", "2026-11-30", "due-soon", "0"),
            ("unknown-1", null, null, "cannot-determine", "0"),
            ("unknown-2", null, null, "cannot-determine", "0"));
        answer["evaluated", "cannotDetermine"].GetInt32().Should().Be(2);
        (await empty.GetAsync("/v1/reviews?status=overdue"))["evaluated", "cannotDetermine"].GetInt32().Should().Be(2, "an empty list is no all-clear");
        (await empty.GetAsync("/v1/reviews?status=cannot-determine")).Items.Should().HaveCount(2);
        (await empty.WalkAsync("/v1/reviews", 1)).Select(row => row.Get("childId")).Should().Equal("known", "unknown-1", "unknown-2");
    }

    private static string RowOf(Answer answer, string childId) => answer.Items.Single(row => row.Get("childId") == childId).GetRawText();

    /// <summary>What the journey says of the child's health: the latest review of it, or else the first assessment, or null.</summary>
    private async Task<string> HealthOfAsync(string childId)
    {
        var obligations = (await service.GetAsync($"/v1/children/{childId}/journey"))["obligations"].EnumerateArray().ToList();
        foreach (var rule in new[] { "health-review", "health-initial" })
        {
            var latest = obligations.Where(flag => flag.Get("rule") == rule).OrderBy(flag => flag.Get("opensOn"), StringComparer.Ordinal).LastOrDefault();
            if (latest.ValueKind == System.Text.Json.JsonValueKind.Object)
            {
                return latest.GetProperty("status").GetRawText();
            }
        }

        return "null";
    }

    private async Task<System.Text.Json.JsonElement> OfAAsync(string day) =>
        (await service.GetAsync($"/v1/reviews?iro=I1&asOf={day}")).Items.Single(row => row.Get("childId") == "A");

    /// <summary>Six children with a review to come, one placed for adoption and one who left.</summary>
    public sealed class Authority : IAsyncLifetime
    {
        public Service Service { get; } = new();

        public async Task InitializeAsync()
        {
            await Service.InitializeAsync();
            var terms = new[] { new { name = "autumn-2026", firstDay = "2026-09-02", lastDay = "2026-12-18" } };
            await Service.PolicyAsync(new { terms });
            await Service.ChildAsync(
                "A",
                Admission("2026-03-02"),
                Allocation("2026-03-02", "team", "T1"),
                Allocation("2026-03-02", "social-worker", "S1"),
                Allocation("2026-03-02", "iro", "I1"),
                new { type = "health-assessment", on = "2026-03-20" },
                new { type = "review", on = "2026-03-27", decisionsOn = "2026-04-01", recordOn = "2026-04-22" },
                Booking("2026-04-10", "2026-06-30"),
                new { type = "permanence-plan", on = "2026-05-05", route = "kinship" },
                new { type = "review", on = "2026-06-26", decisionsOn = "2026-07-06" },
                Booking("2026-07-01", "2026-12-10"),
                new { type = "pep", on = "2026-10-05", completedOn = "2026-10-12" },
                Booking("2026-11-02", "2026-12-17"));
            await Service.ChildAsync("B", Admission("2026-10-01"), Allocation("2026-10-01", "team", "T1"), Allocation("2026-10-01", "iro", "I1"));
            await Service.ChildAsync(
                "C",
                "2024-01-01",
                Admission("2026-11-02"),
                Allocation("2026-11-02", "team", "T1"),
                Allocation("2026-11-10", "team", "T2"),
                Allocation("2026-11-02", "social-worker", "S1"),
                Allocation("2026-11-02", "iro", "I2"),
                Booking("2026-11-20", "2026-11-27"));
            await Service.ChildAsync(
                "D",
                "2024-01-01",
                new { type = "admission", on = "2026-01-05", legalStatus = "E1" },
                Allocation("2026-01-05", "iro", "I1"),
                new { type = "review", on = "2026-01-30" },
                new { type = "review", on = "2026-04-29" },
                new { type = "placement", on = "2026-09-01", placementType = "A3" });
            await Service.ChildAsync(
                "E",
                Admission("2026-10-01"),
                Allocation("2026-10-01", "iro", "I1"),
                new { type = "discharge", on = "2026-11-16", reason = "E4A" });
            await Service.ChildAsync(
                "F",
                Admission("2026-09-07"),
                new { type = "review", on = "2026-10-02", decisionsOn = "2026-10-09", recordOn = "2026-10-23" },
                Booking("2026-10-02", "2026-12-18"));
            await Service.ChildAsync("G", Admission("2026-10-28"), Allocation("2026-10-28", "iro", "I1"), Booking("2026-11-20", "2026-11-24"));
            await Service.ChildAsync("H", Admission("2026-11-02"), Allocation("2026-11-02", "iro", "I1"));
        }

        public Task DisposeAsync() => ((IAsyncLifetime)Service).DisposeAsync();

        private static object Admission(string on) => new { type = "admission", on, legalStatus = "C2" };

        private static object Allocation(string on, string role, string assignee) => new { type = "allocation", on, role, assignee };

        private static object Booking(string on, string bookedFor) => new { type = "review-booked", on, bookedFor };
    }
}
