using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ChildJourney.Api.Tests.Platform.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ChildJourney.Api.Tests.Platform.OpenApi;

/// <summary>Has every operation refuse what it can refuse, once for each status, and keeps what was said.</summary>
/// <param name="service">The service, which has the authority of the dialogue.</param>
/// <param name="signedIn">A service that asks for tokens.</param>
/// <param name="counted">A service that answers one request a second.</param>
internal sealed class Refusals(Service service, SignedInService signedIn, Service counted)
{
    private const string Child = "/v1/children/C1";

    private static readonly string[] roles = ["practitioner", "team-manager", "iro", "quality", "integration", "administrator"];
    private readonly Dictionary<string, string> known = new() { ["childId"] = "C1", ["entryId"] = "e6", ["obligationId"] = "review-second:2026-06-24" };
    private static readonly Dictionary<string, string> unknown = new() { ["childId"] = "C9", ["entryId"] = "e6", ["obligationId"] = "review-second:2026-06-24", ["ruleId"] = "review-tenth", ["code"] = "none" };

    private readonly List<Exchange> kept = [];

    /// <summary>What was said.</summary>
    public IReadOnlyList<Exchange> Kept => kept;

    /// <summary>Asks for every refusal; at the end the service has no database left.</summary>
    public async Task BringAboutAsync()
    {
        known["token"] = (await service.PostAsync("/v1/calendars", new { iro = "IRO2" }))["url"].GetString()!.Split('/')[^1][..^4];
        await OfTheirOwnAsync();
        await OfKeysAsync();
        await OfBodiesAsync();
        foreach (var route in Routes)
        {
            await KeepAsync(route, service, Asked(route, known, "colour=red"), 400);
            if (NameOf(route) != "PutChild")
            {
                await KeepAsync(route, service, Requests.One(route, unknown), 404);
            }

            await KeepAsync(route, service, WithHeader(Requests.One(route, known), "X-Large", new string('x', 40_000)), 431);
            await KeepAsync(route, signedIn.Service, Requests.One(route, known), 401);
            foreach (var role in roles.Append("visitor"))
            {
                await KeepAsync(route, signedIn.Service, WithHeader(Requests.One(route, known), "Authorization", signedIn.Issuer.Bearer(("roles", role)).Value), 403);
            }

            for (var times = 0; times < 40 && !Has(route, 429); times++)
            {
                await KeepAsync(route, counted, Requests.One(route, known), 429);
            }
        }

        await WithoutDatabaseAsync();
    }

    private IEnumerable<RouteEndpoint> Routes => service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(route => NameOf(route) is not null && route.RoutePattern.RawText!.TrimStart('/') is var at && (at.StartsWith("v1/", StringComparison.Ordinal) || at.StartsWith("problems/", StringComparison.Ordinal)));

    private async Task OfTheirOwnAsync()
    {
        var admission = new { type = "admission", on = "2026-07-01", legalStatus = "V2" };
        var future = new { type = "review", on = "2027-01-05" };
        var stale = (Name: "If-Match", Value: "\"7\"");
        await KeepAsync("PutChild", new(HttpMethod.Put, Child, new { dateOfBirth = "2026-06-10" }), 409);
        await KeepAsync("PutChild", new(HttpMethod.Put, Child, new { dateOfBirth = "2015-05-01" }, stale), 412);
        await KeepAsync("PutChild", new(HttpMethod.Put, Child, new { dateOfBirth = "2027-06-10" }), 422);
        await KeepAsync("PutChild", new(HttpMethod.Put, "/v1/children/C3", new { dateOfBirth = "2015-05-01" }), 410);
        await KeepAsync("EraseChild", new(HttpMethod.Delete, "/v1/children/C3?reason=court-order", null, ("If-Match", "*")), 410);
        await KeepAsync("EraseChild", new(HttpMethod.Delete, $"{Child}?reason=retention-expired", null), 428);
        await KeepAsync("EraseChild", new(HttpMethod.Delete, $"{Child}?reason=retention-expired", null, stale), 412);
        await KeepAsync("EraseChild", new(HttpMethod.Delete, $"{Child}?reason=never-looked-after", null, ("If-Match", "*")), 409);
        await KeepAsync("EraseChild", new(HttpMethod.Delete, "/v1/children/C9?reason=court-order", null, ("If-Match", "*")), 404);
        await KeepAsync("PutEntry", new(HttpMethod.Put, $"{Child}/entries/e11", admission), 409);
        await KeepAsync("PutEntry", new(HttpMethod.Put, $"{Child}/entries/e11", future), 422);
        await KeepAsync("VoidEntry", new(HttpMethod.Delete, $"{Child}/entries/e1?reason=entered-in-error", null), 409);
        await KeepAsync("VoidEntry", new(HttpMethod.Delete, $"{Child}/entries/e6?reason=duplicate", null, stale), 412);
        await KeepAsync("Calculate", new(HttpMethod.Post, "/v1/calculations", new { child = new { dateOfBirth = "2015-05-01" }, entries = new object[] { admission, admission } }), 409);
        await KeepAsync("Calculate", new(HttpMethod.Post, "/v1/calculations", new { child = new { dateOfBirth = "2026-08-01" }, entries = new object[] { admission } }), 422);
        await KeepAsync("ListExceptions", new(HttpMethod.Get, "/v1/exceptions?period=2027-02", null), 422);
        await KeepAsync("GetIroReport", new(HttpMethod.Get, "/v1/iro-report?year=2030", null), 422);
        await KeepAsync("GetSummary", new(HttpMethod.Get, "/v1/summary?groupBy=rule&from=2026-09-01&to=2026-06-01", null), 422);
        await KeepAsync("ListTrends", new(HttpMethod.Get, "/v1/trends?measure=review-second&from=2026-09-01&to=2026-06-01", null), 422);
        await KeepAsync("StartImport", new(HttpMethod.Post, "/v1/imports?historyFrom=2027-01-01", "", ("Content-Type", "text/csv")), 422);

        // A cursor of another database, which has seen more.
        var elsewhere = (await service.GetAsync("/v1/changes")).Json.GetProperty("next").GetString()!;
        await KeepAsync(Of("ListChanges"), counted, new(HttpMethod.Get, $"/v1/changes?after={Uri.EscapeDataString(elsewhere)}", null), 410);
        await KeepAsync(Of("ListAudit"), signedIn.Service, new(HttpMethod.Get, "/v1/audit?childId=C9", null, signedIn.Issuer.Bearer(("roles", "quality"))), 404);
        await KeepAsync(Of("MakeCalendar"), signedIn.Service, new(HttpMethod.Post, "/v1/calendars", new { team = "T1" }, signedIn.Issuer.Bearer(("roles", "iro"), ("worker", "IRO2"))), 404);
    }

    /// <summary>A key that is in use, and one that was used for something else.</summary>
    private async Task OfKeysAsync()
    {
        var subscription = (await service.PostAsync("/v1/subscriptions", new { url = "https://cases.invalid/keys" }))["id"].GetString()!;
        var address = new Dictionary<string, string>(known) { ["subscriptionId"] = subscription };
        foreach (var route in Routes.Where(route => NameOf(route) is "CreateSubscription" or "RotateSecret" or "ReplayDeliveries" or "MakeCalendar" or "StartImport" or "RecordBatch"))
        {
            var once = Requests.One(route, address);
            once = NameOf(route) == "RecordBatch" ? once with { Body = new[] { new { childId = "C9", entries = Array.Empty<object>() } } } : once;
            var key = $"{NameOf(route)}-1";
            await SendAsync(service, WithHeader(once, "Idempotency-Key", key));
            await KeepAsync(route, service, WithHeader(once with { Body = once.Body is string ? "<EXPSSDA903></EXPSSDA903>" : new[] { new { childId = "C8" } } }, "Idempotency-Key", key), 422);
            await KeepInUseAsync(route, once);
        }
    }

    private async Task KeepInUseAsync(RouteEndpoint route, Asking once)
    {
        // The service's own client reads a body to its end before it sends it.
        using var direct = new HttpClient { BaseAddress = service.Http.BaseAddress };
        for (var times = 1; times < 10 && !Has(route, 409); times++)
        {
            var going = new TaskCompletionSource();
            using var slow = new HttpRequestMessage(once.Method, once.Path) { Content = new Held(going.Task) };
            slow.Headers.Add("Idempotency-Key", $"held-{times}");
            var first = direct.SendAsync(slow);

            // Whichever of the two arrives first holds the key; this one would be done with it at once.
            await Task.Delay(TimeSpan.FromMilliseconds(50 * times));
            await KeepAsync(route, service, WithHeader(once, "Idempotency-Key", $"held-{times}"), 409);
            going.SetResult();
            (await first).Dispose();
        }
    }

    private async Task OfBodiesAsync()
    {
        foreach (var route in Routes)
        {
            var asking = Requests.One(route, known);
            if (asking.Body is null)
            {
                continue;
            }

            await KeepAsync(route, service, asking with { Headers = [("Content-Type", "text/plain"), .. asking.Headers.Where(header => header.Name != "Content-Type")] }, 415);
            await KeepAsync(route, service, asking with { Body = new Oversized(NameOf(route) == "StartImport" ? "application/xml" : "application/json") }, 413);
        }
    }

    /// <summary>The file is put aside, so that nothing can be read or written.</summary>
    private async Task WithoutDatabaseAsync()
    {
        var file = new SqliteConnectionStringBuilder(service.Connection).DataSource;
        File.Move(file, file + ".aside");
        foreach (var route in Routes)
        {
            var asking = Requests.One(route, known);
            asking = NameOf(route) switch
            {
                "RecordBatch" => asking with { Body = new[] { new { childId = "C1", entries = Array.Empty<object>() } } },
                "EraseChild" => WithHeader(asking, "If-Match", "*"),
                _ => asking,
            };
            await KeepAsync(route, service, asking, 503);
        }

        File.Move(file + ".aside", file);
    }

    private Task KeepAsync(string operation, Asking asking, int status) => KeepAsync(Of(operation), service, asking, status);

    /// <summary>Keeps the answer where it has that status, and is the first.</summary>
    private async Task KeepAsync(RouteEndpoint route, Service at, Asking asking, int status)
    {
        if (!Has(route, status) && await SendAsync(at, asking) is var answer && (int)answer.Status == status)
        {
            kept.Add(new Exchange(NameOf(route)!, new Dictionary<string, string>(), null, null, answer));
        }
    }

    private bool Has(RouteEndpoint route, int status) => kept.Exists(exchange => exchange.OperationId == NameOf(route) && (int)exchange.Answer.Status == status);

    private RouteEndpoint Of(string operation) => Routes.Single(route => NameOf(route) == operation);

    private static string? NameOf(RouteEndpoint route) => route.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;

    private static Asking Asked(RouteEndpoint route, Dictionary<string, string> address, string query) => Requests.One(route, address) is var one ? one with { Path = Requests.With(one.Path, query) } : one;

    private static Asking WithHeader(Asking asking, string name, string value) => asking with { Headers = [.. asking.Headers.Where(header => header.Name != name), (name, value)] };

    private static async Task<Answer> SendAsync(Service to, Asking asking)
    {
        if (asking.Body is not Oversized oversized)
        {
            return await to.SendAsync(asking.Method, asking.Path, asking.Body, asking.Headers);
        }

        using var request = new HttpRequestMessage(asking.Method, asking.Path) { Content = oversized };
        request.Headers.ExpectContinue = true;
        foreach (var (name, value) in asking.Headers.Where(header => header.Name != "Content-Type"))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var direct = new HttpClient { BaseAddress = to.Http.BaseAddress };
        using var response = await direct.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    /// <summary>A body that is announced larger than any that is read, and so never sent.</summary>
    private sealed class Oversized : HttpContent
    {
        public Oversized(string type) => Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.Delay(TimeSpan.FromMilliseconds(1));

        protected override bool TryComputeLength(out long length)
        {
            length = 300L * 1024 * 1024;
            return true;
        }
    }

    /// <summary>A body that ends when it is told to.</summary>
    private sealed class Held : HttpContent
    {
        private readonly Task until;

        public Held(Task until)
        {
            this.until = until;
            Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize("x")));
            await stream.FlushAsync();
            await until;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
