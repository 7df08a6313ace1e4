using System.Text.Json;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Audit;
using ChildJourney.Infrastructure.Mapping;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Features.Audit;

/// <summary>Who looked at what is known of a child, or changed it.</summary>
public sealed class ListAudit : IUseCase
{
    private const string ListName = "audit";

    private static readonly QueryParameter<string> childParameter = new QueryParameter<string>(
        "childId",
        "The child; required.",
        new FieldSchema("string", Identifiers.ChildExpectation) { Pattern = Identifiers.ChildPattern },
        text => Identifiers.IsChild(text) ? text : null).Required();

    private static readonly QueryParameter<Instant> fromParameter = Query.Instant("from", "At that instant or after.");
    private static readonly QueryParameter<Instant> toParameter = Query.Instant("to", "At that instant or before.");

    /// <summary>Which rows.</summary>
    /// <param name="ChildId">About this child.</param>
    /// <param name="From">At that instant or after; null for all.</param>
    /// <param name="To">At that instant or before; null for all.</param>
    /// <param name="Page">How much of the list.</param>
    public sealed record Request(string ChildId, Instant? From, Instant? To, PageRequest Page) : IRequest<Result<Page<Row>>>, IAboutOneChild;

    /// <summary>One read or write about the child.</summary>
    /// <param name="At">When.</param>
    /// <param name="By">Who: the worker's code, or the subject of the token.</param>
    /// <param name="Operation">What was done: the operation's id in this description, or ImportReturn for the command line's import.</param>
    /// <param name="Children">How many children it was about. The others are not named here.</param>
    /// <param name="Source">The network address it came from, or the command line.</param>
    /// <param name="Status">The HTTP status of the answer: from 400 on it was refused.</param>
    /// <param name="Reason">The reason given for opening restricted records, or null.</param>
    public sealed record Row(Instant At, string By, string Operation, int Children, string Source, int Status, string? Reason);

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<Page<Row>>(
                "/v1/audit",
                [childParameter, fromParameter, toParameter, .. PageRequest.Parameters],
                asked => new Request(
                    asked.Query.MaybeText(childParameter) ?? "",
                    asked.Query.Maybe(fromParameter),
                    asked.Query.Maybe(toParameter),
                    asked.Page(ListName, CursorKey.Instant, CursorKey.Text, CursorKey.LongNumber)))
            .ProducesProblems(404)
            .For(RouteAccess.ReadAudit)
            .WithName("ListAudit")
            .WithTags("Audit")
            .WithSummary("Who looked at a child's records or changed them")
            .WithDescription("Newest first. Nothing can be changed or removed here. The role administrator reads it of any child, the role quality of those it may see. This read is written to the log too.");

    /// <summary>Reads the page.</summary>
    internal sealed class Handler(AuditLog log, Visible visible, Caller caller) : IRequestHandler<Request, Result<Page<Row>>>
    {
        public async Task<Result<Page<Row>>> Handle(Request request, CancellationToken cancellationToken)
        {
            if (!caller.IsAny(Roles.Administrator) && !await visible.Children.AnyAsync(child => child.ChildId == request.ChildId, cancellationToken))
            {
                return new NotFound($"child {request.ChildId}");
            }

            var question = new AuditQuestion(caller.AuthorityId, request.ChildId, request.From, request.To);
            var after = request.Page.Cursor is { } cursor ? new AuditPlace(cursor.Instant(0), cursor.Keys[1], cursor.LongNumber(2)) : null;
            var rows = await log.NewestAsync(question, after, request.Page.Limit + 1, cancellationToken);
            return request.Page.Page(rows, CursorOf, RowOf) with
            {
                Count = request.Page.Count ? await log.CountAsync(question, cancellationToken) : null,
            };
        }

        private static Cursor CursorOf(AuditRow row) =>
            new(ListName, InstantPattern.ExtendedIso.Format(row.At), row.Chain, FormattableString.Invariant($"{row.Number}"));

        private static Row RowOf(AuditRow row) =>
            new(row.At, row.By, row.Operation, JsonSerializer.Deserialize<string[]>(row.Children)!.Length, row.Source, row.Status, row.Reason);
    }
}
