using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Infrastructure.Records;
using MediatR;

namespace ChildJourney.Api.Features.Imports.Jobs;

/// <summary>How far an import has come.</summary>
public sealed class GetImport : IUseCase
{
    /// <summary>Which import.</summary>
    /// <param name="ImportId">Its id.</param>
    public sealed record Request(string ImportId) : IRequest<Result<ImportView>>;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery("/v1/imports/{importId}", [], asked => new Request(asked.Route("importId")))
            .For(RouteAccess.WatchImports)
            .WithName("GetImport")
            .WithTags("Imports")
            .WithSummary("How far an import has come")
            .WithDescription("Counts alone, nothing of a child; the report names rows.");

    /// <summary>Finds it.</summary>
    internal sealed class Handler(ImportJobs jobs, Caller caller) : IRequestHandler<Request, Result<ImportView>>
    {
        public async Task<Result<ImportView>> Handle(Request request, CancellationToken cancellationToken) =>
            await jobs.FindAsync(caller.AuthorityId, request.ImportId, cancellationToken) is { } job
                ? ImportView.Of(job)
                : new NotFound("import of that id");
    }
}
