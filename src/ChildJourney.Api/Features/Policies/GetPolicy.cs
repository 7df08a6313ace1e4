using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Infrastructure.Records;
using MediatR;

namespace ChildJourney.Api.Features.Policies;

/// <summary>The authority's own settings.</summary>
public sealed class GetPolicy : IUseCase
{
    /// <summary>The newest version.</summary>
    public sealed record Request : IRequest<Result<PolicyView>>;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<PolicyView>("/v1/policy", [], _ => new Request())
            .For(RouteAccess.ReadRules)
            .WithName("GetPolicy")
            .WithTags("Policy")
            .WithSummary("The authority's policy")
            .WithDescription("The newest version, all of it; version 0 is the published defaults. rules names those alone for which the authority set something. rebuild says how far obligations have been worked out afresh while all other answers still rest on the version before, or after an update on earlier rules; it is null once they rest on this one.");

    /// <summary>Reads the newest version, then how far what follows from it has come.</summary>
    internal sealed class Handler(PolicyVersions versions, GenerationRecords generations, Caller caller) : IRequestHandler<Request, Result<PolicyView>>
    {
        public async Task<Result<PolicyView>> Handle(Request request, CancellationToken cancellationToken)
        {
            var newest = await versions.NewestAsync(caller.AuthorityId, cancellationToken);
            return PolicyView.Of(newest, await generations.LiveAsync(caller.AuthorityId, cancellationToken));
        }
    }
}
