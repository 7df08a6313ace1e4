using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Features.Entries;

[OnEveryDatabase]
public class ReadEntriesTests(Service service) : IClassFixture<Service>
{
    [Fact]
    public async Task What_is_not_known_is_not_found()
    {
        await service.ChildAsync("empty");

        (await service.GetAsync("/v1/children/nobody/entries")).ShouldBe(ProblemTypes.NotFound);
        (await service.GetAsync("/v1/children/nobody/entries/e1")).ShouldBe(ProblemTypes.NotFound);
        (await service.GetAsync("/v1/children/empty/entries/e1")).ShouldBe(ProblemTypes.NotFound);
        (await service.GetAsync("/v1/children/empty/entries/e1/revisions")).ShouldBe(ProblemTypes.NotFound);
        (await service.GetAsync("/v1/children/empty/entries?asOf=2026-01-01")).ShouldBe(ProblemTypes.InvalidRequest, "asOf");
        (await service.GetAsync("/v1/children/empty/entries?knownAt=2026-01-01")).ShouldBe(ProblemTypes.InvalidRequest, "knownAt");
        (await service.GetAsync("/v1/children/empty/entries")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task Entries_are_listed_by_date_then_id_page_after_page()
    {
        var child = await service.ChildAsync(
            "paged",
            [.. new[] { ("b", 2), ("a", 2), ("Z", 2), ("d", 1), ("c", 3) }.Select(entry => (object)new { id = entry.Item1, type = "sdq", on = $"2026-03-0{entry.Item2}", score = 3 })]);

        foreach (var limit in new[] { 1, 2, 5, 500 })
        {
            (await service.WalkAsync($"{child}/entries", limit)).Select(entry => entry.Get("id")).Should().Equal("d", "Z", "a", "b", "c");
        }

        (await service.GetAsync($"{child}/entries?limit=2&count=true"))["count"].GetInt32().Should().Be(5);
        (await service.GetAsync($"{child}/entries")).Json.Names().Should().Equal("items", "next");
    }

    [Fact]
    public async Task Entries_are_listed_as_they_were_known_at_an_instant()
    {
        service.Clock.Set("2026-11-01T09:00:00Z");
        var child = await service.ChildAsync("known", new { id = "e1", type = "sdq", on = "2026-03-04", score = 1 });
        service.Clock.Set("2026-11-02T09:00:00Z");
        await service.PutAsync($"{child}/entries/e1", new { type = "sdq", on = "2026-03-04", score = 2 });
        service.Clock.Set("2026-11-03T09:00:00Z");
        await service.DeleteAsync($"{child}/entries/e1?reason=wrong-child");

        (await service.GetAsync($"{child}/entries?knownAt=2026-10-31T00:00:00Z")).ShouldBe(ProblemTypes.NotFound);
        (await ScoresAsync("2026-11-01T09:00:00Z")).Should().Equal("1");
        (await ScoresAsync("2026-11-02T08:59:59.999999Z")).Should().Equal("1");
        (await ScoresAsync("2026-11-02T09:00:00Z")).Should().Equal("2");
        (await ScoresAsync("2026-11-03T09:00:00Z")).Should().BeEmpty();

        async Task<IEnumerable<string?>> ScoresAsync(string knownAt) =>
            (await service.GetAsync($"{child}/entries?knownAt={knownAt}")).Items.Select(entry => entry.Get("score"));
    }

    [Fact]
    public async Task Revisions_are_listed_oldest_first_page_after_page()
    {
        var child = await service.ChildAsync("revised");
        for (var score = 1; score <= 5; score++)
        {
            await service.PutAsync($"{child}/entries/e1", new { type = "sdq", on = "2026-03-04", score });
        }

        (await service.WalkAsync($"{child}/entries/e1/revisions", 2)).Select(revision => revision.Get("score")).Should().Equal("1", "2", "3", "4", "5");
        (await service.GetAsync($"{child}/entries/e1/revisions?limit=1&count=true"))["count"].GetInt32().Should().Be(5);
    }

    [Fact]
    public async Task Entries_come_as_a_table_with_a_column_a_field()
    {
        var child = await service.ChildAsync(
            "table",
            new { id = "e1", type = "admission", on = "2026-06-01", legalStatus = "V2", reference = "LL/1" },
            new { id = "e2", type = "sdq", on = "2026-06-02", score = 7 });

        var answer = await service.GetAsync($"{child}/entries", ("Accept", "text/csv"));

        answer.Status.Should().Be(HttpStatusCode.OK);
        var lines = answer.Text.TrimEnd().Split("\r\n").Select(line => line.Split(',')).ToList();
        lines.Should().HaveCount(3);
        lines[0].Should().StartWith(["id", "type", "on"]).And.OnlyHaveUniqueItems().And.Contain(["legalStatus", "score", "reference", "revision", "recordedAt", "recordedBy", "voided"]);
        Cell(1, "legalStatus").Should().Be("V2");
        Cell(1, "reference").Should().Be("LL/1");
        Cell(1, "score").Should().BeEmpty();
        Cell(2, "score").Should().Be("7");

        string Cell(int line, string column) => lines[line][Array.IndexOf(lines[0], column)];
    }
}
