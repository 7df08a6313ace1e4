using System.IO.Compression;
using System.Net;
using System.Text.Json;

namespace ChildJourney.Api.Tests.Platform;

public class HeadersTests(Service service) : IClassFixture<Service>
{
    [Theory]
    [InlineData("GET", "/v1/children", 200)]
    [InlineData("GET", "/v1/children/nobody", 404)]
    [InlineData("GET", "/v1/flags?limit=0", 400)]
    [InlineData("GET", "/v1/rules", 200)]
    [InlineData("GET", "/v1/nothing", 404)]
    [InlineData("DELETE", "/v1/flags", 405)]
    [InlineData("HEAD", "/v1/flags", 200)]
    [InlineData("OPTIONS", "/v1/flags", 204)]
    public async Task Everything_about_children_is_guarded_and_kept_nowhere(string method, string path, int status)
    {
        var answer = await service.SendAsync(new HttpMethod(method), path, null);

        ((int)answer.Status).Should().Be(status);
        answer.Headers.Should().Contain("Cache-Control", "no-store").And.Contain("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        ShouldBeGuarded(answer);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/problems/not-found")]
    [InlineData("/nothing")]
    public async Task Every_answer_is_guarded(string path) => ShouldBeGuarded(await service.GetAsync(path));

    [Fact]
    public async Task HEAD_is_GET_without_the_body()
    {
        await service.ChildAsync("head", new { type = "admission", on = "2026-06-01", legalStatus = "V2" });
        foreach (var path in new[] { "/v1/children/head", "/v1/children/head/journey", "/v1/flags", "/v1/rules/review-first", "/v1/children/nobody", "/health/ready" })
        {
            var get = await service.GetAsync(path);
            var head = await service.SendAsync(HttpMethod.Head, path, null);
            (head.Status, head.Text, head.Tag).Should().Be((get.Status, "", get.Tag), path);
        }

        var tag = (await service.GetAsync("/v1/children/head")).Tag!;
        (await service.SendAsync(HttpMethod.Head, "/v1/children/head", null, ("If-None-Match", tag))).Status.Should().Be(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("/v1/children/a", "DELETE, GET, HEAD, OPTIONS, PUT")]
    [InlineData("/v1/children/a/entries", "GET, HEAD, OPTIONS, POST")]
    [InlineData("/v1/children/a/entries/e", "DELETE, GET, HEAD, OPTIONS, PUT")]
    [InlineData("/v1/calculations", "OPTIONS, POST")]
    public async Task OPTIONS_and_a_refusal_name_the_methods_of_the_address(string path, string methods)
    {
        var options = await service.SendAsync(HttpMethod.Options, path, null);
        var refused = await service.SendAsync(HttpMethod.Patch, path, "{}");

        (options.Status, options.Text).Should().Be((HttpStatusCode.NoContent, ""));
        Sorted(options).Should().Be(methods);
        refused.ShouldBeAProblem(HttpStatusCode.MethodNotAllowed);
        Sorted(refused).Should().Be(methods);

        static string Sorted(Answer answer) => string.Join(", ", answer.Headers["Allow"].Split(", ").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_other_site_may_read_an_answer()
    {
        var answer = await service.GetAsync("/v1/rules", ("Origin", "https://example.org"));

        answer.Headers.Keys.Should().NotContain(name => name.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_answer_is_compressed_where_that_is_asked_for()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/rules");
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var response = await service.Http.SendAsync(request);

        response.Content.Headers.ContentEncoding.Should().Equal("gzip");
        response.Headers.Vary.Should().Contain("Accept-Encoding");
        await using var plain = new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var json = await JsonDocument.ParseAsync(plain);
        json.RootElement.GetRawText().Should().Be((await service.GetAsync("/v1/rules")).Text);
    }

    private static void ShouldBeGuarded(Answer answer) => answer.Headers
        .Should().Contain("X-Content-Type-Options", "nosniff").And.Contain("X-Frame-Options", "DENY").And.Contain("Referrer-Policy", "no-referrer")
        .And.NotContainKey("X-Powered-By");
}
