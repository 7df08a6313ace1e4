using System.Text.Json;
using ChildJourney.Api.Tests.Features.Flags;

namespace ChildJourney.Api.Tests.Features.Summaries;

/// <summary>Each link of a figure leads to exactly what was counted.</summary>
public class SummaryLinksTests(OnePredicateTests.Authority authority) : IClassFixture<OnePredicateTests.Authority>
{
    private static readonly (string Count, string Link)[] links =
        [("late", "lateFlags"), ("due", "dueFlags"), ("refused", "refusedFlags"), ("relaxed", "relaxedFlags"), ("ended", "endedFlags")];

    [Theory]
    [InlineData("groupBy=rule")]
    [InlineData("groupBy=team&asOf=2026-03-31&from=2025-04-01")]
    [InlineData("groupBy=team,rule&from=2026-01-01&to=2026-12-31")]
    [InlineData("groupBy=iro&asOf=2025-06-15&to=2025-12-31")]
    [InlineData("groupBy=socialWorker,team&from=2025-01-01&level=regulation,guidance")]
    [InlineData("groupBy=rule,iro&team=A1,none&asOf=2027-02-28&from=2024-01-01")]
    [InlineData("groupBy=iro&rule=review-first,visit-first&socialWorker=none&from=2023-01-01&asOf=2026-02-01&to=2026-02-01")]
    public async Task The_list_holds_as_many_as_were_counted(string query)
    {
        var service = authority.Service;
        var total = (await service.GetAsync($"/v1/summary?{query}"))["total"];
        var items = await service.WalkAsync($"/v1/summary?{query}", 7);

        items.Should().NotBeEmpty();
        total.GetProperty("late").GetInt32().Should().BePositive();
        foreach (var figure in items.Append(total))
        {
            foreach (var (count, link) in links)
            {
                var counted = figure.GetProperty(count).GetInt32();
                if (figure.Get(link) is { } address)
                {
                    (await service.GetAsync($"{address}&limit=1&count=true"))["count"].GetInt32().Should().Be(counted, "{0} {1}", figure, address);
                }
                else
                {
                    counted.Should().Be(0);
                }
            }
        }

        foreach (var name in new[] { "due", "onTime", "late", "refused", "relaxed", "ended", "notYetDue", "cannotDetermine" })
        {
            items.Sum(item => item.GetProperty(name).GetInt32()).Should().Be(total.GetProperty(name).GetInt32(), name);
        }
    }

    [Fact]
    public async Task By_child_the_list_is_of_the_children_counted()
    {
        var service = authority.Service;
        const string Query = "groupBy=team&view=child&from=2025-01-01&asOf=2026-06-30";
        var items = await service.WalkAsync($"/v1/summary?{Query}", 500);
        var total = (await service.GetAsync($"/v1/summary?{Query}"))["total"];

        foreach (var figure in items.Append(total))
        {
            (await ChildrenAsync(figure, "lateFlags")).Should().Be(figure.GetProperty("late").GetInt32());
            (await ChildrenAsync(figure, "dueFlags")).Should().Be(figure.GetProperty("due").GetInt32());
        }

        total.GetProperty("due").GetInt32().Should().BeLessThan(items.Sum(item => item.GetProperty("due").GetInt32()), "a child may be held by several teams in a year");

        async Task<int> ChildrenAsync(JsonElement figure, string link) =>
            (await service.WalkAsync(figure.Get(link)!, 500)).Select(flag => flag.Get("childId")).Distinct().Count();
    }
}
