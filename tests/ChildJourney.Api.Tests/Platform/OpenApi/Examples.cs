using System.Text.Json;
using ChildJourney.Api.Features.Imports.Jobs;
using ChildJourney.Api.Tests.Platform.Access;
using Microsoft.Extensions.DependencyInjection;

namespace ChildJourney.Api.Tests.Platform.OpenApi;

/// <summary>A dialogue with the service, and the file of examples, which is written from it when that is asked for.</summary>
public sealed class Examples : IAsyncLifetime
{
    private static readonly string[] methods = ["get", "put", "post", "delete"];

    private readonly SignedInService signedIn = new();
    private readonly Service counted = new() { Settings = [("Limits:RequestsPerSecond", "1")] };
    private readonly Service service;
    private TaskCompletionSource? held;
    private JsonElement description;

    public Examples() => service = new Service
    {
        Parts = parts => parts.AddSingleton(ImportPace.Default with { PauseAsync = cancellation => held?.Task.WaitAsync(cancellation) ?? Task.CompletedTask }),
    };

    /// <summary>What was said.</summary>
    public IReadOnlyList<Exchange> Kept { get; private set; } = [];

    /// <summary>The examples as the service gives them now.</summary>
    public string Now { get; private set; } = "";

    /// <summary>Compares values with the schemas of the description.</summary>
    public SchemaCheck Check { get; private set; } = null!;

    /// <summary>The operations as described.</summary>
    public IEnumerable<JsonElement> Operations => description.GetProperty("paths").EnumerateObject()
        .SelectMany(path => path.Value.EnumerateObject()).Where(operation => methods.Contains(operation.Name)).Select(operation => operation.Value);

    public async Task InitializeAsync()
    {
        await service.InitializeAsync();
        await signedIn.InitializeAsync();
        await counted.InitializeAsync();
        description = (await service.GetAsync("/openapi/v1.json")).Json;
        Check = new SchemaCheck(description);
        var dialogue = new Dialogue(service, Hold);
        await dialogue.HoldAsync();
        var refusals = new Refusals(service, signedIn, counted);
        await refusals.BringAboutAsync();
        Kept = [.. dialogue.Kept, .. refusals.Kept];
        Now = Exchange.FileOf(Kept);
        if (Environment.GetEnvironmentVariable("CHILDJOURNEY_EXAMPLES") == "write")
        {
            await File.WriteAllTextAsync(Path(), Now);
        }
    }

    public async Task DisposeAsync()
    {
        await ((IAsyncLifetime)counted).DisposeAsync();
        await signedIn.DisposeAsync();
        await ((IAsyncLifetime)service).DisposeAsync();
    }

    /// <summary>The examples that are checked in.</summary>
    public static string CheckedIn() => File.ReadAllText(Path());

    /// <summary>Whether content is files, of which no example is shown.</summary>
    public static bool IsOfFiles(string operation, string type) => type.Contains("openxml", StringComparison.Ordinal) || (operation == "StartImport" && type is not ("text/csv" or "application/json"));

    /// <summary>What of an exchange is not as described.</summary>
    public IEnumerable<string> FaultsOf(Exchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        var operation = Operations.Single(operation => operation.GetProperty("operationId").GetString() == exchange.OperationId);
        foreach (var fault in exchange.Sent is null ? [] : FaultsOf(operation.GetProperty("requestBody"), exchange.RequestType, exchange.Sent))
        {
            yield return $"request {fault}";
        }

        if (!operation.GetProperty("responses").TryGetProperty(exchange.DescribedAs, out var answer))
        {
            yield return "the status is not described";
            yield break;
        }

        foreach (var fault in exchange.Answer.Text.Length == 0 ? [] : FaultsOf(answer, exchange.AnswerType, exchange.Answer.Text))
        {
            yield return fault;
        }

        var described = answer.TryGetProperty("headers", out var headers) ? headers : default;
        foreach (var name in new[] { "ETag", "Location", "Link", "Retry-After", "Content-Disposition" })
        {
            var header = described.ValueKind == JsonValueKind.Object && described.TryGetProperty(name, out var found) ? found : default;
            var isThere = exchange.Answer.Headers.ContainsKey(name);
            if (isThere && header.ValueKind == JsonValueKind.Undefined)
            {
                yield return $"{name} is not described";
            }
            else if (!isThere && header.ValueKind == JsonValueKind.Object && header.TryGetProperty("required", out var isRequired) && isRequired.GetBoolean())
            {
                yield return $"{name} is described and not there";
            }
        }
    }

    private IEnumerable<string> FaultsOf(JsonElement body, string? type, string text)
    {
        if (!body.TryGetProperty("content", out var content) || !content.TryGetProperty(type!, out var described))
        {
            return [$"{type} is not described"];
        }

        using var shown = JsonDocument.Parse(Exchange.Shown(type, text)!.ToJsonString());
        return [.. Check.Faults(described.GetProperty("schema"), shown.RootElement)];
    }

    private void Hold(bool isHeld)
    {
        held?.TrySetResult();
        held = isHeld ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : null;
    }

    private static string Path() => ChildJourney.Api.Tests.CheckedIn.File("openapi", "examples", "operations.json");
}
