using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Infrastructure.Records;
using MediatR;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Features.Entries;

/// <summary>Lists a child's current entries, by date.</summary>
public sealed class ListEntries : IUseCase
{
    private const string ListName = "entries";

    /// <summary>Which child's entries.</summary>
    /// <param name="ChildId">The child.</param>
    /// <param name="KnownAt">From what had been recorded by then, or null for now.</param>
    /// <param name="Page">How much of the list.</param>
    public sealed record Request(string ChildId, Instant? KnownAt, PageRequest Page) : IRequest<Result<Page<EntryView>>>, IAboutOneChild;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<Page<EntryView>>(
                "/v1/children/{childId}/entries",
                [Query.KnownAt, .. PageRequest.Parameters],
                asked => new Request(asked.Route("childId"), asked.Query.Maybe(Query.KnownAt), asked.Page(ListName, CursorKey.Date, CursorKey.Text)))
            .For(RouteAccess.ReadChildren)
            .WithName("ListEntries")
            .WithTags("Entries")
            .WithSummary("A child's current entries")
            .WithDescription("Ordered by date, then id. Voided entries are left out; their revisions stay readable.");

    /// <summary>Reads the entries.</summary>
    internal sealed class Handler(ChildRecords records, Caller caller) : IRequestHandler<Request, Result<Page<EntryView>>>
    {
        public async Task<Result<Page<EntryView>>> Handle(Request request, CancellationToken cancellationToken)
        {
            if (await records.FindAsync(caller.Scope, request.ChildId, request.KnownAt, cancellationToken) is not { } child)
            {
                return new NotFound($"child {request.ChildId}");
            }

            var after = request.Page.Cursor;
            var rows = child.Entries
                .OrderBy(stored => stored.Entry.On)
                .ThenBy(stored => stored.Entry.Id, StringComparer.Ordinal)
                .Where(stored => after is null
                    || stored.Entry.On > after.Date(0)
                    || (stored.Entry.On == after.Date(0) && string.CompareOrdinal(stored.Entry.Id, after.Keys[1]) > 0))
                .Take(request.Page.Limit + 1)
                .ToList();
            return request.Page.Page(
                rows,
                stored => new Cursor(ListName, LocalDatePattern.Iso.Format(stored.Entry.On), stored.Entry.Id),
                stored => new EntryView(stored)) with
            {
                Count = request.Page.Count ? child.Entries.Count : null,
            };
        }
    }
}
