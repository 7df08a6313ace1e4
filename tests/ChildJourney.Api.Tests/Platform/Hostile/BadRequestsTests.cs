using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace ChildJourney.Api.Tests.Platform.Hostile;

/// <summary>Bad requests by the thousand: 2,000 of them, or 100,000 where STRESS is 1. SEED makes a run again.</summary>
public sealed partial class BadRequestsTests(Service service, ITestOutputHelper output) : IClassFixture<Service>
{
    private const int AtOnce = 8;
    private const int ToWarmUp = 400;
    private const long MoreMemory = 64 * 1024 * 1024;

    private static readonly TimeSpan soon = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan aMoment = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentQueue<string> amiss = [];
    private readonly ConcurrentDictionary<string, bool> stored = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, int> answered = [];
    private readonly ConcurrentDictionary<string, string> slowest = new(StringComparer.Ordinal);
    private TimeSpan longest;

    [Fact]
    public async Task Nothing_that_is_sent_brings_the_service_down_or_changes_what_it_should_not()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("SEED"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        var count = Environment.GetEnvironmentVariable("STRESS") == "1" ? 100_000 : 2000;
        output.WriteLine($"SEED={seed}");
        await StoreKeptAsync();
        var before = await RowsAsync(Attempts.Kept);
        var policy = await service.GetAsync("/v1/policy");

        await SendAsync(seed, 0, ToWarmUp);
        var memory = GC.GetTotalMemory(forceFullCollection: true);
        await SendAsync(seed, ToWarmUp, count);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - memory;
        output.WriteLine($"{string.Join(", ", answered.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} of {pair.Key}"))}; the longest took {longest.TotalMilliseconds:F0} ms; {grown / 1024} kB more");
        output.WriteLine(slowest.GetValueOrDefault("", ""));

        amiss.Should().BeEmpty("SEED={0} makes it again", seed);
        (await RowsAsync(Attempts.Kept)).Should().Equal(before);
        (await OthersAsync()).Except(stored.Keys).Should().BeEmpty("nobody was told that they are stored");
        (await service.GetAsync("/v1/policy")).Text.Should().Be(policy.Text);
        grown.Should().BeLessThan(MoreMemory);
        (await service.GetAsync("/health/ready")).Text.Should().Be("Healthy");
        await ShouldBeSafeToOpenAsync();
    }

    private async Task SendAsync(int seed, int from, int to) =>
        await Parallel.ForAsync(from, to, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            var attempt = Attempts.Make(seed, number);
            if (amiss.Count < 10 && await WhatIsAmissAsync(attempt) is { } problem)
            {
                amiss.Enqueue($"{problem} Number {number}:\n{attempt}");
            }
        });

    private async Task<string?> WhatIsAmissAsync(Attempt attempt)
    {
        using var connection = await RawConnection.ToAsync(service.Http.BaseAddress!);
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        await connection.SendAsync(attempt.Bytes);
        if (attempt.Answers == 0)
        {
            var early = await connection.AnswerAsync(aMoment);
            Note(attempt, early);
            return early is null ? null : WhatIsAmiss(attempt, early);
        }

        for (var number = 0; number < attempt.Answers; number++)
        {
            var answer = await connection.AnswerAsync(soon, attempt.IsHead);
            Time(attempt, System.Diagnostics.Stopwatch.GetElapsedTime(started));
            if (answer is null)
            {
                return $"No answer {number + 1}.";
            }

            Note(attempt, answer);
            if (WhatIsAmiss(attempt, answer) is { } problem)
            {
                return $"{problem} {answer.Status} {answer.Body[..Math.Min(500, answer.Body.Length)]}";
            }

            if (answer.Headers.GetValueOrDefault("Connection") == "close")
            {
                return null;
            }
        }

        return null;
    }

    private void Note(Attempt attempt, RawAnswer? answer)
    {
        answered.AddOrUpdate(answer?.Status ?? 0, 1, (_, count) => count + 1);
        if (attempt.MayStore is not { } child || answer is not { Status: 200 or 201 })
        {
            return;
        }

        if (answer.Status == 201)
        {
            stored[child] = true;
        }

        // Of a batch the answer says whom it stored: what was spoilt may be the id.
        foreach (Match match in StoredOfBatch().Matches(answer.Body))
        {
            stored[match.Groups["id"].Value] = true;
        }
    }

    private void Time(Attempt attempt, TimeSpan took)
    {
        if (took > longest)
        {
            (longest, slowest[""]) = (took, attempt.ToString());
        }
    }

    private static string? WhatIsAmiss(Attempt attempt, RawAnswer answer)
    {
        if (answer.Status >= 500 && answer.Status != 505)
        {
            return "A fault.";
        }

        if (answer.Headers.ContainsKey("Server") || answer.Headers.ContainsKey("X-Evil") || answer.Headers.ContainsKey("Set-Cookie"))
        {
            return "A header that should not be there.";
        }

        if (answer.Body.Length == 0)
        {
            // The server itself answers what is no HTTP, without a word.
            return null;
        }

        if (!answer.Headers.ContainsKey("X-Content-Type-Options") || !answer.Headers.ContainsKey("Content-Security-Policy"))
        {
            return "Not guarded.";
        }

        return answer.Status < 400 || attempt.IsHead ? null : WhatIsAmissWithTheProblem(answer);
    }

    private static string? WhatIsAmissWithTheProblem(RawAnswer answer)
    {
        if (answer.Headers.GetValueOrDefault("Content-Encoding") is not null)
        {
            return null;
        }

        if (answer.Headers.GetValueOrDefault("Content-Type") != "application/problem+json")
        {
            return "No problem.";
        }

        using var problem = JsonDocument.Parse(answer.Body);
        return InnerParts().IsMatch(answer.Body) ? "It gives something of the program away." : problem.RootElement.GetProperty("status").GetInt32() == answer.Status ? null : "Another status.";
    }

    private async Task StoreKeptAsync()
    {
        for (var number = 0; number < 12; number++)
        {
            await service.ChildAsync(
                $"{Attempts.Kept}{number}",
                new { id = "e1", type = "admission", on = "2026-06-01", legalStatus = "V2" },
                new { id = "e2", type = "allocation", on = "2026-06-01", role = "team", assignee = "-1-1" },
                new { id = "e3", type = "allocation", on = "2026-06-01", role = "social-worker", assignee = "-SW" },
                new { id = "e4", type = "review", on = "2026-06-20" },
                new { id = "e5", type = "sdq", on = "2026-07-01", score = 10 });
        }
    }

    /// <summary>Every row about the children whose ids begin so.</summary>
    private async Task<IReadOnlyList<string>> RowsAsync(string prefix)
    {
        var rows = new List<string>();
        foreach (var table in new[] { "children", "entries", "spans", "obligations", "drift_spans", "review_glances" })
        {
            rows.AddRange(await QueryAsync($"SELECT * FROM {table} WHERE child_id LIKE '{prefix}%'"));
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }

    private Task<IReadOnlyList<string>> OthersAsync() => QueryAsync($"SELECT child_id FROM children WHERE child_id NOT LIKE '{Attempts.Kept}%'");

    private async Task<IReadOnlyList<string>> QueryAsync(string sql)
    {
        await using var connection = await Databases.OpenAsync(service.Connection);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        }

        return rows;
    }

    /// <summary>No cell of any list is one that a spreadsheet would run.</summary>
    private async Task ShouldBeSafeToOpenAsync()
    {
        foreach (var path in new[] { "/v1/children", "/v1/flags?status=overdue,met,met-late,upcoming", "/v1/reviews", "/v1/drift", "/v1/section20", $"/v1/children/{Attempts.Kept}1/entries" })
        {
            var list = await service.GetAsync(path, ("Accept", "text/csv"));
            list.Headers["Content-Type"].Should().StartWith("text/csv");
            Runs().IsMatch(list.Text).Should().BeFalse("{0}: {1}", path, list.Text);
        }

        (await service.GetAsync("/v1/children", ("Accept", "text/csv"))).Text.Should().Contain("\"'-1-1\"");
    }

    [GeneratedRegex(@"System\.|Microsoft\.|ChildJourney\.|Exception|JsonElement|`1|\.cs\b|   at |SQLite|LocalDate", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InnerParts();

    [GeneratedRegex("\"childId\":\"(?<id>[^\"]+)\",\"status\":\"stored\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StoredOfBatch();

    [GeneratedRegex("(^|,)\"?[=+@\t-]", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Runs();
}
