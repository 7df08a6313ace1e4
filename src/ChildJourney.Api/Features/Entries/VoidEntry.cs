using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Records;
using MediatR;

namespace ChildJourney.Api.Features.Entries;

/// <summary>Voids an entry: it no longer counts, and its history stays.</summary>
public sealed class VoidEntry : IUseCase
{
    private static readonly QueryParameter<string> reason =
        Query.OneOf("reason", "Why it is voided.", "entered-in-error", "duplicate", "wrong-child").Required();

    /// <summary>What is to be voided.</summary>
    /// <param name="ChildId">The child.</param>
    /// <param name="EntryId">The entry.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Preconditions">What has to be so before it is done.</param>
    public sealed record Command(string ChildId, string EntryId, string Reason, Preconditions Preconditions) : IRequest<Result<Unit>>, IAboutOneChild, ICommand, IAnsweredWith
    {
        int IAnsweredWith.StatusOf(object answer) => StatusCodes.Status204NoContent;
    }

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/v1/children/{childId}/entries/{entryId}", async (HttpContext http, string childId, string entryId, IMediator mediator) =>
            {
                var problems = new List<InputProblem>();
                var query = QueryValues.Read(http.Request.Query, [reason], problems);
                if (problems.Count > 0)
                {
                    return Problems.Of(new InvalidInput(ProblemTypes.InvalidRequest, problems), http);
                }

                var result = await mediator.Send(new Command(childId, entryId, query.MaybeText(reason)!, Preconditions.Of(http.Request)), http.RequestAborted);
                return result.Error is { } error ? Problems.Of(error, http) : Results.NoContent();
            })
            .WithMetadata(new QueryMetadata([reason]))
            .For(RouteAccess.WriteChildren)
            .WithName("VoidEntry")
            .WithTags("Entries")
            .WithSummary("Void an entry")
            .WithDescription("It no longer counts; its revisions stay readable. Refused where the entries that remain could not all be true.")
            .Produces(204)
            .ProducesProblems(400, 404, 409, 412);

    /// <summary>Judges the entries that remain, and records the voiding.</summary>
    internal sealed class Handler(ChildRecords records, Caller caller) : IRequestHandler<Command, Result<Unit>>
    {
        public async Task<Result<Unit>> Handle(Command request, CancellationToken cancellationToken)
        {
            var before = await records.FindAsync(caller.Scope, request.ChildId, knownAt: null, cancellationToken);
            if (before?.Find(request.EntryId) is not { } known)
            {
                return new NotFound($"entry {request.EntryId} of child {request.ChildId}");
            }

            if (!request.Preconditions.Hold(known.Revision))
            {
                return new StaleVersion($"{known.Revision}");
            }

            var change = new ChildChange(before.Child, [], [new Voiding(request.EntryId, request.Reason)]);
            if (Judgement.Of(before.Child, ChildRecords.Current(before, change), _ => null) is { } error)
            {
                return error;
            }

            await records.StoreAsync(caller.AuthorityId, before, change, caller.Name, cancellationToken);
            return Unit.Value;
        }
    }
}
