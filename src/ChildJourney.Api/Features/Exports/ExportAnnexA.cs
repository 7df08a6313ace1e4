using System.Runtime.CompilerServices;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Api.Platform.OpenApi;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Records;
using MediatR;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Features.Exports;

/// <summary>Ofsted's Annex A: the lists of children in care and of care leavers, as an inspection asks for them.</summary>
public sealed class ExportAnnexA : IUseCase
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const int InMemory = 1024 * 1024;

    private static readonly QueryParameter<string> listParameter = Query.OneOf(
        "list", "Only that list: 8 for children in care, 9 for care leavers. A workbook holds both where it is left out; CSV holds one.", "8", "9");

    private static readonly QueryParameter[] parameters = [Query.AsOf, listParameter];

    /// <summary>Which lists.</summary>
    /// <param name="AsOf">The day asked about.</param>
    /// <param name="List">The number of the one list, or null for all.</param>
    /// <param name="AsCsv">Whether as CSV, instead of as a workbook.</param>
    /// <param name="To">Where the file is written to.</param>
    public sealed record Request(LocalDate AsOf, string? List, bool AsCsv, Stream To) : IRequest<Result<Response>>;

    /// <summary>The file has been written.</summary>
    /// <param name="ChildIds">The children on the lists.</param>
    public sealed record Response(IEnumerable<string> ChildIds) : IAboutSomeChildren;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/exports/annex-a", AnswerAsync)
            .WithMetadata(new QueryMetadata(parameters))
            .For(RouteAccess.ReadAuthority)
            .WithName("ExportAnnexA")
            .WithTags("Exports")
            .WithSummary("Ofsted's Annex A, lists 8 and 9")
            .WithDescription("An Excel workbook with a sheet a list; with Accept: text/csv, the one list that is named. List 8 holds the children looked after on the day and those who ceased to be within the six months before, but for series of short breaks; list 9 all who are entitled to leaving care services: relevant, former relevant, qualifying and eligible. Teams and workers are the codes recorded. Not recorded here, and therefore empty: in list 8 ethnicity, disability, placement postcode and LA of placement; in list 9 ethnicity, disability, LA in touch, type and suitability of accommodation, and activity. A placement lies within the authority unless it was recorded as outside. Restricted children are left out for those who may not see them.")
            .MayTakeLong()
            .TellsFileName()
            .Produces<Stream>(200, Workbook, Csv.MediaType)
            .ProducesProblems(400);

    private static async Task<IResult> AnswerAsync(HttpContext http, IMediator mediator, IClock clock)
    {
        var problems = new List<InputProblem>();
        var query = QueryValues.Read(http.Request.Query, parameters, problems);
        var (asOf, list, asCsv) = (query.AsOf(clock), query.MaybeText(listParameter), Csv.IsPreferred(http.Request));
        if (problems.Count == 0 && asCsv && list is null)
        {
            problems.Add(new InputProblem(listParameter.Name, $"{listParameter.Schema.Expected}: CSV holds one list"));
        }

        if (problems.Count > 0)
        {
            return Problems.Of(new InvalidInput(ProblemTypes.InvalidRequest, problems), http);
        }

        // Written to its end before any of it is sent: the audit log has to know first which children it shows.
        await using var file = new FileBufferingWriteStream(InMemory);
        var result = await mediator.Send(new Request(asOf, list, asCsv, file), http.RequestAborted);
        if (result.Error is { } error)
        {
            return Problems.Of(error, http);
        }

        http.Response.Headers.Vary = "Accept";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"annex-a{(list is null ? "" : $"-list-{list}")}-{LocalDatePattern.Iso.Format(asOf)}.{(asCsv ? "csv" : "xlsx")}\"";
        http.Response.ContentType = asCsv ? Csv.MediaType + "; charset=utf-8" : Workbook;
        await file.DrainBufferAsync(http.Response.Body, http.RequestAborted);
        return Results.Empty;
    }

    /// <summary>Writes the lists, so many children at a time.</summary>
    internal sealed class Handler(Visible visible, ChildRecords records, Caller caller) : IRequestHandler<Request, Result<Response>>
    {
        private const int Together = 250;

        /// <summary>On none of the lists is anyone older.</summary>
        private const int OldestAge = 26;

        public async Task<Result<Response>> Handle(Request request, CancellationToken cancellationToken)
        {
            var children = new HashSet<string>(StringComparer.Ordinal);
            using IAnnexAFile file = request.AsCsv ? new AnnexATable(request.To) : new AnnexAWorkbook(request.To);
            foreach (var list in AnnexAList.All.Where(list => request.List is null || request.List == $"{list.Number}"))
            {
                file.Begin(list);
                await foreach (var journey in JourneysAsync(request.AsOf, cancellationToken))
                {
                    if (list.RowOf(journey, request.AsOf) is { } row)
                    {
                        file.Write(row);
                        children.Add(journey.Child.Id);
                    }
                }
            }

            return new Response(children);
        }

        private async IAsyncEnumerable<Journey> JourneysAsync(LocalDate asOf, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var bornAfter = asOf.PlusYears(-OldestAge);
            var candidates = visible.Children.Where(row => row.DateOfBirth > bornAfter && row.DateOfBirth <= asOf);
            var last = "";
            while (true)
            {
                var after = last;
                var ids = await candidates.Where(row => string.Compare(row.ChildId, after) > 0).OrderBy(row => row.ChildId).Take(Together).Select(row => row.ChildId).ToListAsync(cancellationToken);
                if (ids.Count == 0)
                {
                    yield break;
                }

                var found = await records.FindManyAsync(caller.Scope, ids, cancellationToken);
                foreach (var id in ids.Where(found.ContainsKey))
                {
                    yield return found[id].Journey();
                }

                last = ids[^1];
            }
        }
    }
}
