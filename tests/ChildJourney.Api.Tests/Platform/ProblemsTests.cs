using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Platform;

[OnEveryDatabase]
public class ProblemsTests(Service service) : IClassFixture<Service>
{
    public static TheoryData<string> Codes => [.. ProblemTypes.All.Select(type => type.Code)];

    [Theory]
    [InlineData("/v1")]
    [InlineData("/v1/nothing")]
    [InlineData("/v2/children")]
    [InlineData("/v1/children/a/b/c")]
    [InlineData("/problems/nothing")]
    [InlineData("/openapi/v9.json")]
    public async Task An_address_that_there_is_not_is_answered_with_a_problem(string path)
    {
        var answer = await service.GetAsync(path);

        answer.ShouldBe(ProblemTypes.NotFound);
        answer["instance"].GetString().Should().Be(path);
    }

    [Fact]
    public async Task A_method_that_there_is_not_is_answered_with_a_problem() =>
        (await service.SendAsync(HttpMethod.Patch, "/v1/children/a", "{}")).ShouldBe(ProblemTypes.MethodNotAllowed);

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task The_type_of_a_problem_leads_to_what_it_means(string code)
    {
        var type = ProblemTypes.All.Single(known => known.Code == code);

        var answer = await service.GetAsync(type.Uri);

        answer.Status.Should().Be(HttpStatusCode.OK);
        type.Uri.Should().Be($"/problems/{code}");
        (answer.Json.Get("code"), answer["status"].GetInt32(), answer.Json.Get("title"), answer.Json.Get("meaning")).Should().Be((code, type.Status, type.Title, type.Meaning));
    }

    [Fact]
    public async Task A_fault_says_nothing_of_itself_and_leaves_nothing_half_stored()
    {
        var child = await service.ChildAsync("fault", new { id = "e1", type = "admission", on = "2026-06-01", legalStatus = "V2" });
        var before = await service.GetAsync($"{child}/journey");
        await service.BreakAsync("drift_spans");

        var faults = new[]
        {
            await service.PostAsync($"{child}/entries", new { id = "e2", type = "review", on = "2026-06-20" }),
            await service.PutAsync($"{child}/entries/e1", new { type = "admission", on = "2026-06-02", legalStatus = "V2" }),
            await service.PutAsync(child, new { dateOfBirth = "2015-05-02" }),
        };
        await service.MendAsync("drift_spans");

        foreach (var fault in faults)
        {
            fault.ShouldBe(ProblemTypes.Fault);
            fault.Text.Should().NotContain("disk");
            fault.Headers.Should().Contain("Cache-Control", "no-store").And.Contain("X-Content-Type-Options", "nosniff");
        }

        var after = await service.GetAsync($"{child}/journey");
        (after.Text, after.Tag).Should().Be((before.Text, before.Tag));
        (await service.GetAsync("/v1/flags?childId=fault&status=overdue,met,met-late,upcoming")).Items.Should().NotBeEmpty();
        (await service.PostAsync($"{child}/entries", new { id = "e2", type = "review", on = "2026-06-20" })).Status.Should().Be(HttpStatusCode.Created);
    }
}
