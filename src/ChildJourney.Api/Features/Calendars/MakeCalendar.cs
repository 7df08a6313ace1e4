using System.Text.Json;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Api.Platform.Idempotency;
using ChildJourney.Api.Platform.OpenApi;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Mapping;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Features.Calendars;

/// <summary>Makes a calendar that a calendar program can subscribe to.</summary>
public sealed class MakeCalendar : IUseCase
{
    /// <summary>What is asked for.</summary>
    /// <param name="Body">What was sent.</param>
    public sealed record Command(JsonElement Body) : IRequest<Result<Made>>, ICommand, IAnsweredWith, IRepeatable
    {
        int IAnsweredWith.StatusOf(object answer) => StatusCodes.Status201Created;

        KeptAnswer IRepeatable.AnswerOf(object answer, HttpContext http) => KeptAnswer.Of(StatusCodes.Status201Created, location: null, ViewOf((Made)answer, http));
    }

    /// <summary>A calendar as made.</summary>
    /// <param name="Id">The calendar.</param>
    /// <param name="Token">The token of its address.</param>
    public sealed record Made(string Id, string Token) : IAboutSomeChildren
    {
        IEnumerable<string> IAboutSomeChildren.ChildIds => [];
    }

    /// <summary>The calendar's address, which is told this once.</summary>
    /// <param name="Id">The calendar, by which it is revoked.</param>
    /// <param name="Url">The address to subscribe to. Whoever knows it reads the calendar.</param>
    public sealed record Response(string Id, string Url);

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(CalendarTokens.Path, (HttpContext http, IMediator mediator) => Body.AnswerAsync(http, async json =>
            {
                var result = await mediator.Send(new Command(json), http.RequestAborted);
                return result.Value is { } made
                    ? Results.Json(ViewOf(made, http), Json.Options, statusCode: StatusCodes.Status201Created)
                    : Problems.Of(result.Error!, http);
            }))
            .For(RouteAccess.MakeCalendars)
            .WithName("MakeCalendar")
            .WithTags("Calendars")
            .WithSummary("Make a calendar to subscribe to")
            .WithDescription("Of an independent reviewing officer or of a team: an officer makes one of the children they review, a team manager of their teams, quality and integration of any. The address is told this once and is the only credential of the calendar: keep it as a password. It works until the calendar is revoked. A program that reads calendars never signs in, so that the address is all it needs.")
            .AcceptsCalendar()
            .MayBeSentAgain(Keeping.Sealed)
            .Produces<Response>(201)
            .ProducesProblems(400, 404, 415);

    private static Response ViewOf(Made made, HttpContext http) =>
        new(made.Id, $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}{CalendarTokens.Path}/{made.Token}.ics");

    /// <summary>Stores the calendar with the hash of its token.</summary>
    internal sealed class Handler(JourneyDb db, Caller caller, IClock clock) : IRequestHandler<Command, Result<Made>>
    {
        public async Task<Result<Made>> Handle(Command request, CancellationToken cancellationToken)
        {
            var problems = new List<InputProblem>();
            if (CalendarBody.Read(request.Body, problems) is not { } body)
            {
                return new InvalidInput(ProblemTypes.InvalidRequest, problems);
            }

            if (!Reaches(body))
            {
                return new NotFound(body.Team is { } team ? $"team {team}" : $"independent reviewing officer {body.Iro}");
            }

            var token = CalendarTokens.Make(caller.AuthorityId);
            var row = new CalendarRow
            {
                AuthorityId = caller.AuthorityId,
                CalendarId = Guid.CreateVersion7().ToString("N"),
                TokenHash = CalendarTokens.HashOf(token),
                Iro = body.Iro,
                Team = body.Team,
                CreatedAt = clock.GetCurrentInstant(),
                CreatedBy = caller.Name,
            };
            db.Calendars.Add(row);
            await db.SaveChangesAsync(cancellationToken);
            return new Made(row.CalendarId, token);
        }

        /// <summary>Whether the caller may see those children.</summary>
        private bool Reaches(CalendarBody body) =>
            caller.IsAny(Roles.Quality | Roles.Integration)
            || (body.Iro is { } iro && caller.IsAny(Roles.Iro) && iro == caller.Worker)
            || (body.Team is { } team && caller.IsAny(Roles.TeamManager) && caller.Teams.Contains(team, StringComparer.Ordinal));
    }
}
