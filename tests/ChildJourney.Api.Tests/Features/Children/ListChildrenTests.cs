using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Features.Children;

[OnEveryDatabase]
public class ListChildrenTests(ListChildrenTests.Authority authority) : IClassFixture<ListChildrenTests.Authority>
{
    private readonly Service service = authority.Service;

    [Fact]
    public async Task A_question_that_does_not_fit_is_refused_and_says_what_is_allowed()
    {
        var refused = await service.GetAsync("/v1/children?legalStatus=C2,C9&placementType=X1&lookedAfter=yes&bornFrom=2010&team=a%20b&limit=0&knownAt=2026-07-01T09:00:00Z&colour=red");

        refused.ShouldBe(ProblemTypes.InvalidRequest, "legalStatus", "placementType", "lookedAfter", "bornFrom", "team", "limit", "knownAt", "colour");
        refused["errors", "legalStatus", 0].GetString().Should().StartWith("one of C1, C2, D1, E1, V2");
        refused["errors", "colour", 0].GetString().Should().Contain("asOf, lookedAfter, legalStatus, placementType, bornFrom, bornTo, team, iro, socialWorker, limit, cursor, count");
    }

    [Theory]
    [InlineData("", "A B C D E")]
    [InlineData("lookedAfter=true", "A B C")]
    [InlineData("lookedAfter=false", "D E")]
    [InlineData("legalStatus=V2", "A")]
    [InlineData("legalStatus=V2&legalStatus=C2", "A B")]
    [InlineData("legalStatus=V2,C1", "A C")]
    [InlineData("legalStatus=V2&asOf=2026-06-15", "A B")]
    [InlineData("placementType=U6", "A")]
    [InlineData("placementType=U6,K2", "A B")]
    [InlineData("placementType=U6&asOf=2026-06-15", "A B")]
    [InlineData("team=T1", "A B")]
    [InlineData("team=T2", "C")]
    [InlineData("team=T1,T2", "A B C")]
    [InlineData("team=T1&asOf=2026-06-15", "A C")]
    [InlineData("team=none", "D E")]
    [InlineData("team=none,T2", "C D E")]
    [InlineData("team=none&lookedAfter=true", "")]
    [InlineData("iro=I1", "A")]
    [InlineData("iro=none&lookedAfter=true", "B C")]
    [InlineData("socialWorker=S1", "B")]
    [InlineData("socialWorker=none", "A C D E")]
    [InlineData("bornFrom=2012-01-01", "B C D E")]
    [InlineData("bornFrom=2012-01-02", "C D E")]
    [InlineData("bornTo=2012-01-01", "A B")]
    [InlineData("bornFrom=2012-01-01&bornTo=2013-01-01", "B C")]
    [InlineData("lookedAfter=true&asOf=2026-05-31", "")]
    [InlineData("lookedAfter=true&asOf=2026-07-31", "A B C D")]
    [InlineData("lookedAfter=true&asOf=2026-08-01", "A B C")]
    [InlineData("legalStatus=V2&team=T2", "")]
    public async Task Every_filter_finds_the_children_that_it_names(string query, string expected)
    {
        var answer = await service.GetAsync($"/v1/children?count=true&{query}");

        answer.Status.Should().Be(HttpStatusCode.OK, answer.Text);
        answer.Items.Select(child => child.Get("childId")).Should().Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        answer["count"].GetInt32().Should().Be(answer.Items.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("asOf=2026-06-15")]
    [InlineData("asOf=2026-07-31")]
    [InlineData("asOf=2028-01-01")]
    public async Task A_child_on_the_list_is_the_child_at_its_own_address(string query)
    {
        foreach (var child in (await service.GetAsync($"/v1/children?{query}")).Items)
        {
            child.GetRawText().Should().Be((await service.GetAsync($"/v1/children/{child.Get("childId")}?{query}")).Text);
        }
    }

    [Fact]
    public async Task Pages_hold_every_child_once()
    {
        foreach (var limit in new[] { 1, 2, 5, 500 })
        {
            (await service.WalkAsync("/v1/children", limit)).Select(child => child.Get("childId")).Should().Equal("A", "B", "C", "D", "E");
        }
    }

    [Fact]
    public async Task Children_come_as_a_table()
    {
        var answer = await service.GetAsync("/v1/children?lookedAfter=true", ("Accept", "text/csv"));

        answer.Headers["Content-Type"].Should().Be("text/csv; charset=utf-8");
        var lines = answer.Text.Split("\r\n");
        lines[0].Should().Be(
            "childId,dateOfBirth,sex,upn,restricted,lookedAfter.since,lookedAfter.legalStatus,lookedAfter.placementType,lookedAfter.team,lookedAfter.socialWorker,lookedAfter.iro,"
            + "counts.upcoming,counts.due-soon,counts.overdue,counts.met,counts.met-late,counts.missed,counts.ended,counts.refused,counts.cannot-determine");
        lines[1].Should().StartWith("A,2011-01-01,F,,false,2026-06-01,V2,U6,T1,,I1,");
        lines.Should().HaveCount(5).And.HaveElementAt(4, "");
    }

    /// <summary>Five children: three looked after, one who was, and one who never was.</summary>
    public sealed class Authority : IAsyncLifetime
    {
        public Service Service { get; } = new();

        public async Task InitializeAsync()
        {
            await Service.InitializeAsync();
            await Service.ChildAsync(
                "B",
                "2012-01-01",
                new { type = "admission", on = "2026-06-01", legalStatus = "V2" },
                new { type = "placement", on = "2026-06-01", placementType = "U6" },
                new { type = "legal-status", on = "2026-07-01", legalStatus = "C2" },
                new { type = "placement", on = "2026-07-01", placementType = "K2" },
                new { type = "allocation", on = "2026-06-01", role = "team", assignee = "T9" },
                new { type = "allocation", on = "2026-07-01", role = "team", assignee = "T1" },
                new { type = "allocation", on = "2026-07-01", role = "social-worker", assignee = "S1" });
            await Service.ChildAsync(
                "A",
                "2011-01-01",
                new { type = "admission", on = "2026-06-01", legalStatus = "V2" },
                new { type = "placement", on = "2026-06-01", placementType = "U6" },
                new { type = "allocation", on = "2026-06-01", role = "team", assignee = "T1" },
                new { type = "allocation", on = "2026-06-01", role = "iro", assignee = "I1" });
            await Service.PutAsync("/v1/children/A", new { dateOfBirth = "2011-01-01", sex = "F" });
            await Service.ChildAsync(
                "C",
                "2013-01-01",
                new { type = "admission", on = "2026-06-01", legalStatus = "C1" },
                new { type = "allocation", on = "2026-06-01", role = "team", assignee = "T1" },
                new { type = "allocation", on = "2026-07-01", role = "team", assignee = "T2" });
            await Service.ChildAsync(
                "D",
                "2014-01-01",
                new { type = "admission", on = "2026-06-01", legalStatus = "C1" },
                new { type = "discharge", on = "2026-08-01", reason = "E4A" });
            await Service.ChildAsync("E", "2015-01-01");
        }

        public Task DisposeAsync() => ((IAsyncLifetime)Service).DisposeAsync();
    }
}
