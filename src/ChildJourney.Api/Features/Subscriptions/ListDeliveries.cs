using System.Globalization;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Webhooks;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Api.Features.Subscriptions;

/// <summary>What is still to be delivered to a subscription, and what was given up.</summary>
public sealed class ListDeliveries : IUseCase
{
    private const string ListName = "deliveries";
    private const string Waiting = "waiting";
    private const string Parked = "parked";

    private static readonly QueryList<string> stateParameter = Query.AnyOf("state", "In one of these states; both where it is left out.", [Waiting, Parked]);

    /// <summary>Which messages.</summary>
    /// <param name="SubscriptionId">The subscription.</param>
    /// <param name="States">In one of these states; none for both.</param>
    /// <param name="Page">How much of the list.</param>
    public sealed record Request(string SubscriptionId, IReadOnlyList<string> States, PageRequest Page) : IRequest<Result<Page<Row>>>;

    /// <summary>One message that is not delivered. Which child it is about is told to its receiver alone.</summary>
    /// <param name="Id">The message's webhook-id.</param>
    /// <param name="State">waiting, or parked once it was tried for three days.</param>
    /// <param name="At">When the change came about.</param>
    /// <param name="Attempts">How often it was tried.</param>
    /// <param name="FirstTriedAt">When it was tried first, or null.</param>
    /// <param name="NextAt">When it is tried next, or null where it is parked.</param>
    /// <param name="LastStatus">The HTTP status of the last answer, or null where there was none.</param>
    /// <param name="LastError">What was wrong with the last try, or null.</param>
    public sealed record Row(string Id, string State, Instant At, int Attempts, Instant? FirstTriedAt, Instant? NextAt, int? LastStatus, string? LastError);

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<Page<Row>>(
                "/v1/subscriptions/{subscriptionId}/deliveries",
                [stateParameter, .. PageRequest.Parameters],
                asked => new Request(asked.Route("subscriptionId"), asked.Query.All(stateParameter), asked.Page(ListName, CursorKey.LongNumber)))
            .For(RouteAccess.SetPolicy)
            .WithName("ListDeliveries")
            .WithTags("Subscriptions")
            .WithSummary("Messages that are not delivered")
            .WithDescription("Oldest change first: what waits, for the next try or for an earlier message about the same child, and what is parked.");

    /// <summary>Reads the page.</summary>
    internal sealed class Handler(SubscriptionRecords subscriptions, DeliveryRecords deliveries, Caller caller) : IRequestHandler<Request, Result<Page<Row>>>
    {
        public async Task<Result<Page<Row>>> Handle(Request request, CancellationToken cancellationToken)
        {
            if (await subscriptions.FindAsync(caller.AuthorityId, request.SubscriptionId, cancellationToken) is not { } subscription)
            {
                return new NotFound($"subscription {request.SubscriptionId}");
            }

            var all = deliveries.Of(subscription);
            if (request.States.Distinct().ToList() is [var state])
            {
                all = state == Parked ? all.Where(row => row.ParkedAt != null) : all.Where(row => row.ParkedAt == null);
            }

            var after = request.Page.Cursor?.LongNumber(0) ?? 0;
            var rows = await all.Where(row => row.Number > after).OrderBy(row => row.Number).Take(request.Page.Limit + 1).ToListAsync(cancellationToken);
            return request.Page.Page(rows, row => new Cursor(ListName, row.Number.ToString(CultureInfo.InvariantCulture)), RowOf) with
            {
                Count = request.Page.Count ? await all.CountAsync(cancellationToken) : null,
            };
        }

        private static Row RowOf(DeliveryRow row) => new(
            FormattableString.Invariant($"{row.SubscriptionId}-{row.Number}"),
            row.ParkedAt is null ? Waiting : Parked,
            row.At,
            row.Attempts,
            row.FirstTriedAt,
            row.ParkedAt is null ? row.NextAt : null,
            row.LastStatus,
            row.LastError);
    }
}
