using System.Collections.Concurrent;
using System.Net;

namespace ChildJourney.Api.Tests.Features.Durability;

/// <summary>Write at once and without pause, each another kind of thing, until the service ends or they are told to; and keep what was acknowledged.</summary>
internal sealed class Writers(string run)
{
    private const int ChildrenInABatch = 10;

    private int policies;

    /// <summary>The children that were acknowledged.</summary>
    public ConcurrentBag<string> Children { get; } = [];

    /// <summary>The children, each with two entries, that were acknowledged as parts of batches.</summary>
    public ConcurrentBag<string> Batched { get; } = [];

    /// <summary>The entries that were acknowledged, each as its child and its own id.</summary>
    public ConcurrentBag<string> Entries { get; } = [];

    /// <summary>The versions of the policy that were acknowledged.</summary>
    public ConcurrentBag<string> Policies { get; } = [];

    /// <summary>What was answered otherwise than it should have been.</summary>
    public ConcurrentBag<string> Refused { get; } = [];

    public async Task RunAsync(ServingProgram service, CancellationToken stopped) => await Task.WhenAll(
        RepeatAsync(number => EntriesAsync(service, $"{run}A{number}"), stopped),
        RepeatAsync(number => EntriesAsync(service, $"{run}B{number}"), stopped),
        RepeatAsync(number => EntriesAsync(service, $"{run}C{number}"), stopped),
        RepeatAsync(number => BatchAsync(service, $"{run}D{number}"), stopped),
        RepeatAsync(number => BatchAsync(service, $"{run}E{number}"), stopped),
        RepeatAsync(_ => PolicyAsync(service), stopped));

    private static async Task RepeatAsync(Func<int, Task> writeAsync, CancellationToken stopped)
    {
        try
        {
            for (var number = 0; !stopped.IsCancellationRequested; number++)
            {
                await writeAsync(number);
            }
        }
        catch (Exception ended) when (ended is HttpRequestException or IOException)
        {
            // The service was ended in the middle of it.
        }
    }

    private async Task EntriesAsync(ServingProgram service, string childId)
    {
        Keep(await service.PutAsync($"/v1/children/{childId}", new { dateOfBirth = "2015-05-01" }), HttpStatusCode.Created, Children, childId);
        object[] entries =
        [
            new { type = "admission", on = "2026-06-01", legalStatus = "V2" },
            new { type = "allocation", on = "2026-06-01", role = "team", assignee = "T1" },
            new { type = "review", on = "2026-06-24" },
        ];
        for (var number = 0; number < entries.Length; number++)
        {
            Keep(await service.PutAsync($"/v1/children/{childId}/entries/e{number}", entries[number]), HttpStatusCode.Created, Entries, $"{childId}/e{number}");
        }
    }

    private async Task BatchAsync(ServingProgram service, string batch)
    {
        var children = Enumerable.Range(0, ChildrenInABatch).Select(number => new
        {
            childId = $"{batch}-{number}",
            child = new { dateOfBirth = "2015-05-01" },
            entries = new object[]
            {
                new { id = "e1", type = "admission", on = "2026-06-01", legalStatus = "V2" },
                new { id = "e2", type = "allocation", on = "2026-06-01", role = "team", assignee = "T1" },
            },
        });
        var answer = await service.PostAsync("/v1/batches", children);
        if (answer.Status != HttpStatusCode.OK)
        {
            Refused.Add(answer.Text);
            return;
        }

        foreach (var line in answer.Json.EnumerateArray())
        {
            (line.GetProperty("status").GetString() == "stored" ? Batched : Refused).Add(line.GetProperty("childId").GetString()!);
        }
    }

    /// <summary>Another age each time, so that everything has to be worked out afresh.</summary>
    private async Task PolicyAsync(ServingProgram service)
    {
        var answer = await service.PutPolicyAsync(new { pepFromAge = 3 + (Interlocked.Increment(ref policies) % 3) });
        Keep(answer, HttpStatusCode.OK, Policies, answer.Status == HttpStatusCode.OK ? answer["version"].ToString() : "");
        await Task.Delay(TimeSpan.FromMilliseconds(100));
    }

    private void Keep(Answer answer, HttpStatusCode expected, ConcurrentBag<string> acknowledged, string what)
    {
        if (answer.Status == expected)
        {
            acknowledged.Add(what);
        }
        else
        {
            Refused.Add(answer.Text);
        }
    }
}
