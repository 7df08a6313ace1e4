using System.Text.Json;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Api.Platform.Idempotency;
using ChildJourney.Api.Platform.OpenApi;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Records;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Api.Features.Entries;

/// <summary>Adds an entry to a child's journey.</summary>
public sealed class RecordEntry : IUseCase
{
    /// <summary>What is to be recorded.</summary>
    /// <param name="ChildId">The child.</param>
    /// <param name="Body">What was sent.</param>
    public sealed record Command(string ChildId, JsonElement Body) : IRequest<Result<EntryView>>, IAboutOneChild, ICommand, IAnsweredWith, IRepeatable
    {
        int IAnsweredWith.StatusOf(object answer) => StatusCodes.Status201Created;

        KeptAnswer IRepeatable.AnswerOf(object answer, HttpContext http) => KeptAnswer.Of(StatusCodes.Status201Created, LocationOf(ChildId, (EntryView)answer), answer);
    }

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/children/{childId}/entries", (HttpContext http, string childId, IMediator mediator) => Body.AnswerAsync(http, async json =>
            {
                var result = await mediator.Send(new Command(childId, json), http.RequestAborted);
                if (result.Value is { } recorded)
                {
                    http.Response.Headers.Location = LocationOf(childId, recorded);
                }

                return Routes.Answer(result, http, 201);
            }))
            .For(RouteAccess.WriteChildren)
            .WithName("RecordEntry")
            .WithTags("Entries")
            .WithSummary("Add an entry")
            .WithDescription("Without an id the entry is given one. The obligations it changes are stored with it.")
            .AcceptsEntry()
            .MayBeSentAgain()
            .TellsLocation()
            .Produces<EntryView>(201)
            .ProducesProblems(400, 404, 409, 415, 422);

    private static string LocationOf(string childId, EntryView recorded) => $"/v1/children/{childId}/entries/{recorded.Stored.Entry.Id}";

    /// <summary>Judges the entry beside those recorded, and stores it with the obligations it changes.</summary>
    internal sealed class Handler(Visible visible, ChildRecords records, Caller caller, IClock clock) : IRequestHandler<Command, Result<EntryView>>
    {
        public async Task<Result<EntryView>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await records.FindAsync(caller.Scope, request.ChildId, knownAt: null, cancellationToken) is not { } before)
            {
                return new NotFound($"child {request.ChildId}");
            }

            var problems = new List<InputProblem>();
            var entry = EntryShapes.Read(request.Body, "", () => Guid.CreateVersion7().ToString("N"), problems);
            if (entry is not null)
            {
                EntryChecks.Add(entry, before.Child, clock.InEngland(), "", problems);
            }

            if (entry is null || problems.Count > 0)
            {
                return new InvalidInput(ProblemTypes.InvalidEntry, problems);
            }

            if (await visible.Entries.AnyAsync(row => row.ChildId == before.Child.Id && row.EntryId == entry.Id, cancellationToken))
            {
                return new EntryExists(entry.Id);
            }

            var change = new ChildChange(before.Child, [entry], []);
            if (Judgement.Of(before.Child, ChildRecords.Current(before, change), conflicting => conflicting == entry ? "on" : null) is { } error)
            {
                return error;
            }

            var stored = await records.StoreAsync(caller.AuthorityId, before, change, caller.Name, cancellationToken);
            return new EntryView(stored.Recorded[0]);
        }
    }
}
