using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Infrastructure.Webhooks;
using MediatR;

namespace ChildJourney.Api.Features.Subscriptions;

/// <summary>One address that changes are sent to.</summary>
public sealed class GetSubscription : IUseCase
{
    /// <summary>Which.</summary>
    /// <param name="SubscriptionId">The subscription.</param>
    public sealed record Request(string SubscriptionId) : IRequest<Result<SubscriptionView>>;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<SubscriptionView>("/v1/subscriptions/{subscriptionId}", [], asked => new Request(asked.Route("subscriptionId")))
            .For(RouteAccess.SetPolicy)
            .WithName("GetSubscription")
            .WithTags("Subscriptions")
            .WithSummary("One subscription")
            .WithDescription("Without its keys.");

    /// <summary>Reads it.</summary>
    internal sealed class Handler(SubscriptionRecords subscriptions, Caller caller) : IRequestHandler<Request, Result<SubscriptionView>>
    {
        public async Task<Result<SubscriptionView>> Handle(Request request, CancellationToken cancellationToken) =>
            await subscriptions.FindAsync(caller.AuthorityId, request.SubscriptionId, cancellationToken) is { } row
                ? SubscriptionView.Of(row)
                : new NotFound($"subscription {request.SubscriptionId}");
    }
}
