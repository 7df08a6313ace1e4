using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Platform;

/// <summary>Reading the JSON body of a request.</summary>
internal static class Body
{
    private static readonly JsonDocumentOptions strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>Reads the body, or says why it is not JSON; a query parameter that the route does not declare is at fault too.</summary>
    private static async Task<Result<JsonDocument>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (WhatIsAskedAmiss(request) is { } amiss)
        {
            return amiss;
        }

        if (!request.HasJsonContentType())
        {
            return new NotJson();
        }

        try
        {
            return Whole(await JsonDocument.ParseAsync(request.Body, strict, cancellationToken));
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return Unreadable(problem);
        }
    }

    /// <summary>Reads the body and answers it, or answers why it is not JSON.</summary>
    public static async Task<IResult> AnswerAsync(HttpContext http, Func<JsonElement, Task<IResult>> answerAsync)
    {
        var body = await ReadAsync(http.Request, http.RequestAborted);
        if (body.Error is { } error)
        {
            return Problems.Of(error, http);
        }

        using var json = body.Value!;
        return await answerAsync(json.RootElement);
    }

    /// <summary>Reads JSON that stands in a body among other things, or says why it is not JSON.</summary>
    public static Result<JsonDocument> Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return Whole(JsonDocument.Parse(json, strict));
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return Unreadable(problem);
        }
    }

    /// <summary>The document, whose bytes must be text: the parser leaves that to whoever reads a name or a value.</summary>
    private static Result<JsonDocument> Whole(JsonDocument json)
    {
        if (Utf8.IsValid(JsonMarshal.GetRawUtf8Value(json.RootElement)))
        {
            return json;
        }

        json.Dispose();
        return new InvalidInput(ProblemTypes.InvalidRequest, [new InputProblem("", "JSON in UTF-8")]);
    }

    /// <summary>What is wrong with the query parameters beside a body, or null.</summary>
    public static Error? WhatIsAskedAmiss(HttpRequest request)
    {
        var problems = new List<InputProblem>();
        QueryValues.Read(request.Query, request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<QueryMetadata>()?.Parameters ?? [], problems);
        return problems.Count > 0 ? new InvalidInput(ProblemTypes.InvalidRequest, problems) : null;
    }

    /// <summary>Says what was expected, and where it is otherwise.</summary>
    /// <remarks>Other than a fault in the JSON it can only be a property's name that holds a lone surrogate.</remarks>
    private static InvalidInput Unreadable(Exception problem)
    {
        var where = problem is JsonException { LineNumber: { } line } fault ? $" at line {line + 1}, byte {fault.BytePositionInLine + 1}" : "";
        var expected = problem is JsonException
            ? $"JSON, at most 32 levels deep, no property twice: it is not{where}"
            : "JSON whose names are made of whole characters";
        return new InvalidInput(ProblemTypes.InvalidRequest, [new InputProblem("", expected)]);
    }

    private sealed record NotJson() : Error(ProblemTypes.UnsupportedMediaType, "The Content-Type is not application/json.");
}
