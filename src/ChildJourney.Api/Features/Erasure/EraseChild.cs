using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Retention;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Erasure;
using ChildJourney.Infrastructure.Records;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Features.Erasure;

/// <summary>Erases all that is recorded of a child.</summary>
public sealed class EraseChild : IUseCase
{
    /// <summary>The law's period has run out.</summary>
    internal const string RetentionExpired = "retention-expired";

    /// <summary>The law sets no period, and the authority's own has run out.</summary>
    internal const string NeverLookedAfter = "never-looked-after";

    private static readonly QueryParameter<string> reasonParameter = Query.OneOf(
        "reason",
        "Why it is erased: retention-expired (the law has it kept no longer), never-looked-after (the law sets no period, the authority's own has run out), court-order, recorded-in-error, or duplicate (the child is on record under another identifier).",
        RetentionExpired,
        NeverLookedAfter,
        "court-order",
        "recorded-in-error",
        "duplicate").Required();

    /// <summary>What is to be erased.</summary>
    /// <param name="ChildId">The child.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Preconditions">What has to be so before it is done.</param>
    public sealed record Command(string ChildId, string Reason, Preconditions Preconditions) : IRequest<Result<Unit>>, IAboutOneChild, ICommandAlone, IAnsweredWith
    {
        int IAnsweredWith.StatusOf(object answer) => StatusCodes.Status204NoContent;
    }

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/v1/children/{childId}", async (HttpContext http, string childId, IMediator mediator, ErasureSignal signal) =>
            {
                var problems = new List<InputProblem>();
                var query = QueryValues.Read(http.Request.Query, [reasonParameter], problems);
                if (problems.Count > 0)
                {
                    return Problems.Of(new InvalidInput(ProblemTypes.InvalidRequest, problems), http);
                }

                var result = await mediator.Send(new Command(childId, query.MaybeText(reasonParameter)!, Preconditions.Of(http.Request)), http.RequestAborted);
                if (result.Error is { } error)
                {
                    return Problems.Of(error, http);
                }

                signal.Wake();
                return Results.NoContent();
            })
            .WithMetadata(new QueryMetadata([reasonParameter]))
            .For(RouteAccess.Erase)
            .WithName("EraseChild")
            .WithTags("Retention")
            .WithSummary("Erase a child's record")
            .WithDescription("All of it, for good: the child, entries and their revisions, obligations, signs of drift, changes and what is still to be delivered of them, kept answers, lines of import reports. If-Match is required, with the version that /v1/retention shows. retention-expired is refused before the last day has passed, never-looked-after of a child who was. The audit log stays, and that there was a record, when it was erased, by whom and why. From then on the child is 410 to whoever sees the whole authority, 404 to others, in no list or figure, and cannot be recorded again. Subscribers are not told: what they hold of the child is theirs to erase.")
            .Produces(204)
            .ProducesProblems(400, 404, 409, 410, 412, 428);

    /// <summary>Judges the reason, and erases the record.</summary>
    internal sealed class Handler(ChildRecords records, ErasureRecords erasures, Caller caller, IClock clock) : IRequestHandler<Command, Result<Unit>>
    {
        public async Task<Result<Unit>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await records.FindAsync(ChildScope.Everything(caller.AuthorityId), request.ChildId, knownAt: null, cancellationToken) is not { } child)
            {
                return await erasures.FindAsync(caller.AuthorityId, request.ChildId, cancellationToken) is { } left ? new Erased(left) : new NotFound($"child {request.ChildId}");
            }

            if (!request.Preconditions.HasMatch)
            {
                return new VersionRequired();
            }

            if (!request.Preconditions.Hold(child.Version))
            {
                return new StaleVersion($"{child.Version}");
            }

            if (Misfit(request.Reason, RetentionPeriod.Of(child.Journey(), clock.InEngland())) is { } error)
            {
                return error;
            }

            await erasures.EraseAsync(caller.AuthorityId, request.ChildId, caller.Name, request.Reason, cancellationToken);
            return Unit.Value;
        }

        /// <summary>Why the reason cannot be the one; the others are the administrator's to answer for.</summary>
        private Error? Misfit(string reason, RetentionPeriod? period) => (reason, period) switch
        {
            (RetentionExpired, null) => new NoPeriod(),
            (RetentionExpired, not null) when !period.IsOver(clock.InEngland()) => new StillKept(period),
            (NeverLookedAfter, not null) => new StillKept(period),
            _ => null,
        };
    }
}
