using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChildJourney.Api.Tests.Platform.OpenApi;

/// <summary>Asks every operation of a service that holds a small authority, and keeps what was said.</summary>
/// <param name="service">The service.</param>
/// <param name="holdImports">Holds the service's imports, or lets them go on.</param>
public sealed class Dialogue(Service service, Action<bool> holdImports)
{
    private const string Json = "application/json";
    private const string Lines = "application/x-ndjson";
    private const string Child = "/v1/children/C1";

    private static readonly object[] journey =
    [
        new { id = "e1", type = "admission", on = "2026-06-01", legalStatus = "V2", categoryOfNeed = "N1" },
        new { id = "e2", type = "placement", on = "2026-06-01", placementType = "U4", carer = "F12" },
        new { id = "e3", type = "allocation", on = "2026-06-01", role = "team", assignee = "T1" },
        new { id = "e4", type = "allocation", on = "2026-06-01", role = "social-worker", assignee = "SW7" },
        new { id = "e5", type = "allocation", on = "2026-06-03", role = "iro", assignee = "IRO2" },
    ];

    private readonly List<Exchange> kept = [];
    private readonly List<(Regex Path, string Method, string OperationId)> operations = [];

    /// <summary>What was said, in order.</summary>
    public IReadOnlyList<Exchange> Kept => kept;

    /// <summary>Holds the whole dialogue.</summary>
    public async Task HoldAsync()
    {
        await KnowOperationsAsync();
        var subscription = await SubscribeAsync();
        await RecordAsync();
        await ReadAsync();
        await BeRefusedAsync();
        await SetPolicyAsync();
        await ImportAsync();
        await CalendarAsync();
        await UnsubscribeAsync(subscription);
        await SendAsync(HttpMethod.Delete, $"{Child}/entries/e9?reason=duplicate");
        await SendAsync(HttpMethod.Delete, "/v1/children/C3?reason=recorded-in-error", ("If-Match", "*"));
    }

    private async Task RecordAsync()
    {
        await SendAsync(HttpMethod.Put, Child, new { dateOfBirth = "2015-05-01", sex = "F" });
        await SendAsync(HttpMethod.Put, Child, new { dateOfBirth = "2015-05-01", sex = "F", upn = "UN2" });
        foreach (var entry in journey)
        {
            await SendAsync(HttpMethod.Post, $"{Child}/entries", entry);
        }

        await SendAsync(HttpMethod.Put, $"{Child}/entries/e6", new { type = "review", on = "2026-06-24", participation = "PN1", decisionsOn = "2026-06-29" });
        await SendAsync(HttpMethod.Put, $"{Child}/entries/e6", new { type = "review", on = "2026-06-24", participation = "PN1", decisionsOn = "2026-06-29", recordOn = "2026-07-10" });
        await SendAsync(HttpMethod.Put, $"{Child}/entries/e9", new { type = "visit", on = "2026-06-05", seen = true, seenAlone = true });
        var another = JsonSerializer.Serialize(new { childId = "C2", child = new { dateOfBirth = "2012-09-14" }, entries = new object[] { new { id = "a1", type = "admission", on = "2026-10-12", legalStatus = "C2" } } });
        await SendAsync(HttpMethod.Post, "/v1/batches", $"[{another}]", Json);
        await SendAsync(HttpMethod.Post, "/v1/batches", another.Replace("C2\",\"child\"", "C3\",\"child\"", StringComparison.Ordinal), Lines);
    }

    private async Task ReadAsync()
    {
        string[] reads =
        [
            Child, $"{Child}/journey", $"{Child}/obligations/review-second:2026-06-24/explanation", $"{Child}/entries?limit=2", $"{Child}/entries/e6", $"{Child}/entries/e6/revisions",
            "/v1/rules/review-first", "/v1/working-days?from=2026-03-20&add=20", "/v1/iro-report?year=2026", "/v1/exports/annex-a", "/problems/journey-conflict",
            "/v1/children?limit=1&count=true", "/v1/flags?limit=2", "/v1/reviews?limit=1", "/v1/drift?limit=1", "/v1/section20?limit=1", "/v1/peps?limit=1", "/v1/changes?limit=2", "/v1/rules?limit=1",
            "/v1/summary?groupBy=rule&from=2026-06-01&to=2026-09-30&limit=1", "/v1/trends?measure=review-second&from=2026-09-01&to=2026-10-31", "/v1/exceptions?period=2026-10&limit=1", "/v1/retention?childId=C1&limit=1", "/v1/audit?childId=C1&limit=2",
        ];
        foreach (var path in reads)
        {
            await SendAsync(HttpMethod.Get, path);
            if (kept[^1].AnswerType == Json && kept[^1].Answer.Json.TryGetProperty("items", out _))
            {
                await SendAsync(HttpMethod.Get, path, ("Accept", "text/csv"));
            }
        }

        await SendAsync(HttpMethod.Get, "/v1/iro-report?year=2026", ("Accept", "text/csv"));
        await SendAsync(HttpMethod.Get, "/v1/exports/annex-a?list=8", ("Accept", "text/csv"));
        await SendAsync(HttpMethod.Get, Child, ("If-None-Match", "*"));
        await SendAsync(HttpMethod.Post, "/v1/calculations", new { child = new { dateOfBirth = "2015-05-01" }, entries = journey[..1], asOf = "2026-07-01" });
    }

    /// <summary>A refusal of each kind that a caller may bring about at once.</summary>
    private async Task BeRefusedAsync()
    {
        var admission = new { id = "e10", type = "admission", on = "2026-07-01", legalStatus = "V2" };
        await RefuseAsync(400, HttpMethod.Post, $"{Child}/entries", new { type = "admission", on = "2026-07-01", legalStatus = "V9", colour = "blue" });
        await RefuseAsync(404, HttpMethod.Post, "/v1/children/C9/entries", admission);
        await RefuseAsync(409, HttpMethod.Post, $"{Child}/entries", admission);
        await RefuseAsync(415, HttpMethod.Post, $"{Child}/entries", admission, "text/plain");
        await RefuseAsync(422, HttpMethod.Post, $"{Child}/entries", new { type = "review", on = "2027-01-05" });
        await RefuseAsync(412, HttpMethod.Put, $"{Child}/entries/e6", new { type = "review", on = "2026-06-25" }, headers: ("If-Match", "\"1\""));
        await RefuseAsync(428, HttpMethod.Put, "/v1/policy", new { dueSoonDays = 21 });
        await RefuseAsync(412, HttpMethod.Put, "/v1/policy", new { dueSoonDays = 21 }, headers: ("If-Match", "\"7\""));
        await RefuseAsync(422, HttpMethod.Put, "/v1/policy", new { rules = new Dictionary<string, object> { ["review-first"] = new { workingDays = 30 } } }, headers: ("If-Match", "*"));
        await RefuseAsync(404, HttpMethod.Get, "/v1/children/C9", null);
        await RefuseAsync(400, HttpMethod.Get, "/v1/flags?status=late&limit=0", null);
        await RefuseAsync(400, HttpMethod.Get, "/v1/changes?after=yesterday", null);
    }

    private async Task SetPolicyAsync()
    {
        var policy = await SendAsync(HttpMethod.Get, "/v1/policy");
        var terms = new[] { new { name = "autumn-2026", firstDay = "2026-09-02", lastDay = "2026-12-18", closures = new[] { "2026-10-26" } } };
        await SendAsync(HttpMethod.Put, "/v1/policy", new { dueSoonDays = 21, terms, targets = new Dictionary<string, int> { ["pep-termly"] = 90 } }, ("If-Match", policy.Tag!));
        await service.RebuiltAsync();
    }

    private async Task ImportAsync()
    {
        string[] rows = ["CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB", "D1,M,14/07/2014,,,,", "D2,M,31/02/2014,,,,", ""];
        var started = await SendAsync(HttpMethod.Post, "/v1/imports?year=2025-26", string.Join("\r\n", rows), "text/csv");
        var import = started.Headers["Location"];
        await Service.UntilAsync(async () => (await service.GetAsync(import)).Json.GetProperty("finishedAt").ValueKind == JsonValueKind.String);
        await SendAsync(HttpMethod.Get, import);
        await SendAsync(HttpMethod.Get, $"{import}/report");
        await SendAsync(HttpMethod.Get, "/v1/imports");
        await SendAsync(HttpMethod.Get, "/v1/imports", ("Accept", "text/csv"));
        await SendAsync(HttpMethod.Delete, import);
        holdImports(true);
        var another = await SendAsync(HttpMethod.Post, "/v1/imports?year=2025-26", string.Join("\r\n", rows), "text/csv");
        await SendAsync(HttpMethod.Delete, another.Headers["Location"]);
        holdImports(false);
    }

    private async Task CalendarAsync()
    {
        var made = await SendAsync(HttpMethod.Post, "/v1/calendars", new { iro = "IRO2" });
        await SendAsync(HttpMethod.Get, new Uri(made.Json.GetProperty("url").GetString()!).PathAndQuery);
        await SendAsync(HttpMethod.Get, "/v1/calendars");
        await SendAsync(HttpMethod.Get, "/v1/calendars", ("Accept", "text/csv"));
        await SendAsync(HttpMethod.Delete, $"/v1/calendars/{made.Json.GetProperty("id").GetString()}");
    }

    private async Task<string> SubscribeAsync()
    {
        var filters = new { status = new[] { "due-soon", "overdue" }, rule = new[] { "iro-appointed" } };
        return (await SendAsync(HttpMethod.Post, "/v1/subscriptions", new { url = "https://cases.invalid/changes", description = "The case-management system", filters })).Headers["Location"];
    }

    private async Task UnsubscribeAsync(string subscription)
    {
        await SendAsync(HttpMethod.Get, subscription);
        await SendAsync(HttpMethod.Get, "/v1/subscriptions");
        await SendAsync(HttpMethod.Get, "/v1/subscriptions", ("Accept", "text/csv"));
        await Service.UntilAsync(async () => (await service.GetAsync($"{subscription}/deliveries")).Items.Count > 0);
        await SendAsync(HttpMethod.Get, $"{subscription}/deliveries?limit=1");
        await SendAsync(HttpMethod.Get, $"{subscription}/deliveries?limit=1", ("Accept", "text/csv"));
        await SendAsync(HttpMethod.Post, $"{subscription}/replay");
        await SendAsync(HttpMethod.Post, $"{subscription}/secrets");
        await SendAsync(HttpMethod.Delete, subscription);
    }

    private Task<Answer> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers) => SendAsync(method, path, null, null, headers);

    private Task<Answer> SendAsync(HttpMethod method, string path, object body, params (string Name, string Value)[] headers) =>
        SendAsync(method, path, JsonSerializer.Serialize(body), Json, headers);

    private async Task RefuseAsync(int status, HttpMethod method, string path, object? body, string type = Json, params (string Name, string Value)[] headers)
    {
        var exchange = await ExchangeAsync(method, path, body is null ? null : JsonSerializer.Serialize(body), body is null ? null : type, headers);
        ((int)exchange.Answer.Status).Should().Be(status, "{0} {1}: {2}", method, path, exchange.Answer.Text);

        // What was sent is refused, and no example of what to send.
        kept.Add(exchange with { Sent = null, RequestType = null });
    }

    private async Task<Answer> SendAsync(HttpMethod method, string path, string? body, string? type, params (string Name, string Value)[] headers)
    {
        var exchange = await ExchangeAsync(method, path, body, type, headers);
        ((int)exchange.Answer.Status).Should().BeLessThan(400, "{0} {1}: {2}", method, path, exchange.Answer.Text);
        kept.Add(exchange);
        return exchange.Answer;
    }

    private async Task<Exchange> ExchangeAsync(HttpMethod method, string path, string? body, string? type, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type!);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await service.Http.SendAsync(request);
        var answer = await Answer.OfAsync(response);
        var (operation, parts) = OperationOf(method, path);
        return new Exchange(operation, parts, type, body, answer);
    }

    private async Task KnowOperationsAsync()
    {
        foreach (var path in (await service.GetAsync("/openapi/v1.json"))["paths"].EnumerateObject())
        {
            var pattern = Regex.Escape(path.Name).Replace("\\{", "(?<", StringComparison.Ordinal).Replace("}", ">[^/?]+?)", StringComparison.Ordinal);
            var regex = new Regex($"^{pattern}$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
            operations.AddRange(path.Value.EnumerateObject().Select(operation => (regex, operation.Name, operation.Value.GetProperty("operationId").GetString()!)));
        }
    }

    private (string OperationId, IReadOnlyDictionary<string, string> Parts) OperationOf(HttpMethod method, string path)
    {
        var asked = path.Split('?')[0];
        var (pattern, _, operation) = operations.Single(known => string.Equals(known.Method, method.Method, StringComparison.OrdinalIgnoreCase) && known.Path.IsMatch(asked));
        var match = pattern.Match(asked);
        return (operation, match.Groups.Keys.Where(name => name != "0").ToDictionary(name => name, name => match.Groups[name].Value));
    }
}
