using System.Net;

namespace ChildJourney.Api.Tests.Features.Changes;

/// <summary>Whoever asks for changes while many write, and days go by, misses none and hears of none twice.</summary>
public sealed class ConcurrentChangesTests : IAsyncLifetime
{
    private const int Writers = 8;
    private const int EntriesEach = 25;

    private readonly Service service = new();

    public Task InitializeAsync() => service.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)service).DisposeAsync();

    [Fact]
    public async Task Nothing_is_skipped_and_nothing_comes_twice()
    {
        service.Clock.Set("2026-06-01T09:00:00Z");
        await service.ChildAsync("C0", new { type = "admission", on = "2026-06-01", legalStatus = "V2" });
        var followers = new[] { new Follower(), new Follower(), new Follower() };
        await followers[0].PollAsync(service, 500);
        using var done = new CancellationTokenSource();
        var following = followers.Select((follower, number) => FollowAsync(follower, number, done.Token)).ToList();

        await Task.WhenAll(Enumerable.Range(1, Writers).Select(WriteAsync).Append(DaysAsync()));
        await done.CancelAsync();
        await Task.WhenAll(following);

        foreach (var follower in followers)
        {
            await follower.CatchUpAsync(service, 100);
            follower.Open.Should().Equal(await Follower.ListedAsync(service));
        }
    }

    private async Task FollowAsync(Follower follower, int number, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            await follower.PollAsync(service, 3 + (number * 20));
        }
    }

    private async Task WriteAsync(int writer)
    {
        var random = new Random(writer);
        var child = $"/v1/children/C{writer}";
        (await service.PutAsync(child, new { dateOfBirth = "2015-05-01" })).Status.Should().Be(HttpStatusCode.Created);
        (await service.PostAsync($"{child}/entries", new { type = "admission", on = "2026-06-01", legalStatus = "V2" })).Status.Should().Be(HttpStatusCode.Created);
        for (var number = 0; number < EntriesEach; number++)
        {
            // Also of a child whom all of them write about.
            var about = random.Next(3) == 0 ? "/v1/children/C0" : child;
            object entry = random.Next(3) switch
            {
                0 => new { type = "allocation", on = "2026-06-01", role = "iro", assignee = $"I{number}" },
                1 => new { type = "visit", on = "2026-06-01", seen = true },
                _ => new { type = "health-assessment", on = "2026-06-01" },
            };
            (await service.PostAsync($"{about}/entries", entry)).Status.Should().BeOneOf(HttpStatusCode.Created, HttpStatusCode.Conflict);
        }
    }

    private async Task DaysAsync()
    {
        for (var day = 1; day <= 28; day++)
        {
            service.Clock.Set($"2026-06-{day:00}T{day % 24:00}:59:59Z");
            await Task.Delay(TimeSpan.FromMilliseconds(40));
        }
    }
}
