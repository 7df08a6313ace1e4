using System.Globalization;
using System.Net;
using ChildJourney.Api.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace ChildJourney.Api.Tests.Platform;

public class LimitsTests(Service service) : IClassFixture<Service>
{
    private static readonly TimeSpan soon = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan later = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task An_address_of_more_than_16_kB_is_refused_with_a_problem() =>
        (await service.GetAsync($"/v1/flags?team={new string('a', 17_000)}")).ShouldBe(ProblemTypes.AddressTooLong);

    [Fact]
    public async Task Headers_of_more_than_32_kB_are_refused_with_a_problem() =>
        (await service.GetAsync("/v1/flags", ("X-Much", new string('a', 33_000)))).ShouldBe(ProblemTypes.HeadersTooLarge);

    [Fact]
    public async Task More_than_a_hundred_headers_are_refused_with_a_problem() =>
        (await service.GetAsync("/v1/flags", [.. Enumerable.Range(0, 101).Select(number => ($"X-{number.ToString(CultureInfo.InvariantCulture)}", "1"))])).ShouldBe(ProblemTypes.HeadersTooLarge);

    [Theory]
    [InlineData("GET /v1/flags?team={0} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 40_000, 414)]
    [InlineData("GET /v1/flags HTTP/1.1\r\nHost: 127.0.0.1\r\nX: {0}\r\n\r\n", 80_000, 431)]
    [InlineData("GET /v1/flags HTTP/1.1\r\nHost: 127.0.0.1\r\nX {0}\r\n\r\n", 10, 400)]
    [InlineData("GET /v1/flags HTTP/1.1\r\nHost: a\r\nHost: b{0}\r\n\r\n", 10, 400)]
    [InlineData("GET /v1/flags HTTP/1.1\r\n\r\n{0}", 0, 400)]
    [InlineData("GET /v1/flags HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n{0}", 0, 505)]
    public async Task What_is_far_too_large_or_no_HTTP_is_refused_by_the_server_itself_which_hangs_up(string format, int length, int status)
    {
        using var connection = await ConnectAsync();
        await connection.SendAsync(string.Format(CultureInfo.InvariantCulture, format, new string('a', length)));

        var answer = await connection.AnswerAsync(soon);

        answer!.Status.Should().Be(status);
        (answer.Body, answer.Headers.ContainsKey("Server")).Should().Be(("", false));
        (await connection.IsEndedAsync(soon)).Should().BeTrue();
    }

    [Fact]
    public async Task Headers_that_do_not_come_are_not_waited_for()
    {
        using var connection = await ConnectAsync();
        await connection.SendAsync("GET /v1/flags HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ");

        var answer = await connection.AnswerAsync(later);

        answer!.Status.Should().Be(408);
        (await connection.IsEndedAsync(soon)).Should().BeTrue();
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_not_waited_for()
    {
        using var connection = await ConnectAsync();
        await connection.SendAsync("PUT /v1/children/slow HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 30\r\n\r\n{\"dateOfBirth\":");

        var answer = await connection.AnswerAsync(later);

        answer!.Status.Should().Be(408);
        answer.Body.Should().Contain(ProblemTypes.TooSlow.Uri);
        answer.Headers.Should().Contain("Cache-Control", "no-store").And.Contain("X-Content-Type-Options", "nosniff");
        (await connection.IsEndedAsync(soon)).Should().BeTrue();
        (await service.GetAsync("/v1/children/slow")).ShouldBe(ProblemTypes.NotFound);
    }

    [Fact]
    public async Task A_hundred_slow_callers_keep_nobody_waiting()
    {
        var slow = new List<RawConnection>();
        try
        {
            foreach (var number in Enumerable.Range(0, 100))
            {
                slow.Add(await ConnectAsync());
                await slow[^1].SendAsync(number % 2 == 0
                    ? "GET /v1/flags HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
                    : "PUT /v1/children/slow HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 30\r\n\r\n{");
            }

            await service.GetAsync("/v1/rules").WaitAsync(soon);
        }
        finally
        {
            slow.ForEach(connection => connection.Dispose());
        }
    }

    [Fact]
    public async Task What_takes_too_long_is_given_up_and_leaves_nothing_behind()
    {
        await using var hurried = await Services.StartAsync(("Limits:Seconds", "1"), ("Limits:BatchSeconds", "1"));
        await hurried.ChildAsync("waits");
        using (await hurried.Services.GetRequiredService<WriterGate>().EnterAsync(CancellationToken.None))
        {
            foreach (var answer in new[]
            {
                await hurried.PutAsync("/v1/children/late", new { dateOfBirth = "2015-05-01" }),
                await hurried.PostAsync("/v1/children/waits/entries", new { type = "admission", on = "2026-06-01", legalStatus = "V2" }),
                await hurried.PostAsync("/v1/batches", """[{"childId":"late","child":{"dateOfBirth":"2015-05-01"},"entries":[]}]"""),
                await hurried.GetAsync("/v1/children/waits"),
            })
            {
                answer.ShouldBe(ProblemTypes.TookTooLong);
                answer.Headers.Should().ContainKey("Retry-After").And.Contain("Cache-Control", "no-store");
            }
        }

        (await hurried.GetAsync("/v1/children/late")).ShouldBe(ProblemTypes.NotFound);
        (await hurried.GetAsync("/v1/children/waits/entries")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task No_more_connections_are_taken_than_there_may_be()
    {
        await using var small = await Services.StartAsync(("Limits:Connections", "3"));
        var held = new List<RawConnection>();
        try
        {
            for (var number = 0; number < 3; number++)
            {
                held.Add(await RawConnection.ToAsync(small.Http.BaseAddress!));
                await held[^1].SendAsync("GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
                (await held[^1].AnswerAsync(soon))!.Status.Should().Be(200);
            }

            using (var another = await RawConnection.ToAsync(small.Http.BaseAddress!))
            {
                (await another.IsEndedAsync(soon)).Should().BeTrue();
            }
        }
        finally
        {
            held.ForEach(connection => connection.Dispose());
        }

        await Service.UntilAsync(async () =>
        {
            using var another = await RawConnection.ToAsync(small.Http.BaseAddress!);
            await another.SendAsync("GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            return (await another.AnswerAsync(soon))?.Status == 200;
        });
    }

    [Theory]
    [InlineData("Limits__RequestsPerSecond", "many")]
    [InlineData("Limits__RequestsPerSecond", "-1")]
    [InlineData("Limits__Seconds", "0")]
    [InlineData("Limits__Connections", "1.5")]
    public async Task A_limit_that_is_no_number_of_its_kind_is_wrong_use(string name, string value)
    {
        using var program = new RealProgram();

        var outcome = await program.RunAsync([(name, value)]);

        outcome.ExitCode.Should().Be(2);
        outcome.Errors[0].Should().StartWith($"{name.Replace("__", ":", StringComparison.Ordinal)} is {value}. It must be a whole number from ");
    }

    [Theory]
    [InlineData("evil.example", 403)]
    [InlineData("evil.example:5080", 403)]
    [InlineData("localhost.evil.example", 403)]
    [InlineData("127.0.0.1.evil.example", 403)]
    [InlineData("192.168.1.20", 403)]
    [InlineData("", 403)]
    [InlineData("127.0.0.1", 200)]
    [InlineData("127.0.0.1:1", 200)]
    [InlineData("[::1]:5080", 200)]
    [InlineData("LocalHost:5080", 200)]
    public async Task Without_sign_in_only_the_names_of_this_machine_are_answered_to(string host, int status)
    {
        foreach (var path in new[] { "/v1/children", "/openapi/v1.json", "/swagger/index.html", "/health/live" })
        {
            using var connection = await ConnectAsync();
            await connection.SendAsync($"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n");

            var answer = await connection.AnswerAsync(soon);

            answer!.Status.Should().Be(status, "{0} of {1}", path, host);
            if (status != 200)
            {
                answer.Body.Should().Contain(ProblemTypes.Forbidden.Uri);
                answer.Headers.Should().Contain("X-Content-Type-Options", "nosniff");
            }
        }
    }

    [Fact]
    public async Task With_sign_in_the_name_it_is_called_by_is_the_operators_choice()
    {
        await using var signsIn = await Services.StartAsync(Services.WithAnIssuer);

        (await signsIn.GetAsync("/health/live", ("Host", "journeys.example"))).Status.Should().Be(HttpStatusCode.OK);
        (await signsIn.GetAsync("/v1/children", ("Host", "journeys.example"))).ShouldBe(ProblemTypes.NotSignedIn);
    }

    [Theory]
    [InlineData("/v1/flags?limit=501")]
    [InlineData("/v1/flags?limit=0")]
    [InlineData("/v1/children?limit=-1")]
    [InlineData("/v1/children?limit=99999999999999999999")]
    [InlineData("/v1/drift?limit=")]
    public async Task A_page_larger_than_pages_are_is_refused(string path) => (await service.GetAsync(path)).ShouldBe(ProblemTypes.InvalidRequest, "limit");

    private Task<RawConnection> ConnectAsync() => RawConnection.ToAsync(service.Http.BaseAddress!);
}
