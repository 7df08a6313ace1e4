using ChildJourney.Api.Platform;
using ChildJourney.Domain.Rules;
using MediatR;

namespace ChildJourney.Api.Features.Policies;

/// <summary>The authority's own settings.</summary>
public sealed class GetPolicy : IUseCase
{
    /// <summary>The policy that governs now.</summary>
    public sealed record Request : IRequest<Result<PolicyView>>;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<PolicyView>("/v1/policy", [], _ => new Request())
            .WithName("GetPolicy")
            .WithTags("Policy")
            .WithSummary("The authority's policy")
            .WithDescription("All of it; version 0 is the published defaults. rules names those alone for which the authority set something.");

    /// <summary>Answers with the settings of this request.</summary>
    internal sealed class Handler(Settings settings) : IRequestHandler<Request, Result<PolicyView>>
    {
        public Task<Result<PolicyView>> Handle(Request request, CancellationToken cancellationToken) =>
            Task.FromResult<Result<PolicyView>>(PolicyView.Of(settings));
    }
}
