using System.Net;
using System.Text;
using System.Text.Json;
using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Tests;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Tests.Features.Changes;

/// <summary>Whoever asks for changes alone holds on every day of a year, whatever is recorded in it, the flags that are listed that day.</summary>
public sealed class SimulatedYearTests : IAsyncLifetime
{
    private static readonly LocalDate first = new(2025, 9, 1);
    private readonly List<Service> services = [];
    private Service service = new();

    public async Task InitializeAsync()
    {
        services.Add(service);
        await service.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var earlier in services.SkipLast(1))
        {
            earlier.Http.Dispose();
        }

        await ((IAsyncLifetime)service).DisposeAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Changes_alone_tell_how_every_flag_stands_on_every_day(int seed)
    {
        var random = new Random(seed);
        var children = MadeJourneys.Make(20 * seed).Skip(20 * (seed - 1)).Where(made => made.Child.DateOfBirth < Known(first)).ToList();
        At(first, 0.3);
        foreach (var (child, _) in children)
        {
            (await service.PutAsync($"/v1/children/{child.Id}", new { dateOfBirth = LocalDatePattern.Iso.Format(child.DateOfBirth) })).Status.Should().Be(HttpStatusCode.Created);
        }

        await BatchAsync([.. children.Select(made => (made.Child, made.Entries.Where(entry => entry.On <= Known(first)).ToList()))]);
        var waiting = children.ToDictionary(made => made.Child.Id, made => new Queue<Entry>(made.Entries.Where(entry => entry.On > Known(first))));
        var follower = new Follower();
        var late = new Follower();

        for (var day = first.PlusDays(1); day <= first.PlusDays(365); day = day.PlusDays(1))
        {
            foreach (var time in Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(5) == 0 ? random.Next(2) * 0.999999999 : random.NextDouble()).Order())
            {
                At(day, time);
                await HappensAsync(random, day, children, waiting);
                if (random.Next(3) == 0)
                {
                    await follower.PollAsync(service, random.Next(1, 60));
                }

                // One who begins at some time, and reads the first flags while others change.
                if (day > first.PlusDays(100) && random.Next(3) == 0)
                {
                    await late.PollAsync(service, random.Next(1, 25));
                }
            }

            await service.RebuiltAsync();
            await follower.CatchUpAsync(service, random.Next(1, 500));
            follower.Open.Should().Equal(await Follower.ListedAsync(service), "on {0}", day);
            if (random.Next(90) == 0)
            {
                await RestartAsync();
            }
        }

        await late.CatchUpAsync(service, 7);
        late.Open.Should().Equal(follower.Open);
        follower.Read.Should().BeGreaterThan(500);
        late.Read.Should().BePositive();
    }

    private async Task HappensAsync(
        Random random, LocalDate day, List<(Child Child, IReadOnlyList<Entry> Entries)> children, Dictionary<string, Queue<Entry>> waiting)
    {
        foreach (var (childId, entries) in waiting)
        {
            while (entries.TryPeek(out var entry) && entry.On <= day && random.Next(3) > 0)
            {
                entries.Dequeue();
                await service.PostAsync($"/v1/children/{childId}/entries", Json(entry));
            }
        }

        var (child, told) = children[random.Next(children.Count)];
        var recorded = told.Where(entry => entry.On <= day).ToList();
        switch (random.Next(12))
        {
            case 0 when recorded.Count > 0:
                await service.DeleteAsync($"/v1/children/{child.Id}/entries/{recorded[random.Next(recorded.Count)].Id}?reason=entered-in-error");
                break;
            case 1 when recorded.Count > 0:
                var corrected = recorded[random.Next(recorded.Count)];
                await service.PutAsync($"/v1/children/{child.Id}/entries/{corrected.Id}", Json(corrected, LocalDate.Min(day, corrected.On.PlusDays(random.Next(-9, 10)))));
                break;
            case 2:
                await BatchAsync([.. children.Where(_ => random.Next(3) == 0).Select(made => (made.Child, made.Entries.Where(entry => entry.On <= Known(day)).ToList()))]);
                break;
            case 3 when random.Next(5) == 0:
                await PolicyAsync(random);
                break;
            case 4:
                await service.PutAsync($"/v1/children/{child.Id}", new { dateOfBirth = LocalDatePattern.Iso.Format(child.DateOfBirth.PlusDays(random.Next(-300, 1))) });
                break;
            default:
                break;
        }
    }

    /// <summary>Of what happened by that day, all that came after it has happened too.</summary>
    private static LocalDate Known(LocalDate day) => day.PlusDays(-60);

    private async Task PolicyAsync(Random random) => await service.ReplacePolicyAsync(new
    {
        dueSoonDays = random.Next(0, 40),
        pepFromAge = random.Next(2, 5),
        rules = new Dictionary<string, object>
        {
            ["iro-appointed"] = new { workingDays = random.Next(1, 6), from = "2024-01-01" },
            ["supervision"] = new { enabled = random.Next(2) == 0 },
        },
    });

    private async Task BatchAsync(IReadOnlyList<(Child Child, List<Entry> Entries)> children)
    {
        var lines = children.Select(made =>
            $$"""{"childId":"{{made.Child.Id}}","child":{"dateOfBirth":"{{LocalDatePattern.Iso.Format(made.Child.DateOfBirth)}}"},"entries":[{{string.Join(',', made.Entries.Select(entry => Json(entry)))}}]}""");
        var answer = await service.PostAsync("/v1/batches", $"[{string.Join(',', lines)}]");
        answer.Status.Should().Be(HttpStatusCode.OK, "{0}", answer.Text);
    }

    /// <summary>The same service again, in the same folder.</summary>
    private async Task RestartAsync()
    {
        var now = service.Clock.GetCurrentInstant();
        await service.DisposeAsync();
        service = new Service { Folder = service.Folder };
        services.Add(service);
        service.Clock.Set(InstantPattern.ExtendedIso.Format(now));
        await service.InitializeAsync();
    }

    /// <summary>Sets the clock to some time of a day in England.</summary>
    private void At(LocalDate day, double time)
    {
        var (from, to) = (LondonTime.StartOf(day), LondonTime.StartOf(day.PlusDays(1)));
        service.Clock.Set(InstantPattern.ExtendedIso.Format(from + Duration.FromTicks((long)((to - from).TotalTicks * time))));
    }

    private static string Json(Entry entry, LocalDate? on = null)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("id", entry.Id);
            writer.WriteString("type", entry.Shape.Type);
            writer.WriteString("on", LocalDatePattern.Iso.Format(on ?? entry.On));
            entry.Shape.Write(writer, entry.Values);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
