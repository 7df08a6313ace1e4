using System.Text.Json;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Api.Platform.OpenApi;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Records;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Features.Entries;

/// <summary>Adds an entry under the caller's id, or corrects the one of that id.</summary>
public sealed class PutEntry : IUseCase
{
    /// <summary>What is to be recorded.</summary>
    /// <param name="ChildId">The child.</param>
    /// <param name="EntryId">The entry.</param>
    /// <param name="Body">What was sent.</param>
    /// <param name="Preconditions">What has to be so before it is done.</param>
    public sealed record Command(string ChildId, string EntryId, JsonElement Body, Preconditions Preconditions) : IRequest<Result<Response>>, IAboutOneChild, ICommand, IAnsweredWith
    {
        int IAnsweredWith.StatusOf(object answer) => ((Response)answer).Created ? StatusCodes.Status201Created : StatusCodes.Status200OK;
    }

    /// <summary>The entry as recorded.</summary>
    /// <param name="Entry">The entry.</param>
    /// <param name="Created">Whether there was none of that id before.</param>
    public sealed record Response(EntryView Entry, bool Created);

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/v1/children/{childId}/entries/{entryId}", (HttpContext http, string childId, string entryId, IMediator mediator) => Body.AnswerAsync(http, async json =>
            {
                var result = await mediator.Send(new Command(childId, entryId, json, Preconditions.Of(http.Request)), http.RequestAborted);
                return result.Error is { } failure
                    ? Problems.Of(failure, http)
                    : Routes.Answer<EntryView>(result.Value!.Entry, http, result.Value.Created ? 201 : 200);
            }))
            .For(RouteAccess.WriteChildren)
            .WithName("PutEntry")
            .WithTags("Entries")
            .WithSummary("Add or correct an entry under your own id")
            .WithDescription("Sent again unchanged, it answers 200 and makes no new revision. An entry that was voided is recorded anew.")
            .AcceptsEntry()
            .Produces<EntryView>()
            .Produces<EntryView>(201)
            .ProducesProblems(400, 404, 409, 412, 415, 422);

    /// <summary>Judges the entry beside the others, and stores it with the obligations it changes.</summary>
    internal sealed class Handler(ChildRecords records, Caller caller, IClock clock) : IRequestHandler<Command, Result<Response>>
    {
        public async Task<Result<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await records.FindAsync(caller.Scope, request.ChildId, knownAt: null, cancellationToken) is not { } before)
            {
                return new NotFound($"child {request.ChildId}");
            }

            var known = before.Find(request.EntryId);
            if (!request.Preconditions.Hold(known?.Revision))
            {
                return new StaleVersion(known is null ? "none: there is no such entry" : $"{known.Revision}");
            }

            var problems = new List<InputProblem>();
            if (Read(request, before.Child, problems) is not { } entry || problems.Count > 0)
            {
                return new InvalidInput(ProblemTypes.InvalidEntry, problems);
            }

            if (known is not null && known.Entry.Shape != entry.Shape)
            {
                return new TypeChanged(entry.Id, known.Entry.Shape.Type);
            }

            if (known is not null && known.Entry.SaysTheSame(entry))
            {
                return new Response(new EntryView(known), Created: false);
            }

            var change = new ChildChange(before.Child, [entry], []);
            if (Judgement.Of(before.Child, ChildRecords.Current(before, change), conflicting => conflicting == entry ? "on" : null) is { } error)
            {
                return error;
            }

            var stored = await records.StoreAsync(caller.AuthorityId, before, change, caller.Name, cancellationToken);
            return new Response(new EntryView(stored.Recorded[0]), Created: known is null);
        }

        private Entry? Read(Command request, Child child, List<InputProblem> problems)
        {
            if (!Identifiers.IsEntry(request.EntryId))
            {
                problems.Add(new InputProblem("entryId", Identifiers.EntryExpectation));
            }

            var entry = EntryShapes.Read(request.Body, "", () => request.EntryId, problems);
            if (entry is null)
            {
                return null;
            }

            if (entry.Id != request.EntryId)
            {
                problems.Add(new InputProblem("id", $"the id in the address, {request.EntryId}, or none"));
            }

            EntryChecks.Add(entry, child, clock.InEngland(), "", problems);
            return entry;
        }
    }
}
