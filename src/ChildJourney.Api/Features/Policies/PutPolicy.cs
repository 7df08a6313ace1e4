using System.Text.Json;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Api.Platform.OpenApi;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Policies;
using ChildJourney.Infrastructure.Records;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Features.Policies;

/// <summary>Replaces the authority's own settings; what follows from them is worked out afresh in the background.</summary>
public sealed class PutPolicy : IUseCase
{
    /// <summary>What is to govern.</summary>
    /// <param name="Body">What was sent.</param>
    /// <param name="Preconditions">What has to be so before it is done.</param>
    public sealed record Command(JsonElement Body, Preconditions Preconditions) : IRequest<Result<PolicyView>>, ICommandAlone;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/v1/policy", (HttpContext http, IMediator mediator, RebuildSignal signal) => Body.AnswerAsync(http, async json =>
            {
                var result = await mediator.Send(new Command(json, Preconditions.Of(http.Request)), http.RequestAborted);
                signal.Wake();
                return Routes.Answer(result, http, 200);
            }))
            .For(RouteAccess.SetPolicy)
            .WithName("PutPolicy")
            .WithTags("Policy")
            .WithSummary("Replace the authority's policy")
            .WithDescription("What is left out returns to the published default. If-Match is required. The obligations and signs of drift of every child are worked out afresh in the background, and rebuild says how far that has come: until it is complete every other answer rests wholly on the version before, then wholly on this one. What changes the due-soon window or targets alone governs at once. A further change takes the place of one that is not complete. The same policy again makes no new version; every version is kept.")
            .AcceptsPolicy()
            .Produces<PolicyView>()
            .ProducesProblems(400, 412, 415, 422, 428);

    /// <summary>Judges the policy, and stores it.</summary>
    internal sealed class Handler(PolicyRecords policies, PolicyVersions versions, GenerationRecords generations, Caller caller, IClock clock)
        : IRequestHandler<Command, Result<PolicyView>>
    {
        public async Task<Result<PolicyView>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (!request.Preconditions.HasMatch)
            {
                return new PreconditionRequired();
            }

            var newest = await versions.NewestAsync(caller.AuthorityId, cancellationToken);
            if (!request.Preconditions.Hold(newest.PolicyVersion))
            {
                return new StaleVersion($"{newest.PolicyVersion}");
            }

            var problems = new List<InputProblem>();
            var policy = PolicyBody.Read(request.Body, clock.InEngland(), "", problems);
            if (problems.Count > 0)
            {
                return new InvalidInput(ProblemTypes.InvalidRequest, problems);
            }

            if (!policy.SaysTheSame(newest.Policy))
            {
                newest = await policies.StoreAsync(caller.AuthorityId, policy, caller.Name, cancellationToken);
            }

            return PolicyView.Of(newest, await generations.LiveAsync(caller.AuthorityId, cancellationToken));
        }
    }
}
