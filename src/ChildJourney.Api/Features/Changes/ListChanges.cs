using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Changes;
using ChildJourney.Infrastructure.Mapping;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Features.Changes;

/// <summary>What has changed about obligations since it was asked for last.</summary>
public sealed class ListChanges : IUseCase
{
    private static readonly QueryParameter<ChangePlace> afterParameter = new(
        "after", "Where to go on: next of the answer before. Left out, it begins with every flag open now.", new FieldSchema("string", "next of the answer before"), ChangeCursor.Parse);

    /// <summary>Which changes.</summary>
    /// <param name="After">Those after this place; null for every flag open now, and what comes after.</param>
    /// <param name="Limit">How many at most.</param>
    public sealed record Request(ChangePlace? After, int Limit) : IRequest<Result<Response>>;

    /// <summary>Some changes, oldest first.</summary>
    /// <param name="Items">The changes.</param>
    /// <param name="Next">What to send as after the next time, also where there is nothing new.</param>
    public sealed record Response(IReadOnlyList<Change> Items, string Next) : IPage, IAboutSomeChildren
    {
        string IPage.Parameter => afterParameter.Name;

        IEnumerable<string> IAboutSomeChildren.ChildIds => Items.Select(item => item.ChildId);

        void IPage.WriteCsv(TextWriter writer) => Csv.Write(Items, writer);
    }

    /// <summary>One change of one flag.</summary>
    /// <param name="ChildId">The child.</param>
    /// <param name="ObligationId">The flag's id.</param>
    /// <param name="Rule">The rule's id.</param>
    /// <param name="Status">How it stands from then on, or null where it no longer exists.</param>
    /// <param name="PreviousStatus">How it stood before, or null where it did not exist, and of the flags that the list begins with.</param>
    /// <param name="On">The first day on which it stands so.</param>
    /// <param name="At">When it was recorded, or the start of the day in England that brought it.</param>
    public sealed record Change(string ChildId, string ObligationId, string Rule, Status? Status, Status? PreviousStatus, LocalDate On, Instant At) : IAboutOneChild
    {
        internal static Change Of(ChangeRow row) =>
            new(row.ChildId, row.ObligationId, row.Rule, StatusOf(row.Status), StatusOf(row.PreviousStatus), row.On, row.At);

        private static Status? StatusOf(string? word) => word is null ? null : Words.Statuses.Find(word);
    }

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<Response>("/v1/changes", [afterParameter, Query.Limit], asked => new Request(asked.Query.MaybeOne(afterParameter), asked.Query.Maybe(Query.Limit) ?? 50))
            .For(RouteAccess.Integrate)
            .ProducesProblems(410)
            .WithName("ListChanges")
            .WithTags("Changes")
            .WithSummary("What has changed about flags since a cursor")
            .WithDescription("Each change of a flag's status once, in the order in which they came about: those that were recorded, those that a day brought (a due date passed), and those of a new policy. Whoever sends next of the answer before as after misses none, however long it waits between; fewer items than limit say that there is nothing more for now. Without after it begins with every flag open now, with previousStatus null. Changes are kept for 90 days unless the operator says otherwise: a cursor older than that is answered with 410, and one begins anew without after.");

    /// <summary>Brings the changes up to date where a day has gone by, then reads on.</summary>
    internal sealed class Handler(ChangeRecords changes, ChangesUpToDate upToDate, Visible visible, Caller caller) : IRequestHandler<Request, Result<Response>>
    {
        public async Task<Result<Response>> Handle(Request request, CancellationToken cancellationToken)
        {
            await upToDate.EnsureAsync(caller.AuthorityId, cancellationToken);
            return await changes.ReadAsync(visible, caller.AuthorityId, request.After, request.Limit, cancellationToken) is { } slice
                ? new Response([.. slice.Changes.Select(Change.Of)], ChangeCursor.Of(slice.Place))
                : new CursorTooOld();
        }
    }
}
