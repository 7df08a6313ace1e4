using System.Text.Json;
using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Platform;

/// <summary>Reading the JSON body of a request.</summary>
internal static class Body
{
    private static readonly JsonDocumentOptions strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>Reads the body, or says why it is not JSON; a query parameter that the route does not declare is at fault too.</summary>
    public static async Task<Result<JsonDocument>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var problems = new List<InputProblem>();
        QueryValues.Read(request.Query, request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<QueryMetadata>()?.Parameters ?? [], problems);
        if (problems.Count > 0)
        {
            return new InvalidInput(ProblemTypes.InvalidRequest, problems);
        }

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
            return Unreadable($"JSON, at most 32 levels deep, no property twice: it is not{where}");
        }
        catch (InvalidOperationException)
        {
            // What the reader throws at a property's name that holds a lone surrogate.
            return Unreadable("JSON whose names are made of whole characters");
        }
    }

    private static InvalidInput Unreadable(string expected) => new(ProblemTypes.InvalidRequest, [new InputProblem("", expected)]);

    private sealed record NotJson() : Error(ProblemTypes.UnsupportedMediaType, "The Content-Type is not application/json.");
}
