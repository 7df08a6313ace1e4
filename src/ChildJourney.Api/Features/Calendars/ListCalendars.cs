using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Mapping;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Api.Features.Calendars;

/// <summary>Lists the calendars that can be subscribed to, without the tokens of their addresses.</summary>
public sealed class ListCalendars : IUseCase
{
    private const string ListName = "calendars";

    /// <summary>Which calendars.</summary>
    /// <param name="Page">How much of the list.</param>
    public sealed record Request(PageRequest Page) : IRequest<Result<Page<Row>>>;

    /// <summary>A calendar.</summary>
    /// <param name="Id">The calendar, by which it is revoked.</param>
    /// <param name="Iro">The independent reviewing officer whose children it is about, or null.</param>
    /// <param name="Team">The team whose children it is about, or null.</param>
    /// <param name="CreatedAt">When it was made.</param>
    /// <param name="CreatedBy">Who made it.</param>
    public sealed record Row(string Id, string? Iro, string? Team, Instant CreatedAt, string CreatedBy);

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<Page<Row>>(CalendarTokens.Path, PageRequest.Parameters, asked => new Request(asked.Page(ListName, CursorKey.Text)))
            .For(RouteAccess.ManageCalendars)
            .WithName("ListCalendars")
            .WithTags("Calendars")
            .WithSummary("Calendars that were made")
            .WithDescription("The oldest first, without their addresses. Reviewing officers and team managers see those they made; quality, integration and administrator all of the authority.");

    /// <summary>Reads the page.</summary>
    internal sealed class Handler(JourneyDb db, Caller caller) : IRequestHandler<Request, Result<Page<Row>>>
    {
        public async Task<Result<Page<Row>>> Handle(Request request, CancellationToken cancellationToken)
        {
            var found = db.Calendars.AsNoTracking().InReachOf(caller);
            var page = request.Page.Cursor is { } after ? found.Where(row => string.Compare(row.CalendarId, after.Keys[0]) > 0) : found;
            var rows = await page.OrderBy(row => row.CalendarId).Take(request.Page.Limit + 1).ToListAsync(cancellationToken);
            return request.Page.Page(rows, row => new Cursor(ListName, row.CalendarId), row => new Row(row.CalendarId, row.Iro, row.Team, row.CreatedAt, row.CreatedBy)) with
            {
                Count = request.Page.Count ? await found.CountAsync(cancellationToken) : null,
            };
        }
    }
}

/// <summary>Which calendars someone has to do with.</summary>
internal static class CalendarReach
{
    /// <summary>Those of the authority for who oversees them, otherwise those that the caller made.</summary>
    public static IQueryable<CalendarRow> InReachOf(this IQueryable<CalendarRow> calendars, Caller caller)
    {
        var (authorityId, name) = (caller.AuthorityId, caller.Name);
        calendars = calendars.Where(row => row.AuthorityId == authorityId);
        return caller.IsAny(Roles.Quality | Roles.Integration | Roles.Administrator) ? calendars : calendars.Where(row => row.CreatedBy == name);
    }
}
