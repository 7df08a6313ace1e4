using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Records;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChildJourney.Api.Features.Entries;

/// <summary>Every revision of an entry: what it said, when it was recorded and by whom.</summary>
public sealed class ListRevisions : IUseCase
{
    private const string ListName = "revisions";

    /// <summary>Which entry.</summary>
    /// <param name="ChildId">The child.</param>
    /// <param name="EntryId">The entry.</param>
    /// <param name="Page">How much of the list.</param>
    public sealed record Request(string ChildId, string EntryId, PageRequest Page) : IRequest<Result<Page<EntryView>>>, IAboutOneChild;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<Page<EntryView>>(
                "/v1/children/{childId}/entries/{entryId}/revisions",
                PageRequest.Parameters,
                asked => new Request(asked.Route("childId"), asked.Route("entryId"), asked.Page(ListName, CursorKey.Number)))
            .For(RouteAccess.ReadChildren)
            .WithName("ListRevisions")
            .WithTags("Entries")
            .WithSummary("The revisions of an entry")
            .WithDescription("Oldest first. A revision that voided the entry has voided, with the reason.");

    /// <summary>Reads the revisions.</summary>
    internal sealed class Handler(Visible visible) : IRequestHandler<Request, Result<Page<EntryView>>>
    {
        public async Task<Result<Page<EntryView>>> Handle(Request request, CancellationToken cancellationToken)
        {
            var revisions = visible.Entries
                .Where(row => row.ChildId == request.ChildId && row.EntryId == request.EntryId);
            var count = await revisions.CountAsync(cancellationToken);
            if (count == 0)
            {
                return new NotFound($"entry {request.EntryId} of child {request.ChildId}");
            }

            var after = request.Page.Cursor?.Number(0) ?? 0;
            var rows = await revisions
                .Where(row => row.Revision > after)
                .OrderBy(row => row.Revision)
                .Take(request.Page.Limit + 1)
                .ToListAsync(cancellationToken);
            return request.Page.Page(
                rows,
                row => new Cursor(ListName, FormattableString.Invariant($"{row.Revision}")),
                row => new EntryView(StoredEntry.From(row), row.VoidReason)) with
            {
                Count = request.Page.Count ? count : null,
            };
        }
    }
}
