using System.Text.Json.Serialization;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Api.Platform.Idempotency;
using ChildJourney.Api.Platform.OpenApi;
using Microsoft.AspNetCore.WebUtilities;

namespace ChildJourney.Api.Features.Batches;

/// <summary>Stores many children with their entries, each child wholly or not at all.</summary>
public sealed class RecordBatch : IUseCase
{
    private const string Lines = "application/x-ndjson";
    private const string Array = "application/json";
    private const int GroupChildren = 500;
    private const long GroupBytes = 8 * 1024 * 1024;
    private const int InMemory = 1024 * 1024;

    private static readonly string[] starts = ["", "["];
    private static readonly string[] separators = ["\n", ",\n"];
    private static readonly string[] ends = ["\n", "]"];

    /// <summary>What became of a child of the batch.</summary>
    /// <param name="Line">The line it stood in, or its place in the array, counted from 1.</param>
    /// <param name="ChildId">The child, or null where none could be read.</param>
    /// <param name="Status">stored, unchanged or refused.</param>
    /// <param name="Stored">How many entries were added or corrected.</param>
    /// <param name="Problem">Why it was refused: what an answer about this child alone would have been.</param>
    public sealed record Response(
        int Line,
        string? ChildId,
        string Status,
        int Stored,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Problem? Problem)
    {
        /// <summary>The answer about an outcome.</summary>
        internal static Response Of(StoreGroup.Outcome outcome, HttpContext http) => new(
            outcome.Line,
            outcome.ChildId,
            outcome switch
            {
                { Error: not null } => "refused",
                { Changed: true } => "stored",
                _ => "unchanged",
            },
            outcome.Stored,
            outcome.Error is { } error ? Problems.DocumentOf(error, http) : null);
    }

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/batches", async (HttpContext http, GroupAnswers answers) =>
            {
                if (Body.WhatIsAskedAmiss(http.Request) is { } amiss)
                {
                    return Problems.Of(amiss, http);
                }

                var isLines = IsLines(http.Request);
                if (!isLines && !http.Request.HasJsonContentType())
                {
                    return Problems.Of(new NeitherLinesNorArray(), http);
                }

                return await RecordAsync(http, answers, isLines);
            })
            .For(RouteAccess.Integrate)
            .WithName("RecordBatch")
            .WithTags("Batches")
            .WithSummary("Store many children with their entries")
            .WithDescription("A child a line (application/x-ndjson), or an array of them; up to 10,000 children and 256 MB, 4 MB a child. Each child is stored wholly or refused with its problem, while the others go on; the entries of a child are judged together, in any order. An entry whose id is known is corrected, as by PUT. One without an id is given one that follows from its type, date and fields, so that the same batch again changes nothing. A child that is left out must be known. The answer is 200 once the body has been read, a line a child in the order sent; where the body as a whole cannot be read, nothing is stored. Under an Idempotency-Key each line is answered once: a batch that was cut off and is sent again goes on where it ended, and is answered from its beginning. Where the service fails in the middle, the problem says of which children something was stored: sent again as it was, the batch changes nothing of that, and stores the rest.")
            .MayTakeLong()
            .AcceptsBatch()
            .MayBeSentAgain(Keeping.InParts)
            .Produces<IReadOnlyList<Response>>(200, Array, Lines)
            .ProducesProblems(400, 415);

    private static bool IsLines(HttpRequest request) => request.GetTypedHeaders().ContentType?.MediaType.Equals(Lines, StringComparison.OrdinalIgnoreCase) == true;

    private static async Task<IResult> RecordAsync(HttpContext http, GroupAnswers answers, bool isLines)
    {
        // Read to its end before anything is stored: a body that breaks off, or is too large, leaves nothing behind.
        await using var read = new FileBufferingReadStream(http.Request.Body, InMemory);
        var body = http.Request.Body.CanSeek ? http.Request.Body : read;
        var children = await BatchLayout.FindAsync(body, isLines, http.RequestAborted);
        if (children.Value is null)
        {
            return Problems.Of(children.Error!, http);
        }

        var form = isLines ? 0 : 1;
        await using var answer = new FileBufferingWriteStream(InMemory);
        await using (var text = new StreamWriter(answer, leaveOpen: true))
        {
            await text.WriteAsync(starts[form]);
            var isFirst = true;
            foreach (var group in GroupsOf(children.Value))
            {
                var told = await answers.OfAsync(body, group, http);
                if (told.Error is { } error)
                {
                    return Problems.Of(error, http);
                }

                foreach (var line in told.Value!)
                {
                    await text.WriteAsync(isFirst ? "" : separators[form]);
                    await text.WriteAsync(line);
                    isFirst = false;
                }
            }

            await text.WriteAsync(isFirst && isLines ? "" : ends[form]);
        }

        if (answers.AreAllKept)
        {
            http.Response.Headers[KeptAnswer.Replayed] = "true";
        }

        http.Response.ContentType = isLines ? Lines : Array;
        await answer.DrainBufferAsync(http.Response.Body, http.RequestAborted);
        return Results.Empty;
    }

    /// <summary>Groups of a size that a transaction and the memory bear.</summary>
    private static IEnumerable<List<Extent>> GroupsOf(IReadOnlyList<Extent> children)
    {
        var group = new List<Extent>();
        var bytes = 0L;
        foreach (var child in children)
        {
            var held = child.Length > GroupAnswers.ChildBytes ? 0 : child.Length;
            if (group.Count == GroupChildren || (group.Count > 0 && bytes + held > GroupBytes))
            {
                yield return group;
                (group, bytes) = ([], 0);
            }

            group.Add(child);
            bytes += held;
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }
}
