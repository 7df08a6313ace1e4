using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Retention;
using MediatR;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Features.Retention;

/// <summary>Until when children's records are kept, and which of them are no longer.</summary>
public sealed class ListRetention : IUseCase
{
    private const string ListName = "retention";
    private const string Keep = "keep";
    private const string Due = "due";
    private const string NoPeriod = "no-period";
    private const string WhyNoPeriod = "never looked after: the law sets no period";

    /// <summary>What has no period comes last.</summary>
    private static readonly LocalDate never = new(9999, 12, 31);

    private static readonly QueryList<string> childParameter = Query.Codes("childId", "Of these children, whatever their dates.");
    private static readonly QueryParameter<LocalDate> dueFromParameter = Query.Date("dueFrom", "Kept until that day or later.");
    private static readonly QueryParameter<LocalDate> dueToParameter = Query.Date("dueTo", "Kept until that day or earlier. Without dueFrom, dueTo, childId and status: a year after asOf.");

    private static readonly QueryList<string> statusParameter = Query.AnyOf(
        "status", "With one of these statuses: keep and due where it is left out, and with childId each. no-period: never looked after, so that the law sets none.", [Keep, Due, NoPeriod]);

    /// <summary>Which children.</summary>
    /// <param name="AsOf">The day asked about.</param>
    /// <param name="ChildIds">These children; none for all.</param>
    /// <param name="Statuses">With one of these statuses.</param>
    /// <param name="DueFrom">Kept until that day or later.</param>
    /// <param name="DueTo">Kept until that day or earlier.</param>
    /// <param name="Page">How much of the list.</param>
    public sealed record Request(LocalDate AsOf, IReadOnlyList<string> ChildIds, IReadOnlyList<string> Statuses, LocalDate? DueFrom, LocalDate? DueTo, PageRequest Page)
        : IRequest<Result<Page<Row>>>;

    /// <summary>A child, and until when the record is kept.</summary>
    /// <param name="ChildId">The child.</param>
    /// <param name="KeepUntil">The last day on which it is kept; null where the law sets no period.</param>
    /// <param name="Status">keep: that day has not passed; due: it has, and the record is to be erased unless something else has it kept; no-period: the law sets none.</param>
    /// <param name="Why">Why until then: the 75th birthday, or 15 years from a death before 18.</param>
    /// <param name="Citation">Where that is written; null where the law sets no period.</param>
    /// <param name="Version">The child's version, to be sent as If-Match when the record is erased.</param>
    public sealed record Row(string ChildId, LocalDate? KeepUntil, string Status, string Why, string? Citation, long Version) : IAboutOneChild;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<Page<Row>>(
                "/v1/retention",
                [childParameter, statusParameter, dueFromParameter, dueToParameter, Query.AsOf, .. PageRequest.Parameters],
                asked => new Request(
                    asked.AsOf,
                    asked.Query.All(childParameter),
                    asked.Query.All(statusParameter),
                    asked.Query.Maybe(dueFromParameter),
                    asked.Query.Maybe(dueToParameter),
                    asked.Page(ListName, CursorKey.Date, CursorKey.Text)))
            .For(RouteAccess.ReadAudit)
            .WithName("ListRetention")
            .WithTags("Retention")
            .WithSummary("Whose record is no longer kept, or soon")
            .WithDescription("A row a child, the earliest day first; without a filter those whose record is due, or will be within a year. The case record of a child who was looked after is kept until the 75th birthday, or for 15 years where the child died before 18 (Care Planning, Placement and Case Review (England) Regulations 2010, regulation 50). keepUntil is the last day on which it is kept: the day after, it is due. Other duties to keep a record are not known here: of an adoption the agency keeps its own for longer, and an inquiry or a court may have anything kept. The role administrator reads it of every child, the role quality of those it may see.");

    /// <summary>Reads the page.</summary>
    internal sealed class Handler(RetentionRecords records, Caller caller) : IRequestHandler<Request, Result<Page<Row>>>
    {
        public async Task<Result<Page<Row>>> Handle(Request request, CancellationToken cancellationToken)
        {
            var scope = caller.IsAny(Roles.Administrator) ? ChildScope.Everything(caller.AuthorityId) : caller.Scope;
            var rows = Chosen(request, await ReadAsync(scope, request, cancellationToken));
            var after = request.Page.Cursor is { } cursor ? (cursor.Date(0), cursor.Keys[1]) : ((LocalDate, string)?)null;
            var page = after is { } place ? rows.SkipWhile(row => Order(KeyOf(row), place) <= 0) : rows;
            return request.Page.Page([.. page.Take(request.Page.Limit + 1)], row => new Cursor(ListName, LocalDatePattern.Iso.Format(KeyOf(row).Day), row.ChildId), row => row) with
            {
                Count = request.Page.Count ? rows.Count : null,
            };
        }

        private async Task<IEnumerable<Row>> ReadAsync(ChildScope scope, Request request, CancellationToken cancellationToken)
        {
            var until = request.Statuses.Contains(NoPeriod) || request.ChildIds.Count > 0 ? null : LastDayOf(request);
            var children = await records.ReadAsync(scope, request.AsOf, request.ChildIds, until, cancellationToken);
            return children.Select(child => child.Period is { } period
                ? new Row(child.ChildId, period.KeepUntil, period.IsOver(request.AsOf) ? Due : Keep, period.Why, period.Citation.ToString(), child.Version)
                : new Row(child.ChildId, KeepUntil: null, NoPeriod, WhyNoPeriod, Citation: null, child.Version));
        }

        private static List<Row> Chosen(Request request, IEnumerable<Row> rows)
        {
            var (statuses, to) = (StatusesOf(request), LastDayOf(request));
            return
            [
                .. rows
                    .Where(row => statuses.Contains(row.Status) && !(row.KeepUntil < request.DueFrom) && !(row.KeepUntil > to))
                    .Where(row => row.KeepUntil is not null || (request.DueFrom is null && request.DueTo is null))
                    .OrderBy(row => KeyOf(row).Day)
                    .ThenBy(row => row.ChildId, StringComparer.Ordinal),
            ];
        }

        private static IReadOnlyList<string> StatusesOf(Request request) =>
            request.Statuses.Count > 0 ? request.Statuses : request.ChildIds.Count > 0 ? [Keep, Due, NoPeriod] : [Keep, Due];

        private static LocalDate? LastDayOf(Request request)
        {
            var isOpen = request.DueTo is not null || request.DueFrom is not null || request.ChildIds.Count > 0 || request.Statuses.Count > 0;
            return isOpen ? request.DueTo : request.AsOf.PlusYears(1);
        }

        private static (LocalDate Day, string ChildId) KeyOf(Row row) => (row.KeepUntil ?? never, row.ChildId);

        private static int Order((LocalDate Day, string ChildId) one, (LocalDate Day, string ChildId) other) =>
            one.Day.CompareTo(other.Day) is not 0 and var byDay ? byDay : string.CompareOrdinal(one.ChildId, other.ChildId);
    }
}
