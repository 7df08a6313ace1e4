using System.Text.Json;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Api.Platform.OpenApi;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Records;
using NodaTime;

namespace ChildJourney.Api.Features.Imports.Jobs;

/// <summary>The report of an import, row by row.</summary>
public sealed class GetImportReport : IUseCase
{
    private const int LinesAtATime = 1000;

    /// <summary>A line of the report.</summary>
    /// <param name="Kind">refused: the row was not stored; warning: someone should look at it; note: how the files were read.</param>
    /// <param name="ChildId">The child, where one could be read.</param>
    /// <param name="File">The file.</param>
    /// <param name="Row">The line in it.</param>
    /// <param name="Column">The column; of XML the path of the element.</param>
    /// <param name="Value">What it holds.</param>
    /// <param name="Expected">What was expected there.</param>
    /// <param name="Remark">What the warning or the note says.</param>
    public sealed record Line(string Kind, string? ChildId, string? File, int? Row, string? Column, string? Value, string? Expected, string? Remark);

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/imports/{importId}/report", AnswerAsync)
            .For(RouteAccess.Integrate)
            .WithName("GetImportReport")
            .WithTags("Imports")
            .WithSummary("The refused rows and the warnings of an import")
            .WithDescription("CSV with the columns kind, childId, file, row, column, value, expected and remark, in the order of the files, notes last. While the import goes on, what there is so far; at most a million lines.")
            .MayTakeLong()
            .TellsFileName()
            .Produces<string>(StatusCodes.Status200OK, Csv.MediaType)
            .ProducesProblems(400, 404);

    private static async Task<IResult> AnswerAsync(string importId, HttpContext http, ImportJobs jobs, Caller caller, CurrentUse use, AuditTrail trail, IClock clock)
    {
        if (Body.WhatIsAskedAmiss(http.Request) is { } amiss)
        {
            return Problems.Of(amiss, http);
        }

        if (await jobs.FindAsync(caller.AuthorityId, importId, http.RequestAborted) is not { } job)
        {
            return Problems.Of(new NotFound("import of that id"), http);
        }

        ImportFindingRow? last = null;
        while (true)
        {
            var rows = await jobs.FindingsAsync(job.AuthorityId, job.ImportId, last, LinesAtATime, http.RequestAborted);
            var isFirst = last is null;
            if (isFirst || rows.Count > 0)
            {
                // As of a list, what a part shows is in the log before it is sent.
                await TellAsync([.. rows.Select(row => row.ChildId).OfType<string>().Distinct(StringComparer.Ordinal)]);
            }

            var isLast = rows.Count < LinesAtATime;
            await WriteAsync(http, [.. rows.Select(LineOf), .. isLast ? NotesOf(job) : []], isFirst);
            if (isLast)
            {
                return Results.Empty;
            }

            last = rows[^1];
        }

        async Task TellAsync(IReadOnlyList<string> children)
        {
            if (use.EntryFor(new Shown(children), response: null, error: null, caller, clock.GetCurrentInstant()) is { } entry)
            {
                await trail.WriteAsync(entry, http.RequestAborted);
                use.IsWritten = true;
            }
        }
    }

    private static async Task WriteAsync(HttpContext http, IReadOnlyList<Line> lines, bool isFirst)
    {
        if (isFirst)
        {
            http.Response.ContentType = Csv.MediaType + "; charset=utf-8";
            http.Response.Headers.ContentDisposition = "attachment; filename=\"import-report.csv\"";
        }

        await using var text = new StringWriter();
        Csv.Write(lines, text, withHeader: isFirst);
        await http.Response.WriteAsync(text.ToString(), http.RequestAborted);
    }

    private static Line LineOf(ImportFindingRow row) => row.Kind == Finding.Refused
        ? new Line(row.Kind, row.ChildId, row.File, row.Line, row.ColumnName, row.Value, row.Text, Remark: null)
        : new Line(row.Kind, row.ChildId, row.File, row.Line == 0 ? null : row.Line, row.ColumnName, row.Value, Expected: null, row.Text);

    private static IEnumerable<Line> NotesOf(ImportJobRow job) =>
        (job.Tally is { } tally ? new ImportReport(JsonSerializer.Deserialize<ImportTally>(tally)!).Notes : [])
        .Select(note => new Line("note", null, null, null, null, null, null, note));

    /// <summary>The children that a part of the report shows.</summary>
    private sealed record Shown(IReadOnlyList<string> Children) : IAboutSomeChildren
    {
        IEnumerable<string> IAboutSomeChildren.ChildIds => Children;
    }
}
