using System.Net;
using ChildJourney.Api.Platform;

namespace ChildJourney.Api.Tests.Platform;

/// <summary>What no answer may do without, whatever it says, and what none may say.</summary>
public class GuardedTests(Service service) : IClassFixture<Service>
{
    [Theory]
    [InlineData("/v1/children")]
    [InlineData("/V1/children")]
    [InlineData("/v1/children/a%2Fb")]
    [InlineData("/health/live")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/problems/not-found")]
    [InlineData("/nothing")]
    public async Task Nothing_but_the_page_that_shows_the_API_may_run_or_be_framed(string path)
    {
        var answer = await service.GetAsync(path);

        answer.Headers.Should().Contain("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'").And.Contain("Cross-Origin-Resource-Policy", "same-origin")
            .And.NotContainKey("Server").And.NotContainKey("Strict-Transport-Security");
    }

    [Fact]
    public async Task The_page_that_shows_the_API_runs_its_own_scripts_alone()
    {
        var page = await service.GetAsync("/swagger/index.html");

        page.Status.Should().Be(HttpStatusCode.OK);
        page.Headers["Content-Security-Policy"].Should().Contain("script-src 'self';").And.Contain("connect-src 'self';").And.Contain("frame-ancestors 'none'").And.NotContain("unsafe-eval");
        page.Text.Should().NotContain("<script>").And.NotContain("<style").And.NotContain(" onload=");
        (await service.GetAsync("/swagger/index.js")).Text.Should().Contain("\"url\":\"/openapi/v1.json\"");
        (await service.GetAsync("/swagger/swagger-ui-bundle.js")).Headers["Content-Type"].Should().StartWith("text/javascript");
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Staging")]
    public async Task A_fault_gives_nothing_away_in_any_environment(string environment)
    {
        await using var other = await Services.StartAsync(("environment", environment));
        var child = await other.ChildAsync("fault");
        await other.ExecuteAsync("CREATE TRIGGER full BEFORE INSERT ON entries BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");

        var fault = await other.PostAsync($"{child}/entries", new { type = "admission", on = "2026-06-01", legalStatus = "V2" }, ("Accept", "text/html"));

        fault.ShouldBe(ProblemTypes.Fault);
        fault.Headers.Should().Contain("Cache-Control", "no-store").And.Contain("X-Content-Type-Options", "nosniff");
    }

    [Fact]
    public async Task Nothing_is_read_of_a_child_while_the_use_of_it_cannot_be_written_down()
    {
        await using var other = await Services.StartAsync();
        var child = await other.ChildAsync("unseen");
        await other.ExecuteAsync("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");

        var answer = await other.GetAsync(child);

        answer.ShouldBe(ProblemTypes.Unavailable);
        answer.Headers.Should().Contain("Retry-After", "5");
        (await other.GetAsync("/v1/rules/review-first")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_comes_by_TLS_is_told_to_stay_with_it()
    {
        await using var proxied = await Services.StartAsync([("FORWARDEDHEADERS_ENABLED", "true"), .. Services.WithAnIssuer]);

        var secure = await proxied.GetAsync("/v1/children", ("X-Forwarded-Proto", "https"), ("Host", "journeys.example"));
        var plain = await proxied.GetAsync("/v1/children", ("Host", "journeys.example"));

        secure.Headers.Should().Contain("Strict-Transport-Security", "max-age=31536000");
        plain.Headers.Should().NotContainKey("Strict-Transport-Security");
    }
}
