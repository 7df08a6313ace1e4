using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Api.Features.Calendars;

/// <summary>The reviews and deadlines of an officer or a team, as a calendar.</summary>
public sealed class ReadCalendar : IUseCase
{
    private const string MediaType = "text/calendar";

    /// <summary>The calendar whose token let the reader in.</summary>
    public sealed record Request : IRequest<Result<Response>>;

    /// <summary>The calendar.</summary>
    /// <param name="Text">It, as RFC 5545 has it.</param>
    /// <param name="ChildIds">The children it shows.</param>
    public sealed record Response(string Text, IEnumerable<string> ChildIds) : IAboutSomeChildren, IVersioned
    {
        /// <inheritdoc/>
        public string Tag { get; } = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
    }

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(CalendarTokens.Path + "/{token}.ics", async (HttpContext http, IMediator mediator) =>
            {
                if (Body.WhatIsAskedAmiss(http.Request) is { } amiss)
                {
                    return Problems.Of(amiss, http);
                }

                var result = await mediator.Send(new Request(), http.RequestAborted);
                if (result.Value is not { } calendar)
                {
                    return Problems.Of(result.Error!, http);
                }

                http.Response.Headers.ETag = $"\"{calendar.Tag}\"";
                return ETags.IsHeldByReader(http.Request, calendar.Tag)
                    ? Results.StatusCode(StatusCodes.Status304NotModified)
                    : Results.Text(calendar.Text, MediaType, Encoding.UTF8);
            })
            .For(RouteAccess.ByTokenInAddress)
            .WithName("ReadCalendar")
            .WithTags("Calendars")
            .WithSummary("A calendar to subscribe to")
            .WithDescription("RFC 5545, for Outlook, Google and others: a whole day for each open obligation of the children whom the officer or the team holds at the time, due within the thirty days before and the twelve months ahead. It names rules, dates and the children's ids, and nothing else of a child; restricted children are left out. An event that is met, refused or void is gone. The token in the address is the credential. An address that was revoked is 404.")
            .Produces<string>(200, MediaType)
            .Produces(304)
            .ProducesProblems(400);

    /// <summary>Reads what is open and due within the window.</summary>
    internal sealed class Handler(Visible visible, Caller caller, Generation generation, IClock clock) : IRequestHandler<Request, Result<Response>>
    {
        private const int DaysBack = 30;
        private const int MonthsAhead = 12;

        private static readonly Status[] open = [Status.Upcoming, Status.DueSoon, Status.Overdue];

        public async Task<Result<Response>> Handle(Request request, CancellationToken cancellationToken)
        {
            var today = clock.InEngland();
            var (first, last) = (today.PlusDays(-DaysBack), today.PlusMonths(MonthsAhead));
            var children = visible.Children.Where(child => !child.Restricted);
            var found = await visible.Obligations(generation).InForce(today).WithStatus(open, today, today, generation.Settings.Policy.DueSoonDays)
                .Where(row => row.DueOn >= first && row.DueOn <= last)
                .Join(children, row => new { row.AuthorityId, row.ChildId }, child => new { child.AuthorityId, child.ChildId }, (row, child) => new { Row = row, child.Version, child.ChangedAt })
                .OrderBy(due => due.Row.DueOn).ThenBy(due => due.Row.ChildId).ThenBy(due => due.Row.ObligationId)
                .ToListAsync(cancellationToken);
            var name = $"Reviews and deadlines of {(caller.Worker is { } iro ? iro : $"team {caller.Teams[0]}")}";
            return new Response(
                CalendarText.Of(name, found.Select(due => EventOf(due.Row, due.ChangedAt, due.Version))),
                [.. found.Select(due => due.Row.ChildId).Distinct(StringComparer.Ordinal)]);
        }

        private static CalendarEvent EventOf(ObligationRow row, Instant changedAt, long version) => new(
            $"{row.ObligationId}/{row.ChildId}@{row.AuthorityId}",
            row.DueOn!.Value,
            changedAt,
            version,
            $"{RuleCatalogue.Find(row.Rule)?.Title ?? row.Rule}: {row.ChildId}",
            string.Join('\n', LinesOf(row)));

        private static IEnumerable<string> LinesOf(ObligationRow row)
        {
            if (row.BookBy is { } bookBy)
            {
                yield return $"Book by {PlainEnglish.Date(bookBy)}.";
            }

            if (row.DueAt is { } dueAt)
            {
                yield return $"Due by {dueAt.InZone(LondonTime.Zone).TimeOfDay.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)}.";
            }

            yield return $"{char.ToUpperInvariant(row.Level[0])}{row.Level[1..]}, {row.Rule}.";
            if (row.Provisional)
            {
                yield return "Provisional: it rests on bank holidays that are not yet published.";
            }
        }
    }
}
