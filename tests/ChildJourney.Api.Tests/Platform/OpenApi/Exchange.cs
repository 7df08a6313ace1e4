using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChildJourney.Api.Tests.Platform.OpenApi;

/// <summary>What was asked of an operation, and what it answered.</summary>
/// <param name="OperationId">The operation.</param>
/// <param name="Parameters">The parts of its address.</param>
/// <param name="RequestType">The type of the body sent, or null.</param>
/// <param name="Sent">The body sent, or null.</param>
/// <param name="Answer">The answer.</param>
public sealed partial record Exchange(string OperationId, IReadOnlyDictionary<string, string> Parameters, string? RequestType, string? Sent, Answer Answer)
{
    private static readonly string[] shownHeaders = ["ETag", "Location", "Link", "Retry-After", "WWW-Authenticate", "Content-Disposition"];

    /// <summary>The type of the body answered.</summary>
    public string? AnswerType => Answer.Headers.GetValueOrDefault("Content-Type")?.Split(';')[0];

    /// <summary>What the answer is described under: its status, or what stands for every other.</summary>
    public string DescribedAs => Answer.Status == System.Net.HttpStatusCode.RequestHeaderFieldsTooLarge ? "default" : $"{(int)Answer.Status}";

    /// <summary>The body as an example shows it: JSON as JSON, of lines the first, another text as it is.</summary>
    public static JsonNode? Shown(string? type, string? body) => body is null || type is null ? null
        : type.EndsWith("ndjson", StringComparison.Ordinal) ? JsonNode.Parse(body.Split('\n')[0])
        : type.EndsWith("json", StringComparison.Ordinal) ? JsonNode.Parse(body)
        : JsonValue.Create(body.ReplaceLineEndings("\n"));

    /// <summary>Writes exchanges as the file of examples holds them, by operation.</summary>
    public static string FileOf(IEnumerable<Exchange> exchanges)
    {
        var file = new JsonObject();
        foreach (var operation in exchanges.GroupBy(exchange => exchange.OperationId).OrderBy(operation => operation.Key, StringComparer.Ordinal))
        {
            var parameters = operation.First().Parameters.Select(part => KeyValuePair.Create<string, JsonNode?>(part.Key, part.Value)).ToArray();
            var request = new JsonObject();
            var responses = new JsonObject();
            foreach (var exchange in operation)
            {
                if (exchange.RequestType is { } type)
                {
                    request.TryAdd(type, Shown(type, exchange.Sent));
                }

                var status = exchange.DescribedAs;
                responses.TryAdd(status, new JsonObject { ["headers"] = new JsonObject(), ["content"] = new JsonObject() });
                foreach (var header in shownHeaders.Where(exchange.Answer.Headers.ContainsKey))
                {
                    responses[status]!["headers"]!.AsObject().TryAdd(header, exchange.Answer.Headers[header]);
                }

                if (exchange.AnswerType is { } answered && exchange.Answer.Text.Length > 0 && !answered.Contains("openxml", StringComparison.Ordinal))
                {
                    responses[status]!["content"]!.AsObject().TryAdd(answered, Shown(answered, exchange.Answer.Text));
                }
            }

            file[operation.Key] = new JsonObject { ["parameters"] = new JsonObject(parameters), ["request"] = request, ["responses"] = responses };
        }

        return Settled(file.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) + "\n";
    }

    /// <summary>The text with what is new in every run replaced by what never is: identifiers, keys and tokens, which open nothing anywhere.</summary>
    private static string Settled(string text)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        text = Identifier().Replace(text, found => known.TryGetValue(found.Value, out var same) ? same : known[found.Value] = $"01{known.Count + 1:x30}");
        text = Token().Replace(text, "token-that-is-told-once");
        text = Trace().Replace(text, "4bf0c2a1d3e57689a0b1c2d3e4f50617");
        return Key().Replace(text, "whsec_" + Convert.ToBase64String("a key that is shown once, 32 byte"u8[..32]));
    }

    [GeneratedRegex("(?<![0-9a-zA-Z])[0-9a-f]{32}(?![0-9a-zA-Z])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Identifier();

    [GeneratedRegex("(?<=/v1/calendars/)[^./\"]+(?=\\.ics)|(?<=\"token\": \")[^\"]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();

    [GeneratedRegex("(?<=\"traceId\": \")[^\"]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Trace();

    [GeneratedRegex("whsec_[A-Za-z0-9+/=]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();
}
