using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Features.Children;

[OnEveryDatabase]
public class PutChildTests(Service service) : IClassFixture<Service>
{
    [Theory]
    [InlineData("{}", "dateOfBirth")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("\"2015-05-01\"", "")]
    [InlineData("""{"dateOfBirth":null}""", "dateOfBirth")]
    [InlineData("""{"dateOfBirth":"2015-02-29"}""", "dateOfBirth")]
    [InlineData("""{"dateOfBirth":"2015-5-1"}""", "dateOfBirth")]
    [InlineData("""{"dateOfBirth":"2015-05-01T00:00:00"}""", "dateOfBirth")]
    [InlineData("""{"dateOfBirth":"1899-12-31"}""", "dateOfBirth")]
    [InlineData("""{"dateOfBirth":20150501}""", "dateOfBirth")]
    [InlineData("""{"dateOfBirth":"2015-05-01","name":"x"}""", "name")]
    [InlineData("""{"dateOfBirth":"2015-05-01","DateOfBirth":"2015-05-01"}""", "DateOfBirth")]
    [InlineData("""{"dateOfBirth":"2015-05-01","sex":"f"}""", "sex")]
    [InlineData("""{"dateOfBirth":"2015-05-01","sex":2}""", "sex")]
    [InlineData("""{"dateOfBirth":"2015-05-01","upn":"A12345678901"}""", "upn")]
    [InlineData("""{"dateOfBirth":"2015-05-01","upn":"UN6"}""", "upn")]
    [InlineData("""{"dateOfBirth":"2015-05-01","restricted":"true"}""", "restricted")]
    [InlineData("""{"dateOfBirth":"\ud800"}""", "dateOfBirth")]
    [InlineData("""{"dateOfBirth":"2015-05-01","upn":"\ud83d"}""", "upn")]
    [InlineData("""{"sex":"X","upn":1,"restricted":0,"shoe":1}""", "dateOfBirth", "sex", "upn", "restricted", "shoe")]
    public async Task What_does_not_fit_the_schema_is_refused_and_nothing_is_stored(string body, params string[] fields)
    {
        (await service.PutAsync("/v1/children/refused", body)).ShouldBe(ProblemTypes.InvalidRequest, fields);

        (await service.GetAsync("/v1/children/refused")).ShouldBe(ProblemTypes.NotFound);
    }

    [Theory]
    [InlineData("-a")]
    [InlineData(".a")]
    [InlineData("a..b")]
    [InlineData("a%20b")]
    [InlineData("a%2Fb")]
    [InlineData("%C3%A9")]
    [InlineData("a1234567890123456789012345678901234567")]
    public async Task An_identifier_of_another_form_is_refused(string childId) =>
        (await service.PutAsync($"/v1/children/{childId}", new { dateOfBirth = "2015-05-01" })).ShouldBe(ProblemTypes.InvalidRequest, "childId");

    [Theory]
    [InlineData("7")]
    [InlineData("A.b_c-9")]
    [InlineData("a12345678901234567890123456789012345")]
    public async Task An_identifier_of_the_authority_s_own_is_taken(string childId) =>
        (await service.PutAsync($"/v1/children/{childId}", new { dateOfBirth = "2015-05-01" })).Status.Should().Be(HttpStatusCode.Created);

    [Fact]
    public async Task Problems_of_the_address_and_of_the_body_are_said_together() =>
        (await service.PutAsync("/v1/children/a..b", new { sex = "X" })).ShouldBe(ProblemTypes.InvalidRequest, "childId", "sex", "dateOfBirth");

    [Fact]
    public async Task A_child_born_after_today_is_impossible()
    {
        (await service.PutAsync("/v1/children/unborn", new { dateOfBirth = "2026-11-23" })).ShouldBe(ProblemTypes.Impossible, "dateOfBirth");
        (await service.GetAsync("/v1/children/unborn")).ShouldBe(ProblemTypes.NotFound);
        (await service.PutAsync("/v1/children/born-today", new { dateOfBirth = "2026-11-22" })).Status.Should().Be(HttpStatusCode.Created);
    }

    [Fact]
    public async Task What_does_not_fit_outweighs_what_is_impossible() =>
        (await service.PutAsync("/v1/children/unborn", new { dateOfBirth = "2026-11-23", sex = "X" })).ShouldBe(ProblemTypes.InvalidRequest, "dateOfBirth", "sex");

    [Fact]
    public async Task A_parameter_that_there_is_not_is_refused()
    {
        (await service.PutAsync("/v1/children/asked?asOf=2026-01-01", new { dateOfBirth = "2015-05-01" })).ShouldBe(ProblemTypes.InvalidRequest, "asOf");
        (await service.GetAsync("/v1/children/asked")).ShouldBe(ProblemTypes.NotFound);
    }

    [Fact]
    public async Task A_child_is_created_then_replaced_and_the_same_again_changes_nothing()
    {
        const string Path = "/v1/children/life";
        var created = await service.PutAsync(Path, new { dateOfBirth = "2015-05-01", sex = "F", upn = "A123456789012", restricted = true });
        var again = await service.PutAsync(Path, new { upn = "A123456789012", restricted = true, sex = "F", dateOfBirth = "2015-05-01" });
        var replaced = await service.PutAsync(Path, new { dateOfBirth = "2015-05-02", sex = (string?)null });

        created.Status.Should().Be(HttpStatusCode.Created);
        created.Json.Names().Should().Equal("childId", "dateOfBirth", "sex", "upn", "restricted", "lookedAfter", "counts");
        created.Tag.Should().StartWith("\"1.2026-11-22.");
        (again.Status, again.Text, again.Tag).Should().Be((HttpStatusCode.OK, created.Text, created.Tag));
        replaced.Status.Should().Be(HttpStatusCode.OK);
        replaced.Tag.Should().StartWith("\"2.2026-11-22.");
        (replaced.Json.Get("dateOfBirth"), replaced.Json.Get("sex"), replaced.Json.Get("upn"), replaced.Json.Get("restricted")).Should().Be(("2015-05-02", null, null, "false"));
        (await service.GetAsync(Path)).Text.Should().Be(replaced.Text);
    }

    [Fact]
    public async Task A_date_of_birth_that_makes_entries_impossible_is_refused_and_the_entries_are_named()
    {
        var path = await service.ChildAsync(
            "reborn",
            "2015-05-01",
            new { id = "e1", type = "admission", on = "2016-06-01", legalStatus = "V2" },
            new { id = "e2", type = "placement", on = "2016-06-01", placementType = "U6" },
            new { id = "e3", type = "review", on = "2016-06-20" },
            new { id = "e4", type = "discharge", on = "2017-06-01", reason = "E4A" });
        var before = (await service.GetAsync(path)).Text;

        (await service.PutAsync(path, new { dateOfBirth = "2016-06-15" })).ShouldBe(ProblemTypes.Conflict, "entries.e1.on", "entries.e2.on");
        (await service.PutAsync(path, new { dateOfBirth = "1998-06-10" })).ShouldBe(ProblemTypes.Conflict, "entries.e3", "entries.e4");
        (await service.GetAsync(path)).Text.Should().Be(before);
        (await service.PutAsync(path, new { dateOfBirth = "2016-06-01" })).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_child_that_has_changed_since_it_was_read_is_not_replaced()
    {
        var path = await service.ChildAsync("stale");
        var read = await service.GetAsync(path);
        (await service.PutAsync(path, new { dateOfBirth = "2015-05-02" }, ("If-Match", read.Tag!))).Status.Should().Be(HttpStatusCode.OK);

        (await service.PutAsync(path, new { dateOfBirth = "2015-05-03" }, ("If-Match", read.Tag!))).ShouldBe(ProblemTypes.StaleVersion);
        (await service.PutAsync(path, new { dateOfBirth = "2015-05-03" }, ("If-Match", "1"))).ShouldBe(ProblemTypes.StaleVersion);
        (await service.PutAsync("/v1/children/never", new { dateOfBirth = "2015-05-03" }, ("If-Match", "*"))).ShouldBe(ProblemTypes.StaleVersion);
        (await service.GetAsync(path)).Json.Get("dateOfBirth").Should().Be("2015-05-02");
        (await service.PutAsync(path, new { dateOfBirth = "2015-05-03" }, ("If-Match", "\"1\", \"2\""))).Status.Should().Be(HttpStatusCode.OK);
        (await service.PutAsync(path, new { dateOfBirth = "2015-05-04" }, ("If-Match", "*"))).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Twelve_equal_children_at_once_are_created_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => service.PutAsync("/v1/children/twelve", new { dateOfBirth = "2015-05-01" })));

        answers.Select(answer => answer.Status).Should().BeEquivalentTo([HttpStatusCode.Created, .. Enumerable.Repeat(HttpStatusCode.OK, 11)]);
        answers.Select(answer => answer.Tag).Distinct().Should().ContainSingle().Which.Should().StartWith("\"1.");
    }
}
