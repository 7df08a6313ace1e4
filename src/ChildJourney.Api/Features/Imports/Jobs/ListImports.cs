using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Infrastructure.Records;
using MediatR;

namespace ChildJourney.Api.Features.Imports.Jobs;

/// <summary>The authority's imports.</summary>
public sealed class ListImports : IUseCase
{
    private const string ListName = "imports";

    /// <summary>How much of the list.</summary>
    /// <param name="Page">The page.</param>
    public sealed record Request(PageRequest Page) : IRequest<Result<Page<ImportView>>>;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery("/v1/imports", PageRequest.Parameters, asked => new Request(asked.Page(ListName, CursorKey.Text)))
            .For(RouteAccess.WatchImports)
            .WithName("ListImports")
            .WithTags("Imports")
            .WithSummary("The authority's imports")
            .WithDescription("The newest first; those that ended more than 30 days ago are gone.");

    /// <summary>Reads the page.</summary>
    internal sealed class Handler(ImportJobs jobs, Caller caller) : IRequestHandler<Request, Result<Page<ImportView>>>
    {
        public async Task<Result<Page<ImportView>>> Handle(Request request, CancellationToken cancellationToken)
        {
            var rows = await jobs.NewestAsync(caller.AuthorityId, request.Page.Cursor?.Keys[0], request.Page.Limit + 1, cancellationToken);
            return request.Page.Page(rows, row => new Cursor(ListName, row.ImportId), ImportView.Of) with
            {
                Count = request.Page.Count ? await jobs.CountAsync(caller.AuthorityId, cancellationToken) : null,
            };
        }
    }
}
