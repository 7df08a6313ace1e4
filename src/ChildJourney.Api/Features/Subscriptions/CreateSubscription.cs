using System.Text.Json;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Api.Platform.Idempotency;
using ChildJourney.Api.Platform.OpenApi;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Webhooks;
using MediatR;

namespace ChildJourney.Api.Features.Subscriptions;

/// <summary>Has changes sent to an address from now on.</summary>
public sealed class CreateSubscription : IUseCase
{
    /// <summary>What is to be sent where.</summary>
    /// <param name="Body">What was sent.</param>
    public sealed record Command(JsonElement Body) : IRequest<Result<SubscriptionView>>, ICommand, IRepeatable
    {
        KeptAnswer IRepeatable.AnswerOf(object answer, HttpContext http) => KeptAnswer.Of(StatusCodes.Status201Created, LocationOf((SubscriptionView)answer), answer);
    }

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/subscriptions", (HttpContext http, IMediator mediator) => Body.AnswerAsync(http, async json =>
            {
                var result = await mediator.Send(new Command(json), http.RequestAborted);
                if (result.Value is { } created)
                {
                    http.Response.Headers.Location = LocationOf(created);
                }

                return Routes.Answer(result, http, 201);
            }))
            .For(RouteAccess.SetPolicy)
            .WithName("CreateSubscription")
            .WithTags("Subscriptions")
            .WithSummary("Have changes sent to an address")
            .WithDescription("Each change of a flag from now on is posted there as a message of Standard Webhooks: which flag of which child, how it stands and how it stood, and never more. secret, shown this once, verifies them. A message is sent until it is answered with 2xx, at least once and in order for each child, for three days; then it is parked, and can be replayed. The address must be https and public, unless the operator allows other networks.")
            .AcceptsSubscription()
            .MayBeSentAgain(Keeping.Sealed)
            .TellsLocation()
            .Produces<SubscriptionView>(201)
            .ProducesProblems(400, 415);

    private static string LocationOf(SubscriptionView created) => $"/v1/subscriptions/{created.Id}";

    /// <summary>Reads the subscription, and stores it.</summary>
    internal sealed class Handler(SubscriptionRecords subscriptions, PublicAddresses addresses, Caller caller) : IRequestHandler<Command, Result<SubscriptionView>>
    {
        public async Task<Result<SubscriptionView>> Handle(Command request, CancellationToken cancellationToken)
        {
            var problems = new List<InputProblem>();
            if (SubscriptionBody.Read(request.Body, addresses, problems) is not { } body)
            {
                return new InvalidInput(ProblemTypes.InvalidRequest, problems);
            }

            var (row, secret) = await subscriptions.CreateAsync(caller.AuthorityId, body.Url, body.Description, body.Filters, caller.Name, cancellationToken);
            return SubscriptionView.Of(row) with { Secret = secret };
        }
    }
}
