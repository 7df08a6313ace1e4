using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Projection;
using ChildJourney.Infrastructure.Records;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Features.Children;

/// <summary>A child: how it is looked after, and how many obligations have each status.</summary>
public sealed class GetChild : IUseCase
{
    /// <summary>Which child.</summary>
    /// <param name="ChildId">The child.</param>
    /// <param name="AsOf">The day asked about.</param>
    /// <param name="KnownAt">From what had been recorded by then, or null for now.</param>
    public sealed record Request(string ChildId, LocalDate AsOf, Instant? KnownAt) : IRequest<Result<ChildView>>, IAboutOneChild;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<ChildView>(
                "/v1/children/{childId}",
                [Query.AsOf, Query.KnownAt],
                asked => new Request(asked.Route("childId"), asked.AsOf, asked.Query.Maybe(Query.KnownAt)))
            .For(RouteAccess.ReadChildren)
            .WithName("GetChild")
            .WithTags("Children")
            .WithSummary("A child")
            .WithDescription("With how it is looked after on the day, and how many obligations have each status.");

    /// <summary>Reads the child.</summary>
    internal sealed class Handler(ChildRecords records, Caller caller, Settings settings) : IRequestHandler<Request, Result<ChildView>>
    {
        public async Task<Result<ChildView>> Handle(Request request, CancellationToken cancellationToken)
        {
            if (await records.FindAsync(caller.Scope, request.ChildId, request.KnownAt, cancellationToken) is not { } child)
            {
                return new NotFound($"child {request.ChildId}");
            }

            var journey = child.Journey();
            var obligations = ChildProjection.Of(caller.AuthorityId, journey, settings).Obligations;
            return ChildView.Of(journey, obligations, child.Version, request.AsOf, settings);
        }
    }
}
