using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Api.Platform.Idempotency;
using ChildJourney.Infrastructure.Webhooks;
using MediatR;

namespace ChildJourney.Api.Features.Subscriptions;

/// <summary>Has what was given up tried again.</summary>
public sealed class ReplayDeliveries : IUseCase
{
    /// <summary>Which.</summary>
    /// <param name="SubscriptionId">The subscription.</param>
    public sealed record Command(string SubscriptionId) : IRequest<Result<Response>>, ICommand, IRepeatable
    {
        KeptAnswer IRepeatable.AnswerOf(object answer, HttpContext http) => KeptAnswer.Of(StatusCodes.Status200OK, location: null, answer);
    }

    /// <summary>What is tried again.</summary>
    /// <param name="Replayed">How many messages.</param>
    public sealed record Response(int Replayed);

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/subscriptions/{subscriptionId}/replay", async (HttpContext http, string subscriptionId, IMediator mediator) =>
                Body.WhatIsAskedAmiss(http.Request) is { } amiss
                    ? Problems.Of(amiss, http)
                    : Routes.Answer(await mediator.Send(new Command(subscriptionId), http.RequestAborted), http, 200))
            .For(RouteAccess.SetPolicy)
            .WithName("ReplayDeliveries")
            .WithTags("Subscriptions")
            .WithSummary("Have parked messages sent again")
            .WithDescription("Without a body. Every parked message waits again, as if it had never been tried, before whatever of the same child came after it and is not delivered yet.")
            .MayBeSentAgain()
            .Produces<Response>()
            .ProducesProblems(400, 404);

    /// <summary>Puts them back.</summary>
    internal sealed class Handler(SubscriptionRecords subscriptions, DeliveryRecords deliveries, Caller caller) : IRequestHandler<Command, Result<Response>>
    {
        public async Task<Result<Response>> Handle(Command request, CancellationToken cancellationToken) =>
            await subscriptions.FindAsync(caller.AuthorityId, request.SubscriptionId, cancellationToken) is { } row
                ? new Response(await deliveries.ReplayAsync(row, cancellationToken))
                : new NotFound($"subscription {request.SubscriptionId}");
    }
}
