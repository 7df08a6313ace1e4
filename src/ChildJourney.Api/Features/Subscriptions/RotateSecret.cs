using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Api.Platform.Idempotency;
using ChildJourney.Infrastructure.Webhooks;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Features.Subscriptions;

/// <summary>Gives a subscription another key.</summary>
public sealed class RotateSecret : IUseCase
{
    /// <summary>Which.</summary>
    /// <param name="SubscriptionId">The subscription.</param>
    public sealed record Command(string SubscriptionId) : IRequest<Result<Response>>, ICommand, IRepeatable
    {
        KeptAnswer IRepeatable.AnswerOf(object answer, HttpContext http) => KeptAnswer.Of(StatusCodes.Status201Created, location: null, answer);
    }

    /// <summary>The key.</summary>
    /// <param name="Secret">The new key: shown this once.</param>
    /// <param name="PreviousEndsAt">Until when the key before signs beside it.</param>
    public sealed record Response(string Secret, Instant PreviousEndsAt);

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/subscriptions/{subscriptionId}/secrets", async (HttpContext http, string subscriptionId, IMediator mediator) =>
                Body.WhatIsAskedAmiss(http.Request) is { } amiss
                    ? Problems.Of(amiss, http)
                    : Routes.Answer(await mediator.Send(new Command(subscriptionId), http.RequestAborted), http, 201))
            .For(RouteAccess.SetPolicy)
            .WithName("RotateSecret")
            .WithTags("Subscriptions")
            .WithSummary("Give a subscription another key")
            .WithDescription("Without a body. For 24 hours messages are signed with both keys, each a signature in webhook-signature; then with the new one alone. Any older key signs no more.")
            .MayBeSentAgain(Keeping.Sealed)
            .Produces<Response>(201)
            .ProducesProblems(400, 404);

    /// <summary>Makes the key.</summary>
    internal sealed class Handler(SubscriptionRecords subscriptions, Caller caller) : IRequestHandler<Command, Result<Response>>
    {
        public async Task<Result<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await subscriptions.FindAsync(caller.AuthorityId, request.SubscriptionId, cancellationToken) is not { } row)
            {
                return new NotFound($"subscription {request.SubscriptionId}");
            }

            var (secret, previousEndsAt) = await subscriptions.RotateAsync(row, cancellationToken);
            return new Response(secret, previousEndsAt);
        }
    }
}
