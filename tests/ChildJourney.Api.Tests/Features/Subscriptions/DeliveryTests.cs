using System.Net;
using System.Text.Json;
using ChildJourney.Api.Features.Subscriptions;
using ChildJourney.Api.Tests.Features.Changes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Tests.Features.Subscriptions;

/// <summary>Changes are delivered at least once and in order for each child, whatever the receiver does.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private Service service = Make();
    private Receiver receiver = null!;

    public async Task InitializeAsync()
    {
        receiver = await Receiver.StartAsync();
        service.Clock.Set("2026-11-02T09:00:00Z");
        await service.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await ((IAsyncLifetime)service).DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task A_message_says_which_flag_of_which_child_and_never_more_and_is_signed()
    {
        var created = await SubscribeAsync(new { url = receiver.Url, description = "the case system", filters = new { rule = new[] { "iro-appointed" } } });
        await service.ChildAsync("C1", Admission("2026-11-02"));

        await Service.UntilAsync(() => Task.FromResult(!receiver.Taken.IsEmpty));

        var message = receiver.Taken.Single();
        message.Method.Should().Be("POST");
        message.Json.Names().Should().Equal("type", "timestamp", "data");
        message.Json.Get("type").Should().Be("flag.changed");
        message.Json.Get("timestamp").Should().Be("2026-11-02T09:00:00Z");
        message.Data.GetRawText().Should().Be("""{"childId":"C1","obligationId":"iro-appointed:2026-11-02","rule":"iro-appointed","status":"due-soon","previousStatus":null}""");
        message.Timestamp.Should().Be("1793610000");
        message.IsSignedWith(created["secret"].GetString()!).Should().BeTrue();
        message.IsSignedWith("whsec_" + Convert.ToBase64String(new byte[32])).Should().BeFalse();
        await SettledAsync(created);
        var used = new List<JsonElement>();
        await Service.UntilAsync(async () => (used = [.. (await service.GetAsync("/v1/audit?childId=C1")).Items.Where(row => row.Get("operation") == "DeliverChange")]).Count > 0);
        used.Should().ContainSingle().Which.Get("status").Should().Be("204");
    }

    [Fact]
    public async Task Both_keys_sign_for_a_day_and_then_the_new_one_alone()
    {
        var created = await SubscribeAsync(new { url = receiver.Url, filters = new { rule = new[] { "iro-appointed" } } });
        var first = created["secret"].GetString()!;
        var rotated = await service.SendAsync(HttpMethod.Post, $"/v1/subscriptions/{created["id"]}/secrets", null);
        rotated.Status.Should().Be(HttpStatusCode.Created, "{0}", rotated.Text);
        rotated["previousEndsAt"].GetString().Should().Be("2026-11-03T09:00:00Z");
        var second = rotated["secret"].GetString()!;

        await service.ChildAsync("C1", Admission("2026-11-02"));
        await Service.UntilAsync(() => Task.FromResult(receiver.Taken.Count == 1));
        service.Clock.Set("2026-11-03T09:00:01Z");
        await service.ChildAsync("C2", Admission("2026-11-02"));
        await Service.UntilAsync(() => Task.FromResult(receiver.Taken.Count == 2));

        var messages = receiver.Taken.ToArray();
        (messages[0].IsSignedWith(first), messages[0].IsSignedWith(second)).Should().Be((true, true));
        (messages[1].IsSignedWith(first), messages[1].IsSignedWith(second)).Should().Be((false, true));
    }

    [Fact]
    public async Task Time_is_told_of_too()
    {
        await service.ChildAsync("C1", Admission("2026-11-02"));
        await SubscribeAsync(new { url = receiver.Url, filters = new { status = new[] { "overdue" }, rule = new[] { "iro-appointed" } } });
        service.Clock.Set("2026-11-10T00:00:00Z");

        await Service.UntilAsync(() => Task.FromResult(!receiver.Taken.IsEmpty));

        receiver.Taken.Single().Data.Get("previousStatus").Should().Be("due-soon");
        receiver.Taken.Single().Json.Get("timestamp").Should().Be("2026-11-10T00:00:00Z");
    }

    [Fact]
    public async Task A_receiver_that_fails_and_hangs_and_is_down_for_a_day_gets_everything_in_order_for_each_child()
    {
        var random = new Random(5);
        receiver.Answers = async (message, http) =>
        {
            switch (random.Next(3))
            {
                case 0:
                    http.Abort();
                    await Task.Delay(TimeSpan.FromMilliseconds(1));
                    return 500;
                default:
                    return message.Child == "C2" ? 503 : 500;
            }
        };
        var created = await SubscribeAsync(new { url = receiver.Url });
        var follower = new Follower();
        await follower.CatchUpAsync(service, 500);
        foreach (var child in new[] { "C1", "C2", "C3" })
        {
            await service.ChildAsync(child, Admission("2026-11-02"));
        }

        for (var hour = 0; hour < 24; hour += 6)
        {
            var attempts = await AttemptsAsync(created);
            Move(Duration.FromHours(6));
            await service.PostAsync("/v1/children/C1/entries", new { type = "visit", on = "2026-11-02", seen = true });
            await Service.UntilAsync(async () => await AttemptsAsync(created) > attempts);
            receiver.Taken.Should().BeEmpty();
        }

        // In the middle of it the service goes and comes back.
        await RestartAsync();
        receiver.Answers = (_, _) => Task.FromResult(200);
        Move(Duration.FromHours(6));
        await SettledAsync(created);

        var numbers = receiver.Taken.Select(message => message.Number).ToList();
        numbers.Distinct().Should().HaveCount(numbers.Count);
        (await service.GetAsync("/v1/changes?limit=1")).Status.Should().Be(HttpStatusCode.OK);
        await follower.CatchUpAsync(service, 500);
        numbers.Should().HaveCount(follower.Read, "every change has come");
        foreach (var ofChild in receiver.Taken.GroupBy(message => message.Child))
        {
            ofChild.Select(message => message.Number).Should().BeInAscendingOrder(ofChild.Key);
        }

        foreach (var ofChild in receiver.Tried.GroupBy(message => message.Child))
        {
            ofChild.Select(message => message.Number).Should().BeInAscendingOrder("what fails holds back what comes later about the child: {0}", ofChild.Key);
        }
    }

    [Fact]
    public async Task What_fails_for_one_child_keeps_no_other_waiting_is_parked_after_three_days_and_can_be_replayed()
    {
        receiver.Answers = (message, _) => Task.FromResult(message.Child == "C1" ? 400 : 200);
        var created = await SubscribeAsync(new { url = receiver.Url, filters = new { rule = new[] { "iro-appointed" } } });
        await service.ChildAsync("C1", Admission("2026-11-02"));
        await service.ChildAsync("C2", Admission("2026-11-02"));
        await Service.UntilAsync(() => Task.FromResult(receiver.Taken.Count == 1));
        var path = $"/v1/subscriptions/{created["id"]}/deliveries";
        await Service.UntilAsync(async () => (await service.GetAsync($"{path}?state=waiting")).Items is [var one] && one.Get("lastStatus") == "400");

        for (var hours = 0; hours <= 72; hours += 6)
        {
            var attempts = await AttemptsAsync(created);
            Move(Duration.FromHours(6));
            if ((await service.GetAsync($"{path}?state=parked")).Items.Count == 0)
            {
                await Service.UntilAsync(async () => await AttemptsAsync(created) > attempts);
            }
        }

        await Service.UntilAsync(async () => (await service.GetAsync($"{path}?state=parked&count=true"))["count"].GetInt32() == 1);
        var parked = (await service.GetAsync($"{path}?state=parked")).Items.Single();
        parked.Names().Should().Equal("id", "state", "at", "attempts", "firstTriedAt", "nextAt", "lastStatus", "lastError");
        parked.GetRawText().Should().NotContain("C1");
        receiver.Answers = (_, _) => Task.FromResult(200);
        (await service.SendAsync(HttpMethod.Post, $"/v1/subscriptions/{created["id"]}/replay", null))["replayed"].GetInt32().Should().Be(1);
        await Service.UntilAsync(() => Task.FromResult(receiver.Taken.Any(message => message.Child == "C1")));
        await SettledAsync(created);
    }

    [Fact]
    public async Task Three_redirects_are_followed_and_no_more()
    {
        receiver.Answers = (message, http) =>
        {
            var hop = message.Path == "/changes" ? 0 : int.Parse(message.Path[1..], System.Globalization.CultureInfo.InvariantCulture);
            http.Response.Headers.Location = $"/{hop + 1}";
            return Task.FromResult(hop == (message.Child == "C1" ? 3 : 4) ? 200 : 307);
        };
        var created = await SubscribeAsync(new { url = receiver.Url, filters = new { rule = new[] { "iro-appointed" } } });
        await service.ChildAsync("C1", Admission("2026-11-02"));
        await service.ChildAsync("C2", Admission("2026-11-02"));

        await Service.UntilAsync(async () => (await service.GetAsync($"/v1/subscriptions/{created["id"]}/deliveries")).Items is [var one] && one.Get("attempts") != "0");
        (await service.GetAsync($"/v1/subscriptions/{created["id"]}/deliveries")).Items.Single().Get("lastError").Should().Contain("redirects");
        receiver.Taken.Single().Child.Should().Be("C1");
    }

    [Fact]
    public async Task A_redirect_leads_nowhere_but_where_messages_may_be_sent()
    {
        receiver.Answers = (_, http) =>
        {
            http.Response.Headers.Location = receiver.Url.Replace("127.0.0.1", "127.0.0.2", StringComparison.Ordinal);
            return Task.FromResult(307);
        };
        var created = await SubscribeAsync(new { url = receiver.Url, filters = new { rule = new[] { "iro-appointed" } } });
        await service.ChildAsync("C1", Admission("2026-11-02"));

        await Service.UntilAsync(async () => (await service.GetAsync($"/v1/subscriptions/{created["id"]}/deliveries")).Items is [var one] && one.Get("attempts") != "0");

        (await service.GetAsync($"/v1/subscriptions/{created["id"]}/deliveries")).Items.Single().Get("lastError").Should().Contain("not in a network that the operator allows");
        receiver.Tried.Should().ContainSingle();
    }

    private static Service Make(string? folder = null)
    {
        Action<IServiceCollection> parts = services => services.AddSingleton(new DeliveryPace(TimeSpan.FromMilliseconds(20)));
        (string, string)[] settings = [("Webhooks:AllowedNetworks", "127.0.0.1/32")];
        return folder is null ? new Service { Settings = settings, Parts = parts } : new Service { Folder = folder, Settings = settings, Parts = parts };
    }

    private async Task<Answer> SubscribeAsync(object body)
    {
        var created = await service.PostAsync("/v1/subscriptions", body);
        created.Status.Should().Be(HttpStatusCode.Created, "{0}", created.Text);
        return created;
    }

    /// <summary>Waits until nothing is to be delivered any more.</summary>
    private Task SettledAsync(Answer subscription) =>
        Service.UntilAsync(async () => (await service.GetAsync($"/v1/subscriptions/{subscription["id"]}/deliveries")).Items.Count == 0);

    /// <summary>How many tries have failed and been settled: until that is so the clock must stand.</summary>
    private async Task<int> AttemptsAsync(Answer subscription) =>
        (await service.GetAsync($"/v1/subscriptions/{subscription["id"]}/deliveries?limit=500")).Items.Sum(row => row.GetProperty("attempts").GetInt32());

    private void Move(Duration duration) => service.Clock.Set(InstantPattern.ExtendedIso.Format(service.Clock.GetCurrentInstant() + duration));

    private async Task RestartAsync()
    {
        var earlier = service;
        var now = earlier.Clock.GetCurrentInstant();
        await earlier.DisposeAsync();
        earlier.Http.Dispose();
        service = Make(earlier.Folder);
        service.Clock.Set(InstantPattern.ExtendedIso.Format(now));
        await service.InitializeAsync();
    }

    private static object Admission(string on) => new { type = "admission", on, legalStatus = "V2" };
}
