using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Tests.Platform.Access;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Features.Retention;

[OnEveryDatabase]
public class ListRetentionTests(SignedInService signedIn) : IClassFixture<SignedInService>
{
    private static int authorities;

    private readonly string authority = FormattableString.Invariant($"retention-{Interlocked.Increment(ref authorities)}");
    private readonly Service service = signedIn.Service;

    private (string, string) Administrator => As("administrator");

    [Theory]
    [InlineData("practitioner")]
    [InlineData("team-manager")]
    [InlineData("iro")]
    [InlineData("integration")]
    public async Task It_is_for_those_who_look_after_records_alone(string role) =>
        (await service.GetAsync("/v1/retention", As(role))).ShouldBe(ProblemTypes.Forbidden);

    [Fact]
    public async Task Those_whose_time_is_over_or_nearly_stand_there_the_earliest_first()
    {
        await LoadAsync();

        var answer = await service.GetAsync("/v1/retention?count=true", Administrator);

        answer["count"].GetInt32().Should().Be(4);
        answer.Items.Select(Shown).Should().Equal(
            "died 2024-05-06 due 15 years from death before 18",
            "old 2026-11-21 due the 75th birthday",
            "today 2026-11-22 keep the 75th birthday",
            "leap 2027-03-01 keep the 75th birthday");
        answer.Items[0].Get("citation").Should().Be("Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959), regulation 50(1)(b)");
        answer.Items[0].Names().Should().Equal("childId", "keepUntil", "status", "why", "citation", "version");
    }

    [Theory]
    [InlineData("dueTo=2026-11-21", "died old")]
    [InlineData("dueFrom=2026-11-21&dueTo=2026-11-22", "old today")]
    [InlineData("dueFrom=2027-01-01", "leap young restricted")]
    [InlineData("status=due", "died old")]
    [InlineData("status=keep", "today leap young restricted")]
    [InlineData("status=no-period", "never")]
    [InlineData("status=due,no-period", "died old never")]
    [InlineData("status=no-period&dueTo=2100-01-01", "")]
    [InlineData("childId=young,never,unknown", "young never")]
    [InlineData("childId=young&dueTo=2027-01-01", "")]
    [InlineData("asOf=2026-11-23&status=due", "died old today")]
    [InlineData("asOf=2009-05-05&childId=died", "died")]
    [InlineData("asOf=2199-12-31", "died old today leap young restricted")]
    [InlineData("asOf=1900-01-01", "")]
    [InlineData("dueTo=1900-01-01", "")]
    public async Task It_is_asked_by_days_status_and_child(string query, string expected)
    {
        await LoadAsync();

        var answer = await service.GetAsync($"/v1/retention?{query}", Administrator);

        answer.Status.Should().Be(HttpStatusCode.OK, answer.Text);
        string.Join(' ', answer.Items.Select(row => row.Get("childId"))).Should().Be(expected);
    }

    [Fact]
    public async Task A_death_that_had_not_happened_by_the_day_counts_for_nothing()
    {
        await LoadAsync();

        (await service.GetAsync("/v1/retention?childId=died&asOf=2009-05-05", Administrator)).Items.Select(Shown).Should().Equal("died 2070-01-01 keep the 75th birthday");
        (await service.GetAsync("/v1/retention?childId=died&asOf=2009-05-06", Administrator)).Items.Select(Shown).Should().Equal("died 2024-05-06 keep 15 years from death before 18");
        (await service.GetAsync("/v1/retention?childId=died&asOf=2007-12-31", Administrator)).Items.Select(row => row.Get("status")).Should().Equal("no-period");
    }

    [Fact]
    public async Task It_is_read_page_by_page_and_as_a_table()
    {
        await LoadAsync();
        var whole = await service.GetAsync("/v1/retention?status=keep,due,no-period", Administrator);
        var walked = new List<string?>();
        for (var path = "/v1/retention?status=keep,due,no-period&limit=2"; path is not null;)
        {
            var page = await service.GetAsync(path, Administrator);
            walked.AddRange(page.Items.Select(row => row.Get("childId")));
            path = page["next"].GetString() is { } next ? $"/v1/retention?status=keep,due,no-period&limit=2&cursor={next}" : null;
        }

        walked.Should().HaveCount(7).And.Equal(whole.Items.Select(row => row.Get("childId")));
        (await service.GetAsync("/v1/retention", Administrator, ("Accept", "text/csv"))).Text.Should().StartWith("childId,keepUntil,status,why,citation,version\r\ndied,2024-05-06,due,");
        (await service.GetAsync("/v1/retention?cursor=nonsense", Administrator)).ShouldBe(ProblemTypes.InvalidRequest, "cursor");
        (await service.GetAsync("/v1/retention?status=late", Administrator)).ShouldBe(ProblemTypes.InvalidRequest, "status");
        (await service.GetAsync("/v1/retention?knownAt=2026-11-22T09:00:00Z", Administrator)).ShouldBe(ProblemTypes.InvalidRequest, "knownAt");
    }

    [Fact]
    public async Task Who_looks_after_quality_sees_restricted_children_with_a_reason_alone()
    {
        await LoadAsync();

        (await service.GetAsync("/v1/retention?childId=restricted", As("quality"))).Items.Should().BeEmpty();
        (await service.GetAsync("/v1/retention?childId=restricted", As("quality"), ("X-Access-Reason", "audit"))).Items.Should().ContainSingle();
        (await service.GetAsync("/v1/retention?childId=restricted", Administrator)).Items.Should().ContainSingle();
        (await service.GetAsync("/v1/retention?childId=restricted", signedIn.Issuer.Bearer(("authority", "elsewhere"), ("roles", "administrator")))).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task Looking_is_on_record()
    {
        await LoadAsync();
        await service.GetAsync("/v1/retention?childId=old", Administrator);

        (await service.GetAsync("/v1/audit?childId=old", Administrator)).Items.Should().Contain(row => row.Get("operation") == "ListRetention");
    }

    private static string Shown(System.Text.Json.JsonElement row) => $"{row.Get("childId")} {row.Get("keepUntil")} {row.Get("status")} {row.Get("why")}";

    private (string, string) As(string role) => signedIn.Issuer.Bearer(("authority", authority), ("roles", role), ("worker", "W1"));

    private async Task LoadAsync()
    {
        var lines = new[]
        {
            Child("old", "1951-11-21", Admitted("1960-01-05")),
            Child("today", "1951-11-22", Admitted("1960-01-05")),
            Child("leap", "1952-02-29", Admitted("1960-01-05")),
            Child("young", "2015-05-01", Admitted("2026-01-05")),
            Child("restricted", "2016-05-01", Admitted("2026-01-05"), restricted: true),
            Child("died", "1995-01-01", Admitted("2008-01-01"), new { id = "out", type = "discharge", on = "2009-05-06", reason = "E2" }),
            Child("never", "1940-05-01", new { id = "work", type = "direct-work", on = "1950-01-05" }),
        };
        var answer = await service.PostAsync("/v1/batches", lines, As("integration"));
        answer.Json.EnumerateArray().Select(line => line.Get("status")).Should().OnlyContain(status => status == "stored", answer.Text);
    }

    private static object Admitted(string on) => new { id = "in", type = "admission", on, legalStatus = "C2" };

    private static object Child(string childId, string dateOfBirth, params object[] entries) => Child(childId, dateOfBirth, entries, restricted: false);

    private static object Child(string childId, string dateOfBirth, object entry, bool restricted) => Child(childId, dateOfBirth, [entry], restricted);

    private static object Child(string childId, string dateOfBirth, object[] entries, bool restricted) => new { childId, child = new { dateOfBirth, restricted }, entries };
}
