using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ChildJourney.Api.Tests.Platform.Access;

public sealed class IssuerTests : IAsyncLifetime
{
    private static readonly TimeSpan betweenRefreshes = TimeSpan.FromSeconds(1);

    private readonly Issuer issuer = new();
    private readonly SigningKey next = SigningKey.Ec("next");
    private readonly Service service;

    public IssuerTests() => service = new Service
    {
        Settings = issuer.Settings,
        Parts = services => services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options => options.RefreshInterval = betweenRefreshes),
    };

    public async Task InitializeAsync()
    {
        await issuer.StartAsync();
        await service.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await ((IAsyncLifetime)service).DisposeAsync();
        await issuer.DisposeAsync();
        next.Dispose();
    }

    [Fact]
    public async Task Keys_are_asked_for_once_however_many_tokens_come()
    {
        var bearer = issuer.Bearer();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync(bearer)));

        answers.Should().OnlyContain(answer => answer.Status == HttpStatusCode.OK);
        issuer.TimesAsked.Should().Be(2, "the description and the keys, once each");
    }

    [Fact]
    public async Task A_token_of_a_key_that_the_issuer_has_published_since_passes_at_once()
    {
        (await AskAsync(issuer.Bearer())).Status.Should().Be(HttpStatusCode.OK);

        issuer.Published = [issuer.Key, next];

        (await AskAsync(BearerOf(next))).Status.Should().Be(HttpStatusCode.OK);
        (await AskAsync(issuer.Bearer())).Status.Should().Be(HttpStatusCode.OK, "the key before it is still published");
    }

    [Fact]
    public async Task A_token_of_a_key_that_the_issuer_has_withdrawn_passes_no_longer_once_the_keys_have_been_read_anew()
    {
        (await AskAsync(issuer.Bearer())).Status.Should().Be(HttpStatusCode.OK);

        issuer.Published = [next];
        (await AskAsync(BearerOf(next))).Status.Should().Be(HttpStatusCode.OK);

        (await AskAsync(issuer.Bearer())).ShouldBe(ProblemTypes.NotSignedIn);
        (await AskAsync(BearerOf(next))).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Keys_follow_one_another_again_and_again_without_a_restart()
    {
        for (var turn = 0; turn < 3; turn++)
        {
            var before = issuer.Published[0];
            var key = SigningKey.Rsa($"turn-{turn}");
            issuer.Published = [key];
            await Task.Delay(1.3 * betweenRefreshes);

            (await AskAsync(BearerOf(key))).Status.Should().Be(HttpStatusCode.OK);
            (await AskAsync(BearerOf(before))).ShouldBe(ProblemTypes.NotSignedIn);
            before.Dispose();
        }
    }

    [Fact]
    public async Task Tokens_of_keys_that_nobody_published_do_not_make_the_service_press_the_issuer()
    {
        (await AskAsync(issuer.Bearer())).Status.Should().Be(HttpStatusCode.OK);
        var before = issuer.TimesAsked;

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(number => AskAsync(BearerOf(next, $"unknown-{number}"))));

        answers.Should().OnlyContain(answer => answer.Status == HttpStatusCode.Unauthorized);
        (issuer.TimesAsked - before).Should().BeLessThanOrEqualTo(6);
    }

    [Fact]
    public async Task While_the_issuer_is_down_the_keys_that_are_known_go_on_verifying()
    {
        (await AskAsync(issuer.Bearer())).Status.Should().Be(HttpStatusCode.OK);

        await issuer.StopAsync();
        (await AskAsync(BearerOf(next))).Status.Should().BeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.ServiceUnavailable);
        (await AskAsync(issuer.Bearer())).Status.Should().Be(HttpStatusCode.OK);

        issuer.Published = [issuer.Key, next];
        await issuer.StartAsync();
        await Task.Delay(1.3 * betweenRefreshes);
        (await AskAsync(BearerOf(next))).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Where_the_issuer_is_down_at_first_the_answer_says_when_to_try_again_and_it_works_once_the_issuer_is_back()
    {
        await issuer.StopAsync();

        ShouldBeUnavailable(await AskAsync(issuer.Bearer()));
        ShouldBeUnavailable(await AskAsync(issuer.Bearer()));
        foreach (var token in new[] { "nonsense", "a b", "a, Bearer b", "e30.e30.", "..." })
        {
            ShouldBeUnavailable(await AskAsync(("Authorization", $"Bearer {token}")));
            ShouldBeUnavailable(await AskAsync(("Authorization", $"bearer {token}"), ("Authorization", "Bearer another")));
        }

        (await AskAsync()).ShouldBe(ProblemTypes.NotSignedIn);
        (await AskAsync(("Authorization", "Basic c29tZWJvZHk6c2VjcmV0"))).ShouldBe(ProblemTypes.NotSignedIn);
        (await service.GetAsync("/health/ready", issuer.Bearer())).Status.Should().Be(HttpStatusCode.OK);
        (await service.GetAsync("/problems/forbidden", issuer.Bearer())).Status.Should().Be(HttpStatusCode.OK);

        await issuer.StartAsync();
        await Task.Delay(2 * IssuerKeys.UntilTriedAgain);
        (await AskAsync(issuer.Bearer())).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_issuer_that_answers_nonsense_is_one_that_does_not_answer()
    {
        foreach (var fault in new Func<HttpContext, Task>[]
        {
            http => Answer(http, 500, "", ""),
            http => Answer(http, 404, "text/plain", "Not found"),
            http => Answer(http, 200, "text/html", "<html>Maintenance</html>"),
            http => Answer(http, 200, "application/json", "{}"),
            http => Answer(http, 200, "application/json", "[1, 2"),
            http => Answer(http, 200, "application/json", ""),
            http => http.Request.Path == "/keys" ? Answer(http, 200, "application/json", "{}") : Answer(http, 200, "application/json", $$"""{"issuer":"{{issuer.Address}}","jwks_uri":"{{issuer.Address}}/keys"}"""),
            http => http.Request.Path == "/keys" ? Answer(http, 503, "", "") : Answer(http, 200, "application/json", $$"""{"issuer":"{{issuer.Address}}","jwks_uri":"{{issuer.Address}}/keys"}"""),
            http =>
            {
                http.Abort();
                return Task.CompletedTask;
            },
        })
        {
            issuer.Fault = fault;
            var before = issuer.TimesAsked;
            await Task.Delay(2 * IssuerKeys.UntilTriedAgain);
            ShouldBeUnavailable(await AskAsync(issuer.Bearer()));
            issuer.TimesAsked.Should().BeGreaterThan(before);
        }

        issuer.Fault = null;
        await Task.Delay(2 * IssuerKeys.UntilTriedAgain);
        (await AskAsync(issuer.Bearer())).Status.Should().Be(HttpStatusCode.OK);

        static Task Answer(HttpContext http, int status, string type, string text)
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = type;
            return http.Response.WriteAsync(text);
        }
    }

    [Fact]
    public async Task An_issuer_that_is_down_is_not_pressed_by_the_requests_that_wait_for_it()
    {
        issuer.Fault = http =>
        {
            http.Response.StatusCode = 503;
            return Task.CompletedTask;
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => AskAsync(issuer.Bearer())));

        answers.Should().OnlyContain(answer => answer.Status == HttpStatusCode.ServiceUnavailable);
        issuer.TimesAsked.Should().BeLessThan(10);
    }

    private static void ShouldBeUnavailable(Answer answer)
    {
        answer.ShouldBe(ProblemTypes.Unavailable);
        int.Parse(answer.Headers["Retry-After"]).Should().BeInRange(1, 60);
        answer.Headers.Should().NotContainKey("WWW-Authenticate");
    }

    private (string Name, string Value) BearerOf(SigningKey key, string? id = null) =>
        ("Authorization", $"Bearer {issuer.Token().Headed(("alg", key.Algorithm), ("kid", id ?? key.Id)).SignedBy(key)}");

    private Task<Answer> AskAsync(params (string Name, string Value)[] headers) => service.GetAsync("/v1/children", headers);
}
