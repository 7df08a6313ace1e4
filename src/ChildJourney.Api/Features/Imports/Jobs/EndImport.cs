using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Records;
using MediatR;

namespace ChildJourney.Api.Features.Imports.Jobs;

/// <summary>Stops an import, or removes one that has ended.</summary>
public sealed class EndImport : IUseCase
{
    /// <summary>Which import.</summary>
    /// <param name="ImportId">Its id.</param>
    public sealed record Command(string ImportId) : IRequest<Result<Response>>, ICommand;

    /// <summary>What became of it.</summary>
    /// <param name="Import">The import, which stops; null where it had ended and was removed.</param>
    public sealed record Response(ImportView? Import);

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/v1/imports/{importId}", async (string importId, HttpContext http, IMediator mediator) =>
            {
                if (Body.WhatIsAskedAmiss(http.Request) is { } amiss)
                {
                    return Problems.Of(amiss, http);
                }

                var result = await mediator.Send(new Command(importId), http.RequestAborted);
                return result switch
                {
                    { Error: { } error } => Problems.Of(error, http),
                    { Value.Import: { } import } => Results.Json(import, Json.Options, statusCode: StatusCodes.Status202Accepted),
                    _ => Results.NoContent(),
                };
            })
            .For(RouteAccess.WatchImports)
            .WithName("EndImport")
            .WithTags("Imports")
            .WithSummary("Stop an import, or remove one that has ended")
            .WithDescription("One that waits or is worked on stops after the children it is at (202); what has been stored stays, and the import says how far it came. One that has ended is removed with its report (204); the children stay.")
            .Produces<ImportView>(StatusCodes.Status202Accepted)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblems(400, 404);

    /// <summary>Asks for it to stop, or removes it.</summary>
    internal sealed class Handler(ImportJobs jobs, Caller caller) : IRequestHandler<Command, Result<Response>>
    {
        public async Task<Result<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            var isStopping = await jobs.CancelAsync(caller.AuthorityId, request.ImportId, cancellationToken);
            if (await jobs.FindAsync(caller.AuthorityId, request.ImportId, cancellationToken) is not { } job)
            {
                return new NotFound("import of that id");
            }

            if (isStopping || job.State is ImportStates.Queued or ImportStates.Running)
            {
                return new Response(ImportView.Of(job));
            }

            await jobs.RemoveAsync(caller.AuthorityId, request.ImportId, cancellationToken);
            return new Response(Import: null);
        }
    }
}
