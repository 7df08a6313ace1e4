using System.Text.Json;
using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Platform;

/// <summary>Reading the JSON body of a request.</summary>
internal static class Body
{
    private static readonly JsonDocumentOptions strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>Reads the body, or says why it is not JSON.</summary>
    public static async Task<Result<JsonDocument>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            return new NotJson();
        }

        try
        {
            return await JsonDocument.ParseAsync(request.Body, strict, cancellationToken);
        }
        catch (JsonException problem)
        {
            var where = problem.LineNumber is { } line ? $" at line {line + 1}, byte {problem.BytePositionInLine + 1}" : "";
            return new InvalidInput(ProblemTypes.InvalidRequest, [new InputProblem("", $"JSON, at most 32 levels deep, no property twice: it is not{where}")]);
        }
    }

    private sealed record NotJson() : Error(ProblemTypes.UnsupportedMediaType, "The Content-Type is not application/json.");
}
