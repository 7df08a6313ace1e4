using System.Globalization;
using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using Microsoft.Extensions.Configuration;

namespace ChildJourney.Api.Tests.Platform;

public sealed class RequestRateTests
{
    private static readonly Caller worker = Caller.OfThisMachine with { Name = "SW1" };

    [Fact]
    public void Who_asks_too_often_is_refused_and_others_are_not()
    {
        using var rate = Rate(("Limits:RequestsPerSecond", "2"));

        Taken(rate, worker, "10.0.0.1").Should().BeInRange(10, 12);
        Taken(rate, worker, "10.0.0.2").Should().BeLessThan(3, "it is the same worker, wherever they are");
        Taken(rate, worker with { Name = "SW2" }, "10.0.0.1").Should().BeInRange(10, 12);
        Taken(rate, worker with { AuthorityId = "other" }, "10.0.0.1").Should().BeInRange(10, 12);
    }

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1", true)]
    [InlineData("10.0.0.1", "10.0.0.2", false)]
    [InlineData("10.0.0.1", "::ffff:10.0.0.1", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void Who_has_not_signed_in_is_known_by_the_address_or_its_network(string first, string second, bool areOne)
    {
        using var rate = Rate(("Limits:RequestsPerSecond", "2"));
        Taken(rate, null, first);

        (Taken(rate, null, second) < 3).Should().Be(areOne);
    }

    [Fact]
    public void Without_sign_in_there_is_no_limit_unless_one_is_set()
    {
        using var rate = Rate();
        using var none = Rate([("Limits:RequestsPerSecond", "0"), .. Services.WithAnIssuer]);
        using var usual = Rate(Services.WithAnIssuer);

        Taken(rate, worker, "127.0.0.1").Should().Be(2000);
        Taken(none, worker, "127.0.0.1").Should().Be(2000);
        Taken(usual, worker, "127.0.0.1").Should().BeInRange(500, 700);
    }

    [Fact]
    public async Task A_refusal_says_when_to_go_on_and_then_one_may()
    {
        await using var service = await Services.StartAsync(("Limits:RequestsPerSecond", "1"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => service.GetAsync("/v1/rules/review-first")));

        var refused = answers.Where(answer => answer.Status != HttpStatusCode.OK).ToList();
        refused.Should().HaveCountGreaterThan(5);
        foreach (var answer in refused)
        {
            answer.ShouldBe(ProblemTypes.TooManyRequests);
            int.Parse(answer.Headers["Retry-After"], CultureInfo.InvariantCulture).Should().BeInRange(1, 30);
            answer.Headers.Should().Contain("Cache-Control", "no-store");
        }

        await Task.Delay(TimeSpan.FromSeconds(2.5));
        (await service.GetAsync("/v1/rules/review-first")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/v1/children", 401)]
    [InlineData("/openapi/v1.json", 200)]
    [InlineData("/swagger/index.html", 200)]
    [InlineData("/problems/not-found", 200)]
    [InlineData("/nothing", 404)]
    public async Task Who_has_not_signed_in_is_limited_everywhere(string path, int status)
    {
        await using var service = await Services.StartAsync([("Limits:RequestsPerSecond", "1"), .. Services.WithAnIssuer]);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => service.GetAsync(path)));

        answers.Count(answer => (int)answer.Status == status).Should().BeInRange(5, 10);
        answers.Where(answer => (int)answer.Status != status).Should().AllSatisfy(answer => answer.ShouldBe(ProblemTypes.TooManyRequests));
    }

    [Fact]
    public async Task But_health_is_answered_as_often_as_it_is_asked_after()
    {
        await using var service = await Services.StartAsync([("Limits:RequestsPerSecond", "1"), .. Services.WithAnIssuer]);
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => service.GetAsync(number % 2 == 0 ? "/health/live" : "/health/ready")));

        answers.Should().OnlyContain(answer => answer.Status == HttpStatusCode.OK);
    }

    private static RequestRate Rate(params (string Key, string Value)[] settings) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build());

    private static int Taken(RequestRate rate, Caller? caller, string address) =>
        Enumerable.Range(0, 2000).Count(_ =>
        {
            using var lease = rate.Acquire(caller, IPAddress.Parse(address));
            return lease.IsAcquired;
        });
}
