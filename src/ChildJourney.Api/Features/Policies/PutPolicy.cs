using System.Text.Json;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.OpenApi;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Policies;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Records;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Features.Policies;

/// <summary>Replaces the authority's own settings, and works out afresh what follows from them.</summary>
public sealed class PutPolicy : IUseCase
{
    /// <summary>What is to govern.</summary>
    /// <param name="Body">What was sent.</param>
    /// <param name="IfMatch">The versions that the caller insists on, or null.</param>
    public sealed record Command(JsonElement Body, IReadOnlyList<string>? IfMatch) : IRequest<Result<PolicyView>>, ICommand;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/v1/policy", (HttpContext http, IMediator mediator) => Body.AnswerAsync(http, async json =>
            {
                return Routes.Answer(await mediator.Send(new Command(json, ETags.Insisted(http.Request)), http.RequestAborted), http, 200);
            }))
            .WithName("PutPolicy")
            .WithTags("Policy")
            .WithSummary("Replace the authority's policy")
            .WithDescription("What is left out returns to the published default. If-Match is required. The obligations and signs of drift of every child are worked out afresh and stored with it. The same policy again makes no new version; every version is kept.")
            .AcceptsPolicy()
            .Produces<PolicyView>()
            .ProducesProblems(400, 412, 415, 422, 428);

    /// <summary>Judges the policy, and stores it with what follows from it.</summary>
    internal sealed class Handler(PolicyRecords policies, ChildRecords records, Caller caller, IClock clock, Settings current)
        : IRequestHandler<Command, Result<PolicyView>>
    {
        public async Task<Result<PolicyView>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (request.IfMatch is null)
            {
                return new PreconditionRequired();
            }

            if (!ETags.Agrees(request.IfMatch, current.PolicyVersion))
            {
                return new StaleVersion($"{current.PolicyVersion}");
            }

            var problems = new List<InputProblem>();
            var policy = PolicyReader.Read(request.Body, clock.InEngland(), "", problems);
            if (problems.Count > 0)
            {
                return new InvalidInput(ProblemTypes.InvalidRequest, problems);
            }

            if (policy.SaysTheSame(current.Policy))
            {
                return PolicyView.Of(current);
            }

            var stored = await policies.StoreAsync(caller.AuthorityId, policy, caller.Name, cancellationToken);
            if (!policy.AppliesAlike(current.Policy))
            {
                await records.RebuildAsync(caller.AuthorityId, cancellationToken);
            }

            return PolicyView.Of(stored);
        }
    }
}
