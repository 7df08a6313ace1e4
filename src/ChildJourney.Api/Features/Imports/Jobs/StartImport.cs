using ChildJourney.Api.Features.Imports.Uploads;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Api.Platform.Idempotency;
using ChildJourney.Api.Platform.OpenApi;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Records;
using NodaTime;

namespace ChildJourney.Api.Features.Imports.Jobs;

/// <summary>Takes in an SSDA903 return, to be imported in the background.</summary>
public sealed class StartImport : IUseCase
{
    private const int MostUnfinished = 10;
    private const int PieceBytes = 1024 * 1024;
    private const string RetryAfterSeconds = "60";

    private static readonly QueryParameter<bool> dryRun = Query.Flag("dryRun", "Whether everything is read and judged and nothing stored; false where it is left out.");

    private static readonly QueryParameter<CollectionYear> year = new(
        "year",
        "The collection year that the files are of; where it is left out, the one that holds the latest DECOM or DEC.",
        new FieldSchema("string", CollectionYear.Expectation) { Pattern = "^[0-9]{4}-[0-9]{2}$" },
        text => CollectionYear.Parse(text));

    private static readonly QueryParameter<LocalDate> historyFrom = Query.Date("historyFrom", "The day recording began, for every child admitted before it; not after today.");

    private static readonly QueryParameter[] parameters = [dryRun, year, historyFrom];

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/imports", AnswerAsync)
            .WithMetadata(new QueryMetadata(parameters))
            .For(RouteAccess.Integrate)
            .WithName("StartImport")
            .WithTags("Imports")
            .WithSummary("Hand in an SSDA903 return to be imported")
            .WithDescription("CSV files (as parts of multipart/form-data), one zip of them, or the XML return; up to 256 MB as sent and 1 GiB unpacked. Which table a file is, its columns say. What is possible is stored and the rest refused row by row; the same files again change nothing. The answer is sent once everything has been taken in; the imports of an authority are then worked on one after another, and go on after a restart. An import that has ended is kept for 30 days.")
            .MayTakeLong()
            .MayBeSentAgain()
            .AcceptsReturn(ReturnUpload.Types)
            .TellsLocation()
            .Produces<ImportView>(StatusCodes.Status202Accepted)
            .ProducesProblems(400, 415, 422);

    private static async Task<IResult> AnswerAsync(
        HttpContext http, ImportJobs jobs, ImportWriter writer, CurrentKey key, ImportSignal signal, Caller caller, IClock clock)
    {
        var problems = new List<InputProblem>();
        var query = QueryValues.Read(http.Request.Query, parameters, problems);
        if (query.Maybe(historyFrom) > clock.InEngland())
        {
            problems.Add(new InputProblem(historyFrom.Name, "a day that is not in the future", Impossible: true));
        }

        if (problems.Count > 0)
        {
            return Problems.Of(new InvalidInput(ProblemTypes.InvalidRequest, problems), http);
        }

        if (await jobs.CountUnfinishedAsync(caller.AuthorityId, http.RequestAborted) >= MostUnfinished)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            return Problems.Of(new TooManyImports(MostUnfinished), http);
        }

        var upload = await ReturnUpload.ReadAsync(http.Request, http.RequestAborted);
        if (upload.Error is { } error)
        {
            return Problems.Of(error, http);
        }

        var job = new ImportJobRow
        {
            AuthorityId = caller.AuthorityId,
            // In order of time, so that the oldest comes first.
            ImportId = Guid.CreateVersion7().ToString("N"),
            State = ImportStates.Receiving,
            DryRun = query.Maybe(dryRun) ?? false,
            Year = query.Maybe(year)?.Start,
            HistoryFrom = query.Maybe(historyFrom),
            RequestedBy = caller.Name,
            Source = CurrentUse.SourceOf(http.Request),
            RequestedAt = clock.GetCurrentInstant(),
        };
        ImportView queued;
        await using (var packed = upload.Value!)
        {
            queued = await KeepAsync(job, packed, writer, key.Value, http.RequestAborted);
        }

        signal.Wake();
        http.Response.Headers.Location = ImportView.AddressOf(job.ImportId);
        return Results.Json(queued, Json.Options, statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>Keeps what was handed in in the database, where every process finds it: a piece in each transaction, so that no other writer waits for long. The last puts it in the queue, and keeps the answer where it was sent under a key.</summary>
    private static async Task<ImportView> KeepAsync(ImportJobRow job, FileStream packed, ImportWriter writer, RequestKey? key, CancellationToken cancellationToken)
    {
        await WriteAsync(services => JobsOf(services).AddAsync(job, cancellationToken));
        var piece = new byte[PieceBytes];
        for (var number = 0; ; number++)
        {
            var length = await packed.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancellationToken);
            if (length == 0)
            {
                break;
            }

            var row = new ImportPieceRow { AuthorityId = job.AuthorityId, ImportId = job.ImportId, Number = number, Bytes = piece[..length] };
            await WriteAsync(services => JobsOf(services).AddAsync(row, cancellationToken));
        }

        try
        {
            return await writer.WriteAsync(services => QueueAsync(services, job, key, cancellationToken), cancellationToken);
        }
        catch (KeyTakenException)
        {
            await WriteAsync(services => JobsOf(services).RemoveAsync(job.AuthorityId, job.ImportId, cancellationToken));
            throw;
        }

        static ImportJobs JobsOf(IServiceProvider services) => services.GetRequiredService<ImportJobs>();

        Task WriteAsync(Func<IServiceProvider, Task> writeAsync) => writer.WriteAsync(
            async services =>
            {
                await writeAsync(services);
                return true;
            },
            cancellationToken);
    }

    private static async Task<ImportView> QueueAsync(IServiceProvider services, ImportJobRow job, RequestKey? key, CancellationToken cancellationToken)
    {
        var jobs = services.GetRequiredService<ImportJobs>();
        await jobs.QueueAsync(job.AuthorityId, job.ImportId, cancellationToken);
        var queued = ImportView.Of((await jobs.FindAsync(job.AuthorityId, job.ImportId, cancellationToken))!);
        if (key is not null)
        {
            await services.GetRequiredService<KeptAnswers>().KeepAsync(key, KeptAnswer.Of(StatusCodes.Status202Accepted, ImportView.AddressOf(job.ImportId), queued), cancellationToken);
        }

        return queued;
    }
}
