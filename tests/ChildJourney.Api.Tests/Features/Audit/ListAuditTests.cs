using System.Net;
using System.Text.Json;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Tests.Platform.Access;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Features.Audit;

[OnEveryDatabase]
public sealed class ListAuditTests : IClassFixture<SignedInService>
{
    private const string Path = "/v1/audit?childId=";

    private readonly SignedInService signedIn;
    private readonly (string Name, string Value) system;
    private readonly (string Name, string Value) quality;
    private readonly (string Name, string Value) administrator;
    private readonly string authority = $"a{Guid.NewGuid():N}";

    public ListAuditTests(SignedInService signedIn)
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        this.signedIn = signedIn;
        system = As("case-system", "integration");
        quality = As("QA1", "quality");
        administrator = As("ADM", "administrator");
        Service.Clock.Set("2026-11-22T09:00:00Z");
    }

    private Service Service => signedIn.Service;

    [Theory]
    [InlineData("practitioner")]
    [InlineData("team-manager")]
    [InlineData("iro")]
    [InlineData("integration")]
    public async Task Other_roles_are_refused(string role)
    {
        await ChildAsync("C1");

        (await Service.GetAsync(Path + "C1", As("SW7", role))).ShouldBe(ProblemTypes.Forbidden);
        (await Service.GetAsync(Path + "C1")).ShouldBe(ProblemTypes.NotSignedIn);
    }

    [Fact]
    public async Task A_question_that_does_not_fit_is_refused()
    {
        (await Service.GetAsync("/v1/audit", quality)).ShouldBe(ProblemTypes.InvalidRequest, "childId");
        (await Service.GetAsync($"{Path}C1,C2&from=yesterday&to=2026-11-22&limit=0&team=T1&cursor=x", administrator)).ShouldBe(ProblemTypes.InvalidRequest, "childId", "from", "to", "limit", "team", "cursor");
        (await Service.GetAsync($"{Path}C1&from=-0001-01-01T00:00:00Z", administrator)).ShouldBe(ProblemTypes.InvalidRequest, "from");
        (await Service.GetAsync($"{Path}C1", administrator, ("X-Access-Reason", "curiosity"))).ShouldBe(ProblemTypes.InvalidRequest, "X-Access-Reason");
        (await Service.PostAsync($"{Path}C1", new { }, administrator)).ShouldBe(ProblemTypes.MethodNotAllowed);
        (await Service.DeleteAsync($"{Path}C1", administrator)).ShouldBe(ProblemTypes.MethodNotAllowed);
    }

    [Fact]
    public async Task Whoever_looks_after_quality_reads_it_of_children_it_may_see_and_an_administrator_of_any()
    {
        await ChildAsync("C1");
        await ChildAsync("R1", restricted: true);

        (await Service.GetAsync(Path + "C1", quality)).Items.Should().ContainSingle();
        var hidden = await Service.GetAsync(Path + "R1", quality);
        var unknown = await Service.GetAsync(Path + "R2", quality);
        hidden.ShouldBe(ProblemTypes.NotFound);
        unknown.ShouldBe(ProblemTypes.NotFound);
        hidden["detail"].GetString().Should().Be(unknown["detail"].GetString()!.Replace("R2", "R1", StringComparison.Ordinal));
        (await Service.GetAsync(Path + "R1", quality, ("X-Access-Reason", "complaint"))).Items.Should().HaveCount(2);
        (await Service.GetAsync(Path + "R1", administrator)).Items.Should().HaveCount(3);
        (await Service.GetAsync(Path + "R2", administrator)).Items.Should().ContainSingle("someone asked, though there is no such child").Which.Get("status").Should().Be("404");
        (await Service.GetAsync(Path + "R3", administrator)).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task Nothing_is_told_of_another_authority()
    {
        await ChildAsync("C1");
        var elsewhere = $"b{Guid.NewGuid():N}";

        (await Service.GetAsync(Path + "C1", As("QA1", "quality", elsewhere))).ShouldBe(ProblemTypes.NotFound);
        (await Service.GetAsync(Path + "C1", As("ADM", "administrator", elsewhere))).Items.Should().ContainSingle().Which.Get("operation").Should().Be("ListAudit");
        (await Service.GetAsync(Path + "C1", administrator)).Items.Should().ContainSingle().Which.Get("operation").Should().Be("PutChild");
    }

    [Fact]
    public async Task It_says_when_who_what_from_where_and_why_the_newest_first()
    {
        await ChildAsync("R1", restricted: true);
        Service.Clock.Set("2026-11-22T09:01:00.25Z");
        await Service.GetAsync("/v1/children/R1", quality);
        Service.Clock.Set("2026-11-22T09:02:00Z");
        await Service.GetAsync("/v1/children/R1/journey", quality, ("X-Access-Reason", "safeguarding"));
        Service.Clock.Set("2026-11-22T09:03:00Z");

        var rows = (await Service.GetAsync(Path + "R1", administrator)).Items;

        rows.Select(row => row.GetRawText()).Should().Equal(
            """{"at":"2026-11-22T09:02:00Z","by":"QA1","operation":"GetJourney","children":1,"source":"127.0.0.1","status":200,"reason":"safeguarding"}""",
            """{"at":"2026-11-22T09:01:00.25Z","by":"QA1","operation":"GetChild","children":1,"source":"127.0.0.1","status":404,"reason":null}""",
            """{"at":"2026-11-22T09:00:00Z","by":"case-system","operation":"PutChild","children":1,"source":"127.0.0.1","status":201,"reason":null}""");
    }

    [Fact]
    public async Task Other_children_on_a_row_are_counted_and_not_named()
    {
        await ChildAsync("C1");
        await ChildAsync("C2");
        await ChildAsync("R1", restricted: true);
        await Service.GetAsync("/v1/children", system);

        var answer = await Service.GetAsync(Path + "C1", quality);
        var csv = await Service.GetAsync(Path + "C1", quality, ("Accept", "text/csv"));

        answer.Items[0].GetProperty("children").GetInt32().Should().Be(3);
        foreach (var text in new[] { answer.Text, csv.Text })
        {
            text.Should().NotContain("C2").And.NotContain("R1");
        }

        csv.Text.Split("\r\n")[0].Should().Be("at,by,operation,children,source,status,reason");
        csv.Text.Should().Contain("2026-11-22T09:00:00Z,case-system,ListChildren,3,127.0.0.1,200,");
    }

    [Fact]
    public async Task It_may_be_asked_for_a_time_both_ends_of_which_count()
    {
        foreach (var minute in Enumerable.Range(1, 5))
        {
            Service.Clock.Set($"2026-11-22T10:0{minute}:00Z");
            await Service.GetAsync("/v1/children/C1", system);
        }

        Service.Clock.Set("2026-11-22T11:00:00Z");
        (await MinutesAsync("")).Should().Equal("05", "04", "03", "02", "01");
        (await MinutesAsync("&from=2026-11-22T10:02:00Z&to=2026-11-22T10:04:00Z")).Should().Equal("04", "03", "02");
        (await MinutesAsync("&from=2026-11-22T10:04:00.000001Z&to=2026-11-22T10:30:00Z")).Should().Equal("05");
        (await MinutesAsync("&to=2026-11-22T10:01:59.999Z")).Should().Equal("01");
        (await MinutesAsync("&from=2026-11-22T10:04:00Z&to=2026-11-22T10:01:00Z")).Should().BeEmpty();
        (await Service.GetAsync($"{Path}C1&from=2026-11-22T10:02:00Z&to=2026-11-22T10:04:00Z&count=true&limit=1", administrator))["count"].GetInt32().Should().Be(3);

        async Task<IEnumerable<string>> MinutesAsync(string query) =>
            (await Service.GetAsync(Path + "C1" + query, administrator)).Items.Where(row => row.Get("operation") == "GetChild").Select(row => row.Get("at")![14..16]);
    }

    [Fact]
    public async Task Pages_follow_on_each_other_whatever_is_written_meanwhile()
    {
        for (var number = 0; number < 23; number++)
        {
            await Service.GetAsync($"/v1/children/C1/entries/e{number}", system);
        }

        var seen = new List<JsonElement>();
        var next = $"{Path}C1&limit=5&count=true";
        do
        {
            var page = await Service.GetAsync(next, administrator);
            page["count"].GetInt32().Should().Be(23 + (seen.Count / 5), "every page is written to the log too");
            seen.AddRange(page.Items);
            next = page["next"].GetString() is { } cursor ? $"{Path}C1&limit=5&count=true&cursor={cursor}" : null;
        }
        while (next is not null);

        // All at one instant: their order is that of the chain.
        seen.Should().HaveCount(23).And.OnlyContain(row => row.GetProperty("operation").GetString() == "GetEntry");
    }

    [Fact]
    public async Task Reading_it_is_written_to_it()
    {
        await ChildAsync("C1");
        await Service.GetAsync(Path + "C1", quality, ("X-Access-Reason", "audit"));

        var row = (await Service.GetAsync(Path + "C1", administrator)).Items[0];

        (row.Get("operation"), row.Get("by"), row.Get("status"), row.Get("reason"), row.Get("children")).Should().Be(("ListAudit", "QA1", "200", "audit", "1"));
    }

    private async Task ChildAsync(string childId, bool restricted = false) =>
        (await Service.PutAsync($"/v1/children/{childId}", new { dateOfBirth = "2015-05-01", restricted }, system)).Status.Should().Be(HttpStatusCode.Created);

    private (string Name, string Value) As(string subject, string role, string? of = null) => signedIn.Issuer.Bearer(("sub", subject), ("roles", new[] { role }), ("authority", of ?? authority));
}
