using System.Globalization;
using System.Net;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Tests.Features.Changes;

/// <summary>Someone who asks for changes alone, and keeps from them how every flag stands.</summary>
public sealed class Follower
{
    private static readonly string[] open = ["upcoming", "due-soon", "overdue", "cannot-determine"];
    private readonly Dictionary<string, string> held = [];
    private Instant lastAt = Instant.MinValue;

    /// <summary>Where to go on.</summary>
    public string? After { get; private set; }

    /// <summary>How many items were read.</summary>
    public int Read { get; private set; }

    /// <summary>The flags that are open, as far as the follower knows.</summary>
    public IEnumerable<string> Open => held.Where(flag => open.Contains(flag.Value)).Select(flag => $"{flag.Key} {flag.Value}").Order(StringComparer.Ordinal);

    /// <summary>The flags that are open, as they are listed.</summary>
    public static async Task<IReadOnlyList<string>> ListedAsync(Service service) =>
    [
        .. (await service.WalkAsync($"/v1/flags?status={string.Join(',', open)}&sort=childId", 500))
            .Select(flag => $"{flag.Get("childId")} {flag.Get("id")} {flag.Get("status")}").Order(StringComparer.Ordinal),
    ];

    /// <summary>Asks once. Each item must go on from what is held; returns how many there were.</summary>
    public async Task<int> PollAsync(Service service, int limit)
    {
        ArgumentNullException.ThrowIfNull(service);
        var size = limit.ToString(CultureInfo.InvariantCulture);
        var answer = await service.GetAsync(After is null ? $"/v1/changes?limit={size}" : $"/v1/changes?limit={size}&after={After}");
        answer.Status.Should().Be(HttpStatusCode.OK, "{0}", answer.Text);
        foreach (var item in answer.Items)
        {
            Take(item);
        }

        After = answer["next"].GetString();
        Read += answer.Items.Count;
        return answer.Items.Count;
    }

    /// <summary>Asks until there is nothing more.</summary>
    public async Task CatchUpAsync(Service service, int limit)
    {
        while (await PollAsync(service, limit) == limit)
        {
        }
    }

    private void Take(JsonElement item)
    {
        var flag = $"{item.Get("childId")} {item.Get("obligationId")}";
        var at = InstantPattern.ExtendedIso.Parse(item.Get("at")!).Value;
        at.Should().BeGreaterThanOrEqualTo(lastAt, "changes come in order: {0}", item);
        lastAt = at;
        if (held.TryGetValue(flag, out var known))
        {
            item.Get("previousStatus").Should().Be(known, "nothing is left out and nothing comes twice: {0}", item);
        }
        else
        {
            open.Should().NotContain(item.Get("previousStatus"), "what was open is known: {0}", item);
        }

        item.Get("status").Should().NotBe(item.Get("previousStatus"));
        if (item.Get("status") is { } status)
        {
            held[flag] = status;
        }
        else
        {
            held.Remove(flag);
        }
    }
}
