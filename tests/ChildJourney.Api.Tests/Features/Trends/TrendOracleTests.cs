using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Tests.Features.Trends;

/// <summary>Trends, which are counted by the database, agree with journeys in memory in every month of two years.</summary>
public class TrendOracleTests(ManyChildren children) : IClassFixture<ManyChildren>
{
    private readonly Service service = children.Service;

    public static TheoryData<string, string, string> Questions
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var measure in new[] { "children-in-care", "entrants", "leavers", "review-subsequent", "visit-first-year", "health-review", "pathway-review", "iro-appointed" })
            {
                foreach (var by in new[] { "", "team", "ageBand", "team,ageBand" })
                {
                    data.Add(measure, by, "2026-11-22");
                }

                data.Add(measure, "team,ageBand", "2026-03-31");
                data.Add(measure, "ageBand", "2026-02-28");
                data.Add(measure, "", "2027-02-14");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Every_month_of_two_years_is_as_the_journeys_have_it(string measure, string by, string asOf)
    {
        var day = LocalDatePattern.Iso.Parse(asOf).Value;
        var path = $"/v1/trends?measure={measure}&from=2024-12-05&to=2026-11-05&asOf={asOf}{(by.Length == 0 ? "" : $"&by={by}")}";

        var items = await service.WalkAsync(path, 37);

        var periods = items.GroupBy(item => item.Get("period")).ToList();
        periods.Should().HaveCount(LocalDate.Min(day, new LocalDate(2026, 11, 30)) is var last ? ((last.Year - 2024) * 12) + last.Month - 11 : 0);
        var keys = periods[0].Select(KeyOf).ToList();
        var counted = 0;
        foreach (var period in periods)
        {
            var from = LocalDatePattern.Iso.Parse(period.First().Get("from")!).Value;
            var to = LocalDatePattern.Iso.Parse(period.First().Get("to")!).Value;
            var expected = new TrendOracle(measure, day).Of(from, to, by.Contains("team"), by.Contains("ageBand"));
            period.Select(KeyOf).Should().Equal(keys, "every period has the same lines");
            expected.Keys.Should().BeSubsetOf(keys);
            foreach (var item in period)
            {
                var (first, second) = expected.GetValueOrDefault(KeyOf(item));
                FiguresOf(item).Should().Be((first, second), "{0} {1}", period.Key, KeyOf(item));
                item.GetProperty("running").GetBoolean().Should().Be(to > day);
                ChangeOf(item).Should().Be(to > day ? null : Change(measure, day, from, KeyOf(item), by, (first, second)), "{0} {1}", period.Key, KeyOf(item));
                counted += first + second;
            }
        }

        counted.Should().BeGreaterThan(0, "figures of nothing prove nothing");
    }

    [Theory]
    [InlineData("quarter", "2026-11-22")]
    [InlineData("month", "2026-11-22")]
    [InlineData("month", "2026-10-31")]
    public async Task Children_in_care_are_those_before_and_the_entrants_less_the_leavers(string interval, string asOf)
    {
        var query = $"interval={interval}&from=2023-12-01&asOf={asOf}";
        var inCare = await service.WalkAsync($"/v1/trends?measure=children-in-care&{query}", 500);
        var entrants = await service.WalkAsync($"/v1/trends?measure=entrants&{query}", 500);
        var leavers = await service.WalkAsync($"/v1/trends?measure=leavers&{query}", 500);

        foreach (var figure in new[] { "value", "shortBreaks" })
        {
            for (var period = 1; period < inCare.Count; period++)
            {
                Of(inCare, period).Should().Be(Of(inCare, period - 1) + Of(entrants, period) - Of(leavers, period), "{0} in {1}", figure, inCare[period].Get("period"));
            }

            int Of(IReadOnlyList<JsonElement> items, int period) => items[period].GetProperty(figure).GetInt32();
        }
    }

    [Theory]
    [InlineData("children-in-care")]
    [InlineData("leavers")]
    [InlineData("review-subsequent")]
    public async Task What_is_split_and_what_is_filtered_add_up_to_the_whole(string measure)
    {
        var whole = await service.WalkAsync($"/v1/trends?measure={measure}", 500);
        foreach (var by in new[] { "team", "ageBand", "ageBand,team" })
        {
            Sums(await service.WalkAsync($"/v1/trends?measure={measure}&by={by}", 500)).Should().Equal(Sums(whole), by);
        }

        var filtered = new List<JsonElement>();
        foreach (var filter in new[] { "team=A1", "team=A2,A3&ageBand=under-1,1-4,5-9", "team=A2,A3&ageBand=10-15,16-17,18-and-over", "team=none" })
        {
            filtered.AddRange(await service.WalkAsync($"/v1/trends?measure={measure}&{filter}", 500));
        }

        Sums(filtered).Should().Equal(Sums(whole));

        static IEnumerable<(string?, int, int)> Sums(IEnumerable<JsonElement> items) => items.GroupBy(item => item.Get("period"))
            .Select(period => (period.Key, period.Sum(item => FiguresOf(item).First), period.Sum(item => FiguresOf(item).Second)));
    }

    [Fact]
    public async Task The_links_list_what_was_counted()
    {
        foreach (var query in new[] { "measure=children-in-care", "measure=children-in-care&by=team", "measure=children-in-care&by=team,ageBand&asOf=2025-02-28", "measure=children-in-care&ageBand=1-4" })
        {
            foreach (var item in (await service.WalkAsync($"/v1/trends?{query}", 500)).Where(item => item.Get("children") is not null).Take(40))
            {
                var listed = await service.GetAsync($"{item.Get("children")}&count=true&limit=1");
                listed["count"].GetInt32().Should().Be(item.GetProperty("value").GetInt32(), "{0}", item);
            }
        }
    }

    [Theory]
    [InlineData("measure=review-subsequent")]
    [InlineData("measure=visit-first-year&by=team&asOf=2026-10-15")]
    [InlineData("measure=review-record&team=A1,none&interval=quarter")]
    public async Task The_links_to_flags_list_what_was_late(string query)
    {
        var late = (await service.WalkAsync($"/v1/trends?{query}", 500)).Where(item => item.Get("late") != "0").ToList();

        late.Should().NotBeEmpty();
        foreach (var item in late)
        {
            (await service.WalkAsync(item.Get("lateFlags")!, 500)).Should().HaveCount(item.GetProperty("late").GetInt32(), "{0}", item);
        }
    }

    private static (string? Team, string? AgeBand) KeyOf(JsonElement item) => (item.Get("team"), item.Get("ageBand"));

    private static (int First, int Second) FiguresOf(JsonElement item)
    {
        if (item.GetProperty("due").ValueKind == JsonValueKind.Null)
        {
            item.Get("rate").Should().BeNull();
            return (item.GetProperty("value").GetInt32(), item.GetProperty("shortBreaks").GetInt32());
        }

        var (due, onTime) = (item.GetProperty("due").GetInt32(), item.GetProperty("onTime").GetInt32());
        item.Get("value").Should().BeNull();
        item.GetProperty("late").GetInt32().Should().Be(due - onTime);
        (item.GetProperty("rate").ValueKind == JsonValueKind.Null ? (decimal?)null : item.GetProperty("rate").GetDecimal()).Should().Be(due == 0 ? null : Math.Round(100m * onTime / due, 1));
        return (due, onTime);
    }

    private static (decimal, decimal?)? ChangeOf(JsonElement item) => item.GetProperty("change") is { ValueKind: JsonValueKind.Object } change
        ? (change.GetProperty("by").GetDecimal(), change.GetProperty("percent").ValueKind == JsonValueKind.Null ? null : change.GetProperty("percent").GetDecimal())
        : null;

    private static (decimal, decimal?)? Change(string measure, LocalDate asOf, LocalDate from, (string?, string?) key, string by, (int First, int Second) now)
    {
        var earlier = from.PlusMonths(-6);
        var then = new TrendOracle(measure, asOf).Of(earlier, earlier.PlusMonths(1).PlusDays(-1), by.Contains("team"), by.Contains("ageBand")).GetValueOrDefault(key);
        if (measure is "children-in-care" or "entrants" or "leavers")
        {
            return (now.First - then.First, then.First == 0 ? null : Math.Round(100m * (now.First - then.First) / then.First, 1));
        }

        return now.First == 0 || then.First == 0 ? null : (Math.Round((100m * now.Second / now.First) - (100m * then.Second / then.First), 1), null);
    }
}
