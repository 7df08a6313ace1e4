using System.Text.Json;
using ChildJourney.Api.Features.Entries;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Api.Platform.OpenApi;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Erasure;
using ChildJourney.Infrastructure.Projection;
using ChildJourney.Infrastructure.Records;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Features.Children;

/// <summary>Creates a child, or replaces what is recorded about the child itself.</summary>
public sealed class PutChild : IUseCase
{
    /// <summary>What is to be recorded.</summary>
    /// <param name="ChildId">The authority's identifier of the child.</param>
    /// <param name="Body">What was sent.</param>
    /// <param name="Preconditions">What has to be so before it is done.</param>
    public sealed record Command(string ChildId, JsonElement Body, Preconditions Preconditions) : IRequest<Result<Response>>, IAboutOneChild, ICommand, IAnsweredWith
    {
        int IAnsweredWith.StatusOf(object answer) => ((Response)answer).Created ? StatusCodes.Status201Created : StatusCodes.Status200OK;
    }

    /// <summary>The child as recorded.</summary>
    /// <param name="Child">The child.</param>
    /// <param name="Created">Whether the child was not known before.</param>
    public sealed record Response(ChildView Child, bool Created);

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/v1/children/{childId}", (HttpContext http, string childId, IMediator mediator) => Body.AnswerAsync(http, async json =>
            {
                var result = await mediator.Send(new Command(childId, json, Preconditions.Of(http.Request)), http.RequestAborted);
                return result.Error is { } failure
                    ? Problems.Of(failure, http)
                    : Routes.Answer<ChildView>(result.Value!.Child, http, result.Value.Created ? 201 : 200);
            }))
            .For(RouteAccess.WriteChildren)
            .WithName("PutChild")
            .WithTags("Children")
            .WithSummary("Create or replace a child")
            .WithDescription("Changing the date of birth is refused where an entry would then be impossible.")
            .AcceptsChild()
            .Produces<ChildView>()
            .Produces<ChildView>(201)
            .ProducesProblems(400, 409, 410, 412, 415, 422);

    /// <summary>Judges the child beside the entries recorded, and stores it.</summary>
    internal sealed class Handler(ChildRecords records, ErasureRecords erasures, Caller caller, IClock clock, Settings settings) : IRequestHandler<Command, Result<Response>>
    {
        public async Task<Result<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            var today = clock.InEngland();
            var problems = new List<InputProblem>();
            if (!Identifiers.IsChild(request.ChildId))
            {
                problems.Add(new InputProblem("childId", Identifiers.ChildExpectation));
            }

            if (ChildBody.Read(request.Body, request.ChildId, today, "", problems) is not { } child || problems.Count > 0)
            {
                return new InvalidInput(ProblemTypes.InvalidRequest, problems);
            }

            var before = await records.FindAsync(caller.Scope, child.Id, knownAt: null, cancellationToken);
            if (before is null && !caller.IsAny(Roles.Integration))
            {
                return new NotFound($"child {child.Id}");
            }

            if (before is null && await erasures.FindAsync(caller.AuthorityId, child.Id, cancellationToken) is { } left)
            {
                return new Erased(left);
            }

            if (!request.Preconditions.Hold(before?.Version))
            {
                return new StaleVersion(before is null ? "none: the child is not known" : $"{before.Version}");
            }

            if (before is not null && Judgement.OfStored(child, before, today) is { } error)
            {
                return error;
            }

            if (before is not null && before.Child == child)
            {
                return new Response(View(before.Journey(), before.Version), Created: false);
            }

            var stored = await records.StoreAsync(caller.AuthorityId, before, new ChildChange(child, [], []), caller.Name, cancellationToken);
            return new Response(View(stored.Journey, stored.Version), Created: before is null);

            ChildView View(Journey journey, long version) =>
                ChildView.Of(journey, ChildProjection.Of(caller.AuthorityId, journey, settings).Obligations, version, today, settings);
        }
    }
}
