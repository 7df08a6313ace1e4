using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Domain.Drift;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Features.Drift;

[OnEveryDatabase]
public class ListDriftTests(ListDriftTests.Authority authority) : IClassFixture<ListDriftTests.Authority>
{
    private readonly Service service = authority.Service;

    [Fact]
    public async Task A_question_that_does_not_fit_is_refused_and_says_what_is_allowed()
    {
        var refused = await service.GetAsync("/v1/drift?indicator=sadness&limit=x&status=overdue&knownAt=2026-01-01T00:00:00Z");

        refused.ShouldBe(ProblemTypes.InvalidRequest, "indicator", "limit", "status", "knownAt");
        refused["errors", "indicator", 0].GetString().Should().Be($"one of {string.Join(", ", DriftCatalogue.All.Select(indicator => indicator.Id))}");
    }

    [Fact]
    public async Task A_row_is_a_child_with_its_indicators()
    {
        var answer = await service.GetAsync("/v1/drift");
        var row = answer.Items.Single(known => known.Get("childId") == "A");

        answer.Json.Names().Should().Equal("items", "next", "evaluated");
        answer["evaluated"].GetRawText().Should().Be("""{"children":3,"asOf":"2026-11-22","knownAt":"2026-11-22T09:00:00Z","cannotDetermine":0}""");
        row.Names().Should().Equal("childId", "team", "socialWorker", "iro", "lookedAfterSince", "indicators");
        (row.Get("team"), row.Get("socialWorker"), row.Get("iro"), row.Get("lookedAfterSince")).Should().Be(("T1", null, "I1", "2026-06-01"));
        row.GetProperty("indicators").EnumerateArray().Select(sign => sign.Get("id")).Should().BeInAscendingOrder().And.Contain(["review-overdue", "section20-no-return-plan", "unallocated"]);
        row.GetProperty("indicators").EnumerateArray().Single(sign => sign.Get("id") == "unallocated").GetRawText().Should().Be(
            """{"id":"unallocated","since":"2026-06-01","severity":"red","because":"No social worker has been allocated since 1 June 2026.","figures":{"days":174}}""");
    }

    [Fact]
    public async Task Children_with_most_indicators_come_first_and_those_without_any_do_not_come()
    {
        var rows = (await service.GetAsync("/v1/drift")).Items.Select(row => (Signs: row.GetProperty("indicators").GetArrayLength(), Child: row.Get("childId")!)).ToList();

        rows.Should().NotBeEmpty().And.OnlyContain(row => row.Signs > 0);
        rows.Should().Equal(rows.OrderByDescending(row => row.Signs).ThenBy(row => row.Child, StringComparer.Ordinal));
        rows.Select(row => row.Child).Should().BeEquivalentTo("A", "B");
    }

    [Theory]
    [InlineData("", "A B")]
    [InlineData("indicator=unallocated", "A")]
    [InlineData("indicator=review-overdue", "A B")]
    [InlineData("indicator=unallocated,review-overdue&team=T2", "B")]
    [InlineData("indicator=unallocated&team=T2", "")]
    [InlineData("team=T1", "A")]
    [InlineData("team=none", "")]
    [InlineData("socialWorker=S1", "B")]
    [InlineData("socialWorker=none", "A")]
    [InlineData("iro=I1", "A B")]
    [InlineData("indicator=review-overdue&asOf=2026-07-15", "A B D")]
    [InlineData("asOf=2026-05-31", "")]
    public async Task Every_filter_finds_the_children_that_it_names_with_all_their_indicators(string query, string expected)
    {
        var answer = await service.GetAsync($"/v1/drift?count=true&{query}");

        answer.Status.Should().Be(HttpStatusCode.OK, answer.Text);
        answer.Items.Select(row => row.Get("childId")).Should().BeEquivalentTo(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        answer["count"].GetInt32().Should().Be(answer.Items.Count);
        var day = query.Contains("asOf=", StringComparison.Ordinal) ? query[query.IndexOf("asOf=", StringComparison.Ordinal)..] : "";
        var whole = (await service.GetAsync($"/v1/drift?{day}")).Items.Select(row => row.GetRawText());
        answer.Items.Select(row => row.GetRawText()).Should().BeSubsetOf(whole);
    }

    [Fact]
    public async Task A_row_says_what_the_journey_says()
    {
        foreach (var row in (await service.GetAsync("/v1/drift")).Items)
        {
            row.GetProperty("indicators").GetRawText().Should().Be((await service.GetAsync($"/v1/children/{row.Get("childId")}/journey"))["drift"].GetRawText());
        }
    }

    [Fact]
    public async Task Rows_come_as_a_table()
    {
        var lines = (await service.GetAsync("/v1/drift?team=T2", ("Accept", "text/csv"))).Text.Split("\r\n");

        lines[0].Should().Be("childId,team,socialWorker,iro,lookedAfterSince,indicators");
        lines[1].Should().StartWith("B,T2,S1,I1,2026-06-01,\"[{\"\"id\"\":\"\"");
    }

    /// <summary>Two children who drift, one who does not, and one who did and left.</summary>
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
                new { type = "allocation", on = "2026-06-01", role = "iro", assignee = "I1" });
            await Service.ChildAsync(
                "B",
                new { type = "admission", on = "2026-06-01", legalStatus = "C2" },
                new { type = "allocation", on = "2026-06-01", role = "team", assignee = "T2" },
                new { type = "allocation", on = "2026-06-01", role = "iro", assignee = "I1" },
                new { type = "allocation", on = "2026-06-01", role = "social-worker", assignee = "S1" });
            await Service.ChildAsync(
                "C",
                new { type = "admission", on = "2026-11-16", legalStatus = "C2" },
                new { type = "allocation", on = "2026-11-16", role = "iro", assignee = "I1" },
                new { type = "allocation", on = "2026-11-16", role = "social-worker", assignee = "S2" });
            await Service.ChildAsync(
                "D",
                new { type = "admission", on = "2026-06-01", legalStatus = "C2" },
                new { type = "discharge", on = "2026-08-01", reason = "E4A" });
        }

        public Task DisposeAsync() => ((IAsyncLifetime)Service).DisposeAsync();
    }
}
