using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Webhooks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChildJourney.Api.Features.Subscriptions;

/// <summary>Where changes are sent.</summary>
public sealed class ListSubscriptions : IUseCase
{
    private const string ListName = "subscriptions";

    /// <summary>Which subscriptions.</summary>
    /// <param name="Page">How much of the list.</param>
    public sealed record Request(PageRequest Page) : IRequest<Result<Page<SubscriptionView>>>;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<Page<SubscriptionView>>("/v1/subscriptions", PageRequest.Parameters, asked => new Request(asked.Page(ListName, CursorKey.Text)))
            .For(RouteAccess.SetPolicy)
            .WithName("ListSubscriptions")
            .WithTags("Subscriptions")
            .WithSummary("Where changes are sent")
            .WithDescription("Oldest first. Keys are never shown again.");

    /// <summary>Reads the page.</summary>
    internal sealed class Handler(SubscriptionRecords subscriptions, Caller caller) : IRequestHandler<Request, Result<Page<SubscriptionView>>>
    {
        public async Task<Result<Page<SubscriptionView>>> Handle(Request request, CancellationToken cancellationToken)
        {
            var all = subscriptions.Of(caller.AuthorityId);
            var after = request.Page.Cursor?.Keys[0] ?? "";
            var rows = await all.Where(row => string.Compare(row.SubscriptionId, after) > 0).Take(request.Page.Limit + 1).ToListAsync(cancellationToken);
            return request.Page.Page<SubscriptionRow, SubscriptionView>(rows, row => new Cursor(ListName, row.SubscriptionId), SubscriptionView.Of) with
            {
                Count = request.Page.Count ? await all.CountAsync(cancellationToken) : null,
            };
        }
    }
}
