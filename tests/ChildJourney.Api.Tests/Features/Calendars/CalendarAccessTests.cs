using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Tests.Platform.Access;

namespace ChildJourney.Api.Tests.Features.Calendars;

public sealed class CalendarAccessTests(SignedInService signedIn) : IClassFixture<SignedInService>
{
    private const string Path = "/v1/calendars";

    private readonly string authority = $"a{Guid.NewGuid():N}";

    private Service Service => signedIn.Service;

    [Fact]
    public async Task An_officer_makes_a_calendar_of_their_own_children_and_a_manager_of_their_teams()
    {
        (await Service.PostAsync(Path, new { iro = "I2" }, Iro("I1"))).ShouldBe(ProblemTypes.NotFound);
        (await Service.PostAsync(Path, new { team = "T1" }, Iro("I1"))).ShouldBe(ProblemTypes.NotFound);
        (await Service.PostAsync(Path, new { iro = "M1" }, Manager("M1", "T1"))).ShouldBe(ProblemTypes.NotFound);
        (await Service.PostAsync(Path, new { team = "T2" }, Manager("M1", "T1"))).ShouldBe(ProblemTypes.NotFound);
        (await Service.PostAsync(Path, new { team = "T1" }, As("practitioner", "SW1"))).ShouldBe(ProblemTypes.Forbidden);
        (await Service.PostAsync(Path, new { team = "T1" }, As("administrator", "A1"))).ShouldBe(ProblemTypes.Forbidden);

        (await Service.PostAsync(Path, new { iro = "I1" }, Iro("I1"))).Status.Should().Be(HttpStatusCode.Created);
        (await Service.PostAsync(Path, new { team = "T1" }, Manager("M1", "T1"))).Status.Should().Be(HttpStatusCode.Created);
        (await Service.PostAsync(Path, new { iro = "I9" }, As("quality", "Q1"))).Status.Should().Be(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Who_made_a_calendar_may_revoke_it_and_so_may_who_oversees_them()
    {
        var made = new List<string>();
        foreach (var iro in new[] { "I1", "I2", "I2" })
        {
            made.Add((await Service.PostAsync(Path, new { iro }, Iro(iro)))["id"].GetString()!);
        }

        (await Service.GetAsync(Path, Iro("I1"))).Items.Select(item => item.Get("id")).Should().Equal(made[0]);
        (await Service.GetAsync(Path, As("administrator", "A1"))).Items.Select(item => item.Get("id")).Should().Equal(made);
        (await Service.GetAsync(Path, As("administrator", "A1", "another"))).Items.Should().BeEmpty();
        (await Service.DeleteAsync($"{Path}/{made[1]}", Iro("I1"))).ShouldBe(ProblemTypes.NotFound);
        (await Service.DeleteAsync($"{Path}/{made[1]}", As("administrator", "A1", "another"))).ShouldBe(ProblemTypes.NotFound);
        (await Service.DeleteAsync($"{Path}/{made[1]}", Iro("I2"))).Status.Should().Be(HttpStatusCode.NoContent);
        (await Service.DeleteAsync($"{Path}/{made[2]}", As("administrator", "A1"))).Status.Should().Be(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_calendar_shows_whom_the_officer_holds_when_it_is_read_without_anyone_signing_in()
    {
        await ChildAsync("C1", "I1");
        await ChildAsync("C2", "I2");
        var url = new Uri((await Service.PostAsync(Path, new { iro = "I1" }, Iro("I1")))["url"].GetString()!).AbsolutePath;

        (await ChildrenAsync(url)).Should().Equal("C1");
        await Service.PostAsync("/v1/children/C1/entries", new { type = "allocation", on = "2026-11-20", role = "iro", assignee = "I2" }, As("integration", "S1"));
        (await ChildrenAsync(url)).Should().BeEmpty();
        await Service.PostAsync("/v1/children/C2/entries", new { type = "allocation", on = "2026-11-20", role = "iro", assignee = "I1" }, As("integration", "S1"));
        (await ChildrenAsync(url)).Should().Equal("C2");
    }

    private async Task ChildAsync(string childId, string iro)
    {
        await Service.PutAsync($"/v1/children/{childId}", new { dateOfBirth = "2015-05-01" }, As("integration", "S1"));
        await Service.PostAsync($"/v1/children/{childId}/entries", new { type = "admission", on = "2026-11-02", legalStatus = "C1" }, As("integration", "S1"));
        await Service.PostAsync($"/v1/children/{childId}/entries", new { type = "allocation", on = "2026-11-02", role = "iro", assignee = iro }, As("integration", "S1"));
    }

    private async Task<IEnumerable<string>> ChildrenAsync(string url) =>
        ParsedCalendar.Of((await Service.GetAsync(url)).Text).Events.Select(happening => happening["UID"].Split('/')[^1].Split('@')[0]).Distinct();

    private (string Name, string Value) Iro(string worker) => As("iro", worker);

    private (string Name, string Value) Manager(string worker, params string[] teams) =>
        signedIn.Issuer.Bearer(("authority", authority), ("roles", "team-manager"), ("worker", worker), ("teams", teams));

    private (string Name, string Value) As(string role, string worker, string? other = null) =>
        signedIn.Issuer.Bearer(("authority", other ?? authority), ("roles", role), ("worker", worker));
}
