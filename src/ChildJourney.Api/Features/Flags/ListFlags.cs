using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Figures;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using ChildJourney.Infrastructure.Questions;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Features.Flags;

/// <summary>Obligations across children: what is overdue, due soon, missed, met.</summary>
public sealed class ListFlags : IUseCase
{
    /// <summary>The name of the parameter about what the law relaxed.</summary>
    internal const string RelaxedName = "relaxed";

    private static readonly QueryParameter<bool> relaxedParameter = Query.Flag(RelaxedName, "true: only what the law relaxed; false: all but that, as figures of what was on time leave it out.");
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
    /// <param name="WhenDue">Of children who were held so on the due date.</param>
    /// <param name="Relaxed">Whether the law relaxed it; null for all.</param>
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
        WhenDue WhenDue,
        bool? Relaxed,
        string Order,
        PageRequest Page) : IRequest<Result<Page<Flag>>>, IAboutSomeChildren
    {
        IEnumerable<string> IAboutSomeChildren.ChildIds => Children;

        /// <summary>Whether whom the named hold is to be found first: what is open today of a team or a reviewing officer has an index.</summary>
        internal bool ChildrenAreToldBy(LocalDate today) =>
            AsOf < today || !Statuses.All(status => status.IsOpen()) || (Holders.Teams.Count == 0 && Holders.Iros.Count == 0);

        /// <summary>Whether, but for time, nothing narrows it.</summary>
        internal bool IsOfAll => Holders.IsEmpty && IsOfHolders;

        /// <summary>Whether nothing narrows it, but for time and who holds the children.</summary>
        private bool IsOfHolders => Rules.Count == 0 && Levels.Count == 0 && Children.Count == 0 && WhenDue.IsEmpty && Relaxed is null;

        /// <summary>As which the question is kept; null where more narrows it than who holds the children, or they are told one by one.</summary>
        internal KeptAs? KeptAs(Visible visible, Generation generation, Given<LocalDate> day, LocalDate today, IReadOnlyList<string>? children) =>
            IsOfHolders && DueFrom is null && DueTo is null && Order == FlagOrder.ByDue && children is null
                ? Holders.KeptAs(
                    visible,
                    generation,
                    (nameof(ListFlags), string.Join(',', Statuses), AsOf < today, FlagOrder.KindOf(Page.Cursor)),
                    [day, Given.Soon(day, generation.Settings.Policy.DueSoonDays), Given.Most(Page.Limit + 1), .. FlagOrder.Place(Page.Cursor)])
                : null;
    }

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<Page<Flag>>(
                "/v1/flags",
                [Query.AsOf, statusParameter, ruleParameter, levelParameter, childParameter, dueFromParameter, dueToParameter, .. HolderFilter.Parameters, .. WhenDueFilter.Parameters, relaxedParameter, sortParameter, .. PageRequest.Parameters],
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
            WhenDueFilter.From(query),
            query.Maybe(relaxedParameter),
            order,
            asked.Page("flags." + order, CursorKey.Date, CursorKey.Number, CursorKey.Text, CursorKey.Text));
    }

    /// <summary>Reads the page.</summary>
    internal sealed class Handler(Visible all, IClock clock, Generation generation) : IRequestHandler<Request, Result<Page<Flag>>>
    {
        public async Task<Result<Page<Flag>>> Handle(Request request, CancellationToken cancellationToken)
        {
            var (asOf, dueSoonDays) = (request.AsOf, generation.Settings.Policy.DueSoonDays);
            var (day, today) = (Given.Day(asOf), clock.InEngland());
            var visible = request.Holders.Of(all, asOf, today);
            var children = request.ChildrenAreToldBy(today) ? await request.Holders.ChildrenOfNamedAsync(visible, asOf, cancellationToken) : null;
            var kept = request.KeptAs(visible, generation, day, today, children);
            var rows = await FlagOrder.ReadAsync(visible, Found, request, kept, cancellationToken);
            return request.Page.Page(
                rows,
                row => FlagOrder.CursorOf(row.Row, request.Order, asOf),
                row => Flag.Of(row.Row, asOf, dueSoonDays, row.Holders)) with
            {
                Count = request.Page.Count ? await Found().CountAsync(cancellationToken) : null,
                Evaluated = request.Page.IsFirst ? await EvaluatedAsync(visible, request, day, today, children, kept, cancellationToken) : null,
            };

            IQueryable<Held<ObligationRow>> Found()
            {
                var found = Scope(visible, request, day, children).WithStatus(request.Statuses, day, today, dueSoonDays);
                found = request.DueFrom is { } from ? found.Where(row => row.DueOn >= from) : found;
                found = request.DueTo is { } to ? found.Where(row => row.DueOn <= to) : found;
                return request.Holders.Apply(found.HeldOn(visible, day, today));
            }
        }

        /// <summary>The stages in force, within every filter that does not ask about time.</summary>
        private IQueryable<ObligationRow> Scope(Visible visible, Request request, Given<LocalDate> day, IReadOnlyList<string>? children)
        {
            var levels = request.Levels.Select(Words.Of).ToList();
            var rows = request.WhenDue.Apply(visible.Obligations(generation, children).InForce(day));
            rows = request.Relaxed is { } isRelaxed ? rows.Where(row => (row.Relaxed != null) == isRelaxed) : rows;
            rows = request.Rules.Count == 0 ? rows : rows.WhereIn(row => row.Rule, request.Rules);
            rows = levels.Count == 0 ? rows : rows.WhereIn(row => row.Level, levels);
            return request.Children.Count == 0 ? rows : rows.WhereIn(row => row.ChildId, request.Children);
        }

        private async Task<Evaluated> EvaluatedAsync(
            Visible visible, Request request, Given<LocalDate> day, LocalDate today, IReadOnlyList<string>? children, KeptAs? kept, CancellationToken cancellationToken)
        {
            var (lookedAfter, undetermined) = request.IsOfAll && await visible.LookedAfterOnAsync(day.Value, cancellationToken) is { } known
                ? (known, (await visible.UndeterminedOnAsync(generation, day.Value, cancellationToken))!.Value)
                : await visible.CountLookedAfterAsync(generation, day, request.Holders, request.Children, Undetermined, kept, cancellationToken);
            return new Evaluated(lookedAfter, day.Value, clock.GetCurrentInstant(), undetermined);

            IQueryable<Held<ObligationRow>> Undetermined() => request.Holders.Apply(
                Scope(visible, request, day, children).WithStatus([Status.CannotDetermine], day, today, generation.Settings.Policy.DueSoonDays).HeldOn(visible, day, today));
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

    /// <summary>Reads the rows of a page, and one more.</summary>
    public static async Task<IReadOnlyList<Held<ObligationRow>>> ReadAsync(
        Visible visible, Func<IQueryable<Held<ObligationRow>>> rows, ListFlags.Request request, KeptAs? kept, CancellationToken cancellationToken)
    {
        var (after, most) = (request.Page.Cursor, request.Page.Limit + 1);
        switch (request.Order)
        {
            case ByChild:
                return await ByChildAfter(rows(), after).Take(most).ToListAsync(cancellationToken);
            case ByDaysOverdue:
                return await ByDaysOverdueAfter(rows(), after, request.AsOf).Take(most).ToListAsync(cancellationToken);
            default:
                // First those with a date, then those without: so each part stands in the order of an index, and only what the page shows is read.
                var page = after?.Date(0) == never ? [] : await visible.ReadAsync(kept, () => ByDueAfter(rows(), after).Take(most), cancellationToken);
                return page.Count == most || request.Statuses.All(status => status is Status.Overdue or Status.DueSoon)
                    ? page
                    : [.. page, .. (await visible.ReadAsync(kept?.Besides(nameof(Undated)), () => Undated(rows(), after).Take(most), cancellationToken)).Take(most - page.Count)];
        }
    }

    /// <summary>The place in the order of due dates after which a page begins; none for the first.</summary>
    public static IReadOnlyList<Given> Place(Cursor? after) => after is null ? [] : [Due(after), Child(after), Id(after)];

    /// <summary>Whether it is the first page, one among what has a date, or one beyond.</summary>
    public static (bool IsFirst, bool IsUndated) KindOf(Cursor? after) => (after is null, after?.Date(0) == never);

    private static Given<LocalDate> Due(Cursor after) => Given.Of("afterDue", after.Date(0));

    private static Given<string> Child(Cursor after) => Given.Of("afterChild", after.Keys[2]);

    private static Given<string> Id(Cursor after) => Given.Of("afterId", after.Keys[3]);

    private static IQueryable<Held<ObligationRow>> ByChildAfter(IQueryable<Held<ObligationRow>> rows, Cursor? after)
    {
        if (after is not null)
        {
            var (child, id) = (Child(after), Id(after));
            rows = rows.Where(row => string.Compare(row.Row.ChildId, child.Value) >= 0 && (row.Row.ChildId != child.Value || string.Compare(row.Row.ObligationId, id.Value) > 0));
        }

        return rows.OrderBy(row => row.Row.ChildId).ThenBy(row => row.Row.ObligationId);
    }

    private static IQueryable<Held<ObligationRow>> ByDaysOverdueAfter(IQueryable<Held<ObligationRow>> rows, Cursor? after, LocalDate asOf)
    {
        var asOfDay = ChildProjection.DayNumber(asOf);
        var counted = rows.Select(row => new
        {
            Held = row,
            Days = row.Row.MetOn <= asOf ? row.Row.DaysLate
                : row.Row.RefusedOn <= asOf ? 0
                : row.Row.EndedOn <= asOf ? row.Row.DaysLate
                : row.Row.DueDay < asOfDay ? asOfDay - row.Row.DueDay!.Value
                : 0,
        });
        if (after is not null)
        {
            var (days, child, id) = (after.Number(1), after.Keys[2], after.Keys[3]);
            counted = counted.Where(row => row.Days < days
                || (row.Days == days && (string.Compare(row.Held.Row.ChildId, child) > 0 || (row.Held.Row.ChildId == child && string.Compare(row.Held.Row.ObligationId, id) > 0))));
        }

        return counted.OrderByDescending(row => row.Days).ThenBy(row => row.Held.Row.ChildId).ThenBy(row => row.Held.Row.ObligationId).Select(row => row.Held);
    }

    private static IQueryable<Held<ObligationRow>> ByDueAfter(IQueryable<Held<ObligationRow>> rows, Cursor? after)
    {
        rows = rows.Where(row => row.Row.DueOn != null);
        if (after is not null)
        {
            // The first condition says no more than the second, and is what an index is entered by.
            var (date, child, id) = (Due(after), Child(after), Id(after));
            rows = rows.Where(row => row.Row.DueOn >= date.Value
                && (row.Row.DueOn > date.Value || string.Compare(row.Row.ChildId, child.Value) > 0 || (row.Row.ChildId == child.Value && string.Compare(row.Row.ObligationId, id.Value) > 0)));
        }

        return rows.OrderBy(row => row.Row.DueOn).ThenBy(row => row.Row.ChildId).ThenBy(row => row.Row.ObligationId);
    }

    private static IQueryable<Held<ObligationRow>> Undated(IQueryable<Held<ObligationRow>> rows, Cursor? after) =>
        ByChildAfter(rows.Where(row => row.Row.DueOn == null), after?.Date(0) == never ? after : null);

    public static Cursor CursorOf(ObligationRow row, string order, LocalDate asOf) => new(
        "flags." + order,
        LocalDatePattern.Iso.Format(row.DueOn ?? never),
        FormattableString.Invariant($"{row.Dates().DaysOverdueOn(asOf, dueSoonDays: 0)}"),
        row.ChildId,
        row.ObligationId);
}
