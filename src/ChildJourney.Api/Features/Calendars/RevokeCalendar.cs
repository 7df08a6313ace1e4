using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Infrastructure;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChildJourney.Api.Features.Calendars;

/// <summary>Revokes a calendar: its address leads nowhere from then on.</summary>
public sealed class RevokeCalendar : IUseCase
{
    /// <summary>Which calendar.</summary>
    /// <param name="CalendarId">The calendar.</param>
    public sealed record Command(string CalendarId) : IRequest<Result<Revoked>>, ICommand, IAnsweredWith
    {
        int IAnsweredWith.StatusOf(object answer) => StatusCodes.Status204NoContent;
    }

    /// <summary>It was revoked.</summary>
    public sealed record Revoked : IAboutSomeChildren
    {
        IEnumerable<string> IAboutSomeChildren.ChildIds => [];
    }

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete(CalendarTokens.Path + "/{calendarId}", async (HttpContext http, string calendarId, IMediator mediator) =>
            {
                if (Body.WhatIsAskedAmiss(http.Request) is { } amiss)
                {
                    return Problems.Of(amiss, http);
                }

                var result = await mediator.Send(new Command(calendarId), http.RequestAborted);
                return result.Error is { } error ? Problems.Of(error, http) : Results.NoContent();
            })
            .For(RouteAccess.ManageCalendars)
            .WithName("RevokeCalendar")
            .WithTags("Calendars")
            .WithSummary("Revoke a calendar")
            .WithDescription("Its address leads nowhere from then on. Revoke a calendar when its address has become known, or its maker leaves.")
            .Produces(204)
            .ProducesProblems(400, 404);

    /// <summary>Removes the calendar.</summary>
    internal sealed class Handler(JourneyDb db, Caller caller) : IRequestHandler<Command, Result<Revoked>>
    {
        public async Task<Result<Revoked>> Handle(Command request, CancellationToken cancellationToken) =>
            await db.Calendars.InReachOf(caller).Where(row => row.CalendarId == request.CalendarId).ExecuteDeleteAsync(cancellationToken) == 0
                ? new NotFound("calendar of that id")
                : new Revoked();
    }
}
