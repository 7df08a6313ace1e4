using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Features.Flags;

/// <summary>Obligations across children: what is overdue, due soon, missed, met.</summary>
public sealed class ListFlags : IUseCase
{
    private static readonly QueryList<Status> statusParameter = Query.AnyOf("status", "With one of these statuses on the asOf day; overdue where it is left out.", Words.Statuses);
    private static readonly QueryList<string> ruleParameter = Query.AnyOf("rule", "Of one of these rules.", [.. RuleCatalogue.All.Select(rule => rule.Id)]);
    private static readonly QueryList<Level> levelParameter = Query.AnyOf("level", "Of one of these levels.", Words.Levels);
    private static readonly QueryList<string> childParameter = Query.Codes("childId", "Of these children.");
    private static readonly QueryParameter<LocalDate> dueFromParameter = Query.Date("dueFrom", "Due on or after that day.");
    private static readonly QueryParameter<LocalDate> dueToParameter = Query.Date("dueTo", "Due on or before that day.");
    private static readonly QueryParameter<string> sortParameter = Query.OneOf("sort", "The order: dueOn (oldest first, where it is left out), -daysOverdue, or childId.", FlagOrder.ByDue, FlagOrder.ByDaysOverdue, FlagOrder.ByChild);

    /// <summary>Which obligations.</summary>
    /// <param name="AsOf">The day asked about.</param>
    /// <param name="Statuses">With one of these statuses.</param>
    /// <param name="Rules">Of one of these rules; none for all.</param>
    /// <param name="Levels">Of one of these levels; none for all.</param>
    /// <param name="Children">Of these children; none for all.</param>
    /// <param name="DueFrom">Due on or after that day.</param>
    /// <param name="DueTo">Due on or before that day.</param>
    /// <param name="Holders">Of children who are held so.</param>
    /// <param name="Order">The order.</param>
    /// <param name="Page">How much of the list.</param>
    public sealed record Request(
        LocalDate AsOf,
        IReadOnlyList<Status> Statuses,
        IReadOnlyList<string> Rules,
        IReadOnlyList<Level> Levels,
        IReadOnlyList<string> Children,
        LocalDate? DueFrom,
        LocalDate? DueTo,
        HolderFilter Holders,
        string Order,
        PageRequest Page) : IRequest<Result<Page<Flag>>>, IAboutSomeChildren
    {
        IEnumerable<string> IAboutSomeChildren.ChildIds => Children;
    }

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<Page<Flag>>(
                "/v1/flags",
                [Query.AsOf, statusParameter, ruleParameter, levelParameter, childParameter, dueFromParameter, dueToParameter, .. HolderFilter.Parameters, sortParameter, .. PageRequest.Parameters],
                asked => RequestOf(asked))
            .For(RouteAccess.ReadChildren)
            .WithName("ListFlags")
            .WithTags("Flags")
            .WithSummary("Obligations across children")
            .WithDescription("By default what is overdue today, the longest overdue first. evaluated, on the first page, says how many children were looked at.");

    private static Request RequestOf(Asked asked)
    {
        var query = asked.Query;
        var order = query.MaybeText(sortParameter) ?? FlagOrder.ByDue;
        return new Request(
            asked.AsOf,
            query.All(statusParameter) is { Count: > 0 } statuses ? statuses : [Status.Overdue],
            query.All(ruleParameter),
            query.All(levelParameter),
            query.All(childParameter),
            query.Maybe(dueFromParameter),
            query.Maybe(dueToParameter),
            HolderFilter.From(query),
            order,
            asked.Page("flags." + order, CursorKey.Date, CursorKey.Number, CursorKey.Text, CursorKey.Text));
    }

    /// <summary>Reads the page.</summary>
    internal sealed class Handler(Visible visible, IClock clock, Generation generation) : IRequestHandler<Request, Result<Page<Flag>>>
    {
        public async Task<Result<Page<Flag>>> Handle(Request request, CancellationToken cancellationToken)
        {
            var (asOf, dueSoonDays) = (request.AsOf, generation.Settings.Policy.DueSoonDays);
            var today = clock.InEngland();
            var scope = Scope(request);
            var found = scope.WithStatus(request.Statuses, asOf, today, dueSoonDays);
            found = request.DueFrom is { } from ? found.Where(row => row.DueOn >= from) : found;
            found = request.DueTo is { } to ? found.Where(row => row.DueOn <= to) : found;
            var held = request.Holders.Apply(found.HeldOn(visible, asOf, today));
            var page = FlagOrder.Apply(held, request.Order, request.Page.Cursor, asOf);
            var rows = await page.Take(request.Page.Limit + 1).ToListAsync(cancellationToken);
            return request.Page.Page(
                rows,
                row => FlagOrder.CursorOf(row.Row, request.Order, asOf),
                row => Flag.Of(row.Row, asOf, dueSoonDays, row.Holders)) with
            {
                Count = request.Page.Count ? await held.CountAsync(cancellationToken) : null,
                Evaluated = request.Page.IsFirst ? await EvaluatedAsync(request, scope, today, cancellationToken) : null,
            };
        }

        /// <summary>The stages in force, within every filter that does not ask about time.</summary>
        private IQueryable<ObligationRow> Scope(Request request)
        {
            var levels = request.Levels.Select(Words.Of).ToList();
            var rows = visible.Obligations(generation).InForce(request.AsOf);
            rows = request.Rules.Count == 0 ? rows : rows.Where(row => request.Rules.Contains(row.Rule));
            rows = levels.Count == 0 ? rows : rows.Where(row => levels.Contains(row.Level));
            return request.Children.Count == 0 ? rows : rows.Where(row => request.Children.Contains(row.ChildId));
        }

        private async Task<Evaluated> EvaluatedAsync(Request request, IQueryable<ObligationRow> scope, LocalDate today, CancellationToken cancellationToken)
        {
            var undetermined = scope.WithStatus([Status.CannotDetermine], request.AsOf, today, generation.Settings.Policy.DueSoonDays).HeldOn(visible, request.AsOf, today);
            return new Evaluated(
                await visible.CountLookedAfterAsync(request.AsOf, request.Holders, request.Children, cancellationToken),
                request.AsOf,
                clock.GetCurrentInstant(),
                await request.Holders.Apply(undetermined).CountAsync(cancellationToken));
        }
    }
}

/// <summary>The orders in which flags are listed.</summary>
internal static class FlagOrder
{
    public const string ByDue = "dueOn";
    public const string ByDaysOverdue = "-daysOverdue";
    public const string ByChild = "childId";

    /// <summary>What cannot be determined has no due date, and comes last.</summary>
    private static readonly LocalDate never = new(9999, 12, 31);

    public static IQueryable<Held<ObligationRow>> Apply(IQueryable<Held<ObligationRow>> rows, string order, Cursor? after, LocalDate asOf)
    {
        var (date, days, child, id) = after is null ? default : (after.Date(0), after.Number(1), after.Keys[2], after.Keys[3]);
        var asOfDay = ChildProjection.DayNumber(asOf);
        switch (order)
        {
            case ByChild:
                rows = after is null ? rows : rows.Where(row => string.Compare(row.Row.ChildId, child) > 0 || (row.Row.ChildId == child && string.Compare(row.Row.ObligationId, id) > 0));
                return rows.OrderBy(row => row.Row.ChildId).ThenBy(row => row.Row.ObligationId);
            case ByDaysOverdue:
                var counted = rows.Select(row => new
                {
                    Held = row,
                    Days = row.Row.MetOn <= asOf ? row.Row.DaysLate
                        : row.Row.RefusedOn <= asOf ? 0
                        : row.Row.EndedOn <= asOf ? row.Row.DaysLate
                        : row.Row.DueDay < asOfDay ? asOfDay - row.Row.DueDay!.Value
                        : 0,
                });
                counted = after is null ? counted : counted.Where(row => row.Days < days
                    || (row.Days == days && (string.Compare(row.Held.Row.ChildId, child) > 0 || (row.Held.Row.ChildId == child && string.Compare(row.Held.Row.ObligationId, id) > 0))));
                return counted.OrderByDescending(row => row.Days).ThenBy(row => row.Held.Row.ChildId).ThenBy(row => row.Held.Row.ObligationId).Select(row => row.Held);
            default:
                rows = after is null ? rows
                    : date == never ? rows.Where(row => row.Row.DueOn == null && (string.Compare(row.Row.ChildId, child) > 0 || (row.Row.ChildId == child && string.Compare(row.Row.ObligationId, id) > 0)))
                    : rows.Where(row => row.Row.DueOn == null || row.Row.DueOn > date
                        || (row.Row.DueOn == date && (string.Compare(row.Row.ChildId, child) > 0 || (row.Row.ChildId == child && string.Compare(row.Row.ObligationId, id) > 0))));
                return rows.OrderBy(row => row.Row.DueOn == null).ThenBy(row => row.Row.DueOn).ThenBy(row => row.Row.ChildId).ThenBy(row => row.Row.ObligationId);
        }
    }

    public static Cursor CursorOf(ObligationRow row, string order, LocalDate asOf) => new(
        "flags." + order,
        LocalDatePattern.Iso.Format(row.DueOn ?? never),
        FormattableString.Invariant($"{row.Dates().DaysOverdueOn(asOf, dueSoonDays: 0)}"),
        row.ChildId,
        row.ObligationId);
}
