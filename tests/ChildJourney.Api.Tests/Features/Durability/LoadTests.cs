using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace ChildJourney.Api.Tests.Features.Durability;

/// <summary>Many at once, for a while: nothing fails, and the memory stays where it was.</summary>
[Collection(Alone.Name)]
public sealed class LoadTests : IDisposable
{
    private const int Connections = 200;
    private const int Children = 100;
    private const double MemoryMayGrow = 1.5;
    private const long MemoryMayVary = 100_000;

    private static readonly TimeSpan warmUp = Stress.Of(usual: TimeSpan.FromSeconds(3), stress: TimeSpan.FromSeconds(60));
    private static readonly TimeSpan lasts = Stress.Of(usual: TimeSpan.FromSeconds(6), stress: TimeSpan.FromMinutes(5));

    private static readonly string[] paths =
    [
        "/v1/flags?limit=20", "/v1/reviews?limit=20", "/v1/drift?limit=20", "/v1/section20?limit=20", "/v1/children?limit=20", "/v1/children?limit=20&count=true", "/health/ready",
    ];

    private readonly RealProgram program = new();

    public void Dispose() => program.Dispose();

    [Fact]
    public async Task Reads_and_writes_on_many_connections()
    {
        using var service = await program.ServeAsync();
        for (var number = 0; number < Children; number++)
        {
            await service.PutAsync($"/v1/children/C{number}", new { dateOfBirth = "2015-05-01" });
            await service.PutAsync($"/v1/children/C{number}/entries/e1", new { type = "admission", on = "2026-06-01", legalStatus = "V2" });
        }

        var answers = new ConcurrentDictionary<HttpStatusCode, int>();
        var watch = Stopwatch.StartNew();
        var users = Enumerable.Range(0, Connections).Select(number => UseAsync(new Random(number))).ToList();
        await Task.Delay(warmUp);
        var before = MemoryOf(service.ProcessId);
        await Task.WhenAll(users);
        var after = MemoryOf(service.ProcessId);

        answers.Keys.Should().BeSubsetOf([HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.TooManyRequests], "{0}", string.Join(", ", answers));
        answers[HttpStatusCode.OK].Should().BeGreaterThan(Connections);
        after.Should().BeLessThan((long)(before * MemoryMayGrow) + MemoryMayVary, "in kilobytes, after {0} kilobytes at first", before);
        (await service.StopAsync()).ExitCode.Should().Be(0);
        (await program.RunAsync("verify")).ExitCode.Should().Be(0);

        async Task UseAsync(Random random)
        {
            while (watch.Elapsed < lasts)
            {
                var childId = $"C{random.Next(Children)}";

                // No two reviews of a child on one day.
                var (review, day) = (random.Next(5), random.Next(1, 6));
                var answer = random.Next(10) switch
                {
                    0 => await service.PutAsync($"/v1/children/{childId}/entries/r{review}", new { type = "review", on = $"2026-07-{(5 * review) + day:00}", planChanged = random.Next(2) == 0 }),
                    1 => await service.PutAsync($"/v1/children/{childId}", new { dateOfBirth = "2015-05-01", sex = random.Next(2) == 0 ? "F" : "M" }),
                    2 or 3 => await service.GetAsync($"/v1/children/{childId}/journey"),
                    4 => await service.GetAsync($"/v1/children/{childId}/entries"),
                    _ => await service.GetAsync(paths[random.Next(paths.Length)]),
                };
                answers.AddOrUpdate(answer.Status, 1, (_, count) => count + 1);
            }
        }
    }

    private static long MemoryOf(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
