using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ChildJourney.Api;
using ChildJourney.Api.Features.Demo;
using ChildJourney.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChildJourney.Benchmarks;

/// <summary>What the audit log costs those who read: requests a second of the service with it and without, in turn.</summary>
internal static class AuditLoad
{
    private const int Connections = 16;
    private const int Rounds = 15;

    /// <summary>Measures a list of 50 flags and one child's journey, each for so long, and prints the table.</summary>
    public static async Task RunAsync(TimeSpan duration)
    {
        await using var without = await StartAsync(isAudited: false);
        await using var with = await StartAsync(isAudited: true);
        using var httpWithout = ClientOf(without);
        using var httpWith = ClientOf(with);
        var children = await ChildrenAsync(httpWithout);
        var reads = new (string What, Func<int, string> PathOf)[]
        {
            ("50 flags", _ => "/v1/flags?limit=50"),
            ("one journey", turn => $"/v1/children/{children[turn % children.Count]}/journey"),
        };
        foreach (var (what, pathOf) in reads)
        {
            var before = await WrittenAsync(with);
            var rounds = new List<(Rate Without, Rate With)>();
            for (var round = 0; round <= Rounds; round++)
            {
                var rate = (Without: await RateAsync(httpWithout, pathOf, duration), With: await RateAsync(httpWith, pathOf, duration));
                Say($"{what}, {(round == 0 ? "warm-up" : $"round {round}")}: without {rate.Without}, with {rate.With}, ratio {rate.With.PerSecond / rate.Without.PerSecond:0.00}");
                if (round > 0)
                {
                    rounds.Add(rate);
                }
            }

            Say($"{what}: without {Median(rounds.Select(round => round.Without.PerSecond)):N0} requests/s, with {Median(rounds.Select(round => round.With.PerSecond)):N0}, median ratio {Median(rounds.Select(round => round.With.PerSecond / round.Without.PerSecond)):0.00}");
            var after = await WrittenAsync(with);
            Say($"{what}: {after.Rows - before.Rows:N0} rows of the audit log in {after.Groups - before.Groups:N0} groups");
        }
    }

    /// <summary>The service itself, over a made-up authority of its own.</summary>
    private static async Task<WebApplication> StartAsync(bool isAudited)
    {
        var builder = Composition.Builder(["--urls", "http://127.0.0.1:0", "--Audit:Enabled", isAudited ? "true" : "false"]);
        DemoService.AddTo(builder);
        var service = builder.Build();
        service.UseChildJourney();
        await service.StartAsync();
        return service;
    }

    /// <summary>How many rows the service has written to the audit log, and in how many groups.</summary>
    private static async Task<(int Rows, int Groups)> WrittenAsync(WebApplication service)
    {
        await using var scope = service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JourneyDb>();
        return (await db.Audit.CountAsync(), await db.AuditGroups.CountAsync());
    }

    private static HttpClient ClientOf(WebApplication service) =>
        new(new SocketsHttpHandler { MaxConnectionsPerServer = Connections }) { BaseAddress = new Uri(service.Urls.First()) };

    private static async Task<IReadOnlyList<string>> ChildrenAsync(HttpClient http)
    {
        using var page = JsonDocument.Parse(await http.GetStringAsync(new Uri("/v1/children?lookedAfter=true&limit=50", UriKind.Relative)));
        return [.. page.RootElement.GetProperty("items").EnumerateArray().Select(child => child.GetProperty("childId").GetString()!)];
    }

    private static async Task<Rate> RateAsync(HttpClient http, Func<int, string> pathOf, TimeSpan duration)
    {
        var answered = 0;
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(connection => Task.Run(async () =>
        {
            for (var turn = connection; watch.Elapsed < duration; turn += Connections)
            {
                using var response = await http.GetAsync(new Uri(pathOf(turn), UriKind.Relative));
                response.EnsureSuccessStatusCode();
                await response.Content.ReadAsByteArrayAsync();
                Interlocked.Increment(ref answered);
            }
        })));
        process.Refresh();
        return new Rate(answered / watch.Elapsed.TotalSeconds, (process.TotalProcessorTime - before).TotalMilliseconds / answered);
    }

    /// <summary>How fast answers came, and what each took of the processor, the client's share with it: that tells of the cost where the machine has other work too.</summary>
    private sealed record Rate(double PerSecond, double Milliseconds)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{PerSecond:N0} requests/s ({Milliseconds:0.00} ms)");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
