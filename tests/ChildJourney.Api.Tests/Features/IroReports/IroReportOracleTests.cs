using System.Globalization;
using System.Text.Json;
using ChildJourney.Api.Tests.Features.Trends;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Tests.Features.IroReports;

/// <summary>The report, which is counted by the database, agrees with journeys in memory, and adds up.</summary>
public class IroReportOracleTests(ManyChildren children) : IClassFixture<ManyChildren>
{
    private readonly Service service = children.Service;

    [Theory]
    [InlineData(2025, "2026-11-22", null, null)]
    [InlineData(2024, "2026-11-22", null, null)]
    [InlineData(2024, "2025-03-31", null, null)]
    [InlineData(2025, "2026-03-30", null, null)]
    [InlineData(2026, "2026-11-22", null, null)]
    [InlineData(2026, "2026-04-01", null, null)]
    [InlineData(2025, "2026-11-22", "A1", null)]
    [InlineData(2025, "2026-11-22", "A2,none", null)]
    [InlineData(2025, "2026-11-22", null, "A3")]
    [InlineData(2026, "2026-11-22", "A1,A2,A3", "A1,none")]
    public async Task Every_figure_is_as_the_journeys_have_it(int year, string asOf, string? team, string? iro)
    {
        var day = LocalDatePattern.Iso.Parse(asOf).Value;
        var answer = await service.GetAsync(Path(year, asOf, team, iro), ("Accept", "text/csv"));

        var lines = answer.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).ToList();
        var running = day < new LocalDate(year + 1, 3, 31);
        Figures(3).Should().BeEquivalentTo(new IroReportOracle(year, day, team, iro).Lines());
        Figures(4).Should().BeEquivalentTo(new IroReportOracle(year - 1, running ? day.PlusYears(-1) : day, team, iro).Lines());
        Figures(3).Should().HaveCountGreaterThan(asOf == "2026-04-01" ? 5 : 30, "figures of nothing prove nothing");

        Dictionary<string, decimal> Figures(int column) => lines
            .Where(line => line[column].Length > 0 && decimal.Parse(line[column], CultureInfo.InvariantCulture) != 0)
            .ToDictionary(line => $"{line[0]} {line[1]} {line[2]}".Trim(), line => decimal.Parse(line[column], CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(2025, "2026-11-22", null, null)]
    [InlineData(2026, "2026-11-22", null, null)]
    [InlineData(2025, "2026-11-22", "A1", null)]
    [InlineData(2025, "2026-11-22", "none", "A1,A2")]
    public async Task The_parts_of_a_figure_add_up_to_it(int year, string asOf, string? team, string? iro)
    {
        var report = await service.GetAsync(Path(year, asOf, team, iro));

        foreach (var (figure, parts) in new[]
        {
            ("reviews.held", "reviews.byFormat"), ("reviews.held", "reviews.byTiming"), ("reviews.held", "participation.byCode"), ("disputes.opened", "disputes.openedByStage"),
            ("disputes.closed", "disputes.closedByOutcome"), ("disputes.closed", "disputes.closedByAge"), ("disputes.open", "disputes.openByStage"), ("disputes.open", "disputes.openByAge"),
        })
        {
            foreach (var which in new[] { "count", "previous" })
            {
                At(report, parts).EnumerateArray().Sum(part => part.GetProperty(which).GetInt32()).Should().Be(At(report, figure).GetProperty(which).GetInt32(), "{0}: {1}", parts, which);
            }
        }

        var due = report["reviews", "due"];
        foreach (var name in new[] { "due", "onTime", "late", "refused", "ended", "notYetDue" })
        {
            report["reviews", "dueByRule"].EnumerateArray().Sum(rule => rule.GetProperty(name).GetInt32()).Should().Be(due.GetProperty(name).GetInt32(), name);
        }

        var caseloads = report["caseloads"];
        caseloads.GetProperty("byOfficer").EnumerateArray().Sum(officer => officer.GetProperty("children").GetInt32()).Should().Be(Count(report, "caseloads.children") - Count(report, "caseloads.withoutOfficer"));
        if (year == 2025)
        {
            var before = await service.GetAsync(Path(2024, asOf, team, iro));
            Count(report, "disputes.open").Should().Be(Count(before, "disputes.open") + Count(report, "disputes.opened") - Count(report, "disputes.closed") - Count(report, "disputes.lapsed"));
        }
    }

    [Theory]
    [InlineData(2025, "2026-11-22", 2024, "2026-11-22")]
    [InlineData(2026, "2026-11-22", 2025, "2025-11-22")]
    [InlineData(2023, "2024-02-29", 2022, "2023-02-28")]
    public async Task The_year_before_is_what_its_own_report_said(int year, string asOf, int before, string asOfBefore)
    {
        var lines = (await service.GetAsync(Path(year, asOf, null, null), ("Accept", "text/csv"))).Text.Split("\r\n").Select(line => line.Split(',')).Where(line => line.Length == 5).ToList();
        var linesBefore = (await service.GetAsync(Path(before, asOfBefore, null, null), ("Accept", "text/csv"))).Text.Split("\r\n").Select(line => line.Split(',')).Where(line => line.Length == 5)
            .ToDictionary(line => string.Join(' ', line[..3]), line => line[3]);

        foreach (var line in lines.Skip(1))
        {
            linesBefore.GetValueOrDefault(string.Join(' ', line[..3]), "0").Should().Be(line[4], string.Join(' ', line));
        }
    }

    [Fact]
    public async Task The_links_to_children_list_those_counted()
    {
        foreach (var filter in new[] { "", "&team=A1", "&team=A2,none&iro=A1,none" })
        {
            var caseloads = (await service.GetAsync($"/v1/iro-report?year=2025{filter}"))["caseloads"];
            var listed = caseloads.GetProperty("byOfficer").EnumerateArray().Select(officer => (officer.GetProperty("children").GetInt32(), officer.Get("listedAt")))
                .Append((caseloads.GetProperty("children").GetProperty("count").GetInt32(), caseloads.GetProperty("children").Get("listedAt")))
                .Append((caseloads.GetProperty("withoutOfficer").GetProperty("count").GetInt32(), caseloads.GetProperty("withoutOfficer").Get("listedAt")));
            foreach (var (count, link) in listed)
            {
                (link is null ? 0 : (await service.GetAsync($"{link}&count=true&limit=1"))["count"].GetInt32()).Should().Be(count, link);
            }
        }
    }

    [Theory]
    [InlineData("year=2025")]
    [InlineData("year=2026")]
    [InlineData("year=2025&team=A2,none&iro=A1,A3")]
    public async Task The_links_to_flags_list_what_was_due_and_what_was_late(string query)
    {
        var report = await service.GetAsync($"/v1/iro-report?{query}");

        JsonElement[] duties =
        [
            report["reviews", "due"], report["reviews", "reconvened"], report["midpointChecks", "due"], report["disputes", "due"],
            .. report["reviews", "dueByRule"].EnumerateArray(), .. report["records"].EnumerateArray(), .. report["otherDuties"].EnumerateArray(),
        ];
        foreach (var duty in duties)
        {
            foreach (var (count, link) in new[] { ("due", "dueFlags"), ("late", "lateFlags") })
            {
                var listed = duty.Get(link) is { } address ? (await service.WalkAsync(address, 500)).Count : 0;
                listed.Should().Be(duty.GetProperty(count).GetInt32(), "{0} of {1}", count, duty.Get("title"));
            }
        }
    }

    private static string Path(int year, string asOf, string? team, string? iro) =>
        $"/v1/iro-report?year={year}&asOf={asOf}{(team is null ? "" : $"&team={team}")}{(iro is null ? "" : $"&iro={iro}")}";

    private static JsonElement At(Answer report, string path) => path.Split('.').Aggregate(report.Json, (json, name) => json.GetProperty(name));

    private static int Count(Answer report, string path) => At(report, path).GetProperty("count").GetInt32();
}
