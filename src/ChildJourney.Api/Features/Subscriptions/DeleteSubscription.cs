using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Infrastructure.Webhooks;
using MediatR;

namespace ChildJourney.Api.Features.Subscriptions;

/// <summary>Has changes no longer sent to an address.</summary>
public sealed class DeleteSubscription : IUseCase
{
    /// <summary>Which.</summary>
    /// <param name="SubscriptionId">The subscription.</param>
    public sealed record Command(string SubscriptionId) : IRequest<Result<Unit>>, ICommand;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/v1/subscriptions/{subscriptionId}", async (HttpContext http, string subscriptionId, IMediator mediator) =>
            {
                if (Body.WhatIsAskedAmiss(http.Request) is { } amiss)
                {
                    return Problems.Of(amiss, http);
                }

                var result = await mediator.Send(new Command(subscriptionId), http.RequestAborted);
                return result.Error is { } error ? Problems.Of(error, http) : Results.NoContent();
            })
            .For(RouteAccess.SetPolicy)
            .WithName("DeleteSubscription")
            .WithTags("Subscriptions")
            .WithSummary("Have changes no longer sent to an address")
            .WithDescription("What was not delivered yet is given up.")
            .Produces(204)
            .ProducesProblems(400, 404);

    /// <summary>Removes it.</summary>
    internal sealed class Handler(SubscriptionRecords subscriptions, Caller caller) : IRequestHandler<Command, Result<Unit>>
    {
        public async Task<Result<Unit>> Handle(Command request, CancellationToken cancellationToken) =>
            await subscriptions.DeleteAsync(caller.AuthorityId, request.SubscriptionId, cancellationToken) ? Unit.Value : new NotFound($"subscription {request.SubscriptionId}");
    }
}
