using System.Text.Json.Serialization;
using ChildJourney.Api.Features.Flags;
using ChildJourney.Api.Features.Summary;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Figures;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Features.Exceptions;

/// <summary>The exception report of a month: what missed its target, by how much, in which team, and the children behind it.</summary>
public sealed class ListExceptions : IUseCase
{
    private const string ListName = "exceptions";

    private static readonly QueryParameter<YearMonth> periodParameter = new(
        "period",
        "The month; the last full month before asOf where it is left out.",
        new FieldSchema("string", "a month such as 2026-10") { Pattern = "^[0-9]{4}-(0[1-9]|1[0-2])$" },
        text => YearMonthPattern.Iso.Parse(text).TryGetValue(default, out var month) && month.OnDayOfMonth(1) > InputDates.First && month.OnDayOfMonth(1) < InputDates.Last && text.Length == 7 ? month : null);

    private static readonly QueryList<string> teamParameter = Query.Codes("team", "Of children whom one of these teams held on the due date; none: whom no team held.");

    /// <summary>Which report.</summary>
    /// <param name="Month">The month.</param>
    /// <param name="AsOf">The day asked about.</param>
    /// <param name="Holders">Of children who were held so on the due date.</param>
    /// <param name="Page">How much of the items.</param>
    public sealed record Request(YearMonth Month, LocalDate AsOf, WhenDue Holders, PageRequest Page) : IRequest<Result<Response>>;

    /// <summary>The report.</summary>
    /// <param name="Period">The month.</param>
    /// <param name="From">Its first day.</param>
    /// <param name="To">Its last day.</param>
    /// <param name="OverdueOn">The day on which openAtEnd says what was still overdue: the month's last, or asOf while the month lasts.</param>
    /// <param name="Rules">The rules that missed their target, those that missed it by most events first; then duties of law without a target of which something was late.</param>
    /// <param name="TargetsReached">The rules that reached their target.</param>
    /// <param name="NothingDue">The rules with a target of which nothing was due.</param>
    /// <param name="Items">The obligations behind it, the oldest due date first: late in the month, or still overdue at its end however old.</param>
    /// <param name="Next">The cursor of the next page, or null on the last.</param>
    public sealed record Response(
        string Period,
        LocalDate From,
        LocalDate To,
        LocalDate OverdueOn,
        IReadOnlyList<RuleShortfall> Rules,
        IReadOnlyList<string> TargetsReached,
        IReadOnlyList<string> NothingDue,
        IReadOnlyList<Item> Items,
        string? Next) : IPage, IAboutSomeChildren
    {
        /// <summary>How many items there are on all pages, where count=true asked for it.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public int? Count { get; init; }

        /// <summary>What was looked at, on the first page.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public Evaluated? Evaluated { get; init; }

        IEnumerable<string> IAboutSomeChildren.ChildIds => Items.Select(item => item.ChildId);

        void IPage.WriteCsv(TextWriter writer) => Csv.Write(Items, writer);
    }

    /// <summary>An obligation that was late.</summary>
    /// <param name="ChildId">The child.</param>
    /// <param name="ObligationId">The obligation.</param>
    /// <param name="Rule">The rule.</param>
    /// <param name="Level">What a breach means: law, guidance, or the authority's own standard.</param>
    /// <param name="DueOn">The due date.</param>
    /// <param name="Status">How it stands on asOf; where its due date has moved since, how it stood on overdueOn.</param>
    /// <param name="DaysLate">Days past the due date: until that day, or until it was met or ended.</param>
    /// <param name="MetOn">The day it was met, or null.</param>
    /// <param name="LateInPeriod">Whether it fell due in the month and was late, under one of the rules named.</param>
    /// <param name="OpenAtEnd">Whether it was still overdue on overdueOn, whenever it fell due and whatever the rule.</param>
    /// <param name="Team">The team that held the child on the due date.</param>
    /// <param name="SocialWorker">The social worker who held the child on the due date.</param>
    /// <param name="Iro">The independent reviewing officer of the child on the due date.</param>
    public sealed record Item(
        string ChildId,
        string ObligationId,
        string Rule,
        string Level,
        LocalDate DueOn,
        Status Status,
        int DaysLate,
        LocalDate? MetOn,
        bool LateInPeriod,
        bool OpenAtEnd,
        string? Team,
        string? SocialWorker,
        string? Iro) : IAboutOneChild;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<Response>("/v1/exceptions", [periodParameter, Query.AsOf, teamParameter, .. PageRequest.Parameters], RequestOf)
            .For(RouteAccess.ReadChildren)
            .ProducesProblems(422)
            .WithName("ListExceptions")
            .WithTags("Figures")
            .WithSummary("A month's exception report")
            .WithDescription(
                "For those who answer for quality: the rules that missed their target in the month and by how much, beside the month before and the same month a year before, the teams below the target, "
                + "and the obligations behind it. Where no target is set, every duty of law that was late is an exception. What was still overdue at the month's end is listed too, of whatever rule and age, the oldest first. "
                + "Figures belong to the team that held the child on the due date.");

    private static Request RequestOf(Asked asked)
    {
        var month = asked.Query.Maybe(periodParameter) ?? asked.AsOf.ToYearMonth().PlusMonths(-1);
        if (month.OnDayOfMonth(1) > asked.AsOf)
        {
            asked.Problems.Add(new InputProblem(periodParameter.Name, "a month that has begun by asOf", Impossible: true));
        }

        return new Request(month, asked.AsOf, new WhenDue(asked.Query.All(teamParameter), [], []), asked.Page(ListName, CursorKey.Date, CursorKey.Text, CursorKey.Text, CursorKey.Number));
    }

    /// <summary>Makes the report.</summary>
    internal sealed class Handler(FigureRecords records, Visible visible, IClock clock, Generation generation) : IRequestHandler<Request, Result<Response>>
    {
        public async Task<Result<Response>> Handle(Request request, CancellationToken cancellationToken)
        {
            var span = Span.Of(request.Month);
            var overdueOn = LocalDate.Min(span.To, request.AsOf);
            var (rules, reached, nothingDue) = await new ExceptionFigures(records, generation).InAsync(request.Month, request.AsOf, request.Holders, cancellationToken);
            var children = await new HolderFilter(request.Holders.Teams, [], []).ChildrenOfNamedAsync(visible, day: null, cancellationToken);
            var (late, open) = (Late(request, children, span, rules), Open(request, children, overdueOn));
            var rows = Merge(
                await After(late, request.Page.Cursor).Take(request.Page.Limit + 1).ToListAsync(cancellationToken),
                await After(open, request.Page.Cursor).Take(request.Page.Limit + 1).ToListAsync(cancellationToken),
                request.Page.Limit + 1);
            var named = rules.ToDictionary(rule => rule.Rule, rule => rule.Target is null, StringComparer.Ordinal);
            var page = request.Page.Page(
                rows,
                row => new Cursor(ListName, LocalDatePattern.Iso.Format(row.DueOn!.Value), row.ChildId, row.ObligationId, FormattableString.Invariant($"{row.Stage}")),
                row => ItemOf(row, request.AsOf, overdueOn, row.DueOn >= span.From && row.DueOn <= span.To && named.TryGetValue(row.Rule, out var lawAlone) && (!lawAlone || row.Level == Law)));
            return new Response(
                YearMonthPattern.Iso.Format(request.Month), span.From, span.To, overdueOn, rules, reached, nothingDue, page.Items, page.Next)
            {
                Count = request.Page.Count ? await late.Union(open).CountAsync(cancellationToken) : null,
                Evaluated = request.Page.IsFirst ? await EvaluatedAsync(request, span, cancellationToken) : null,
            };
        }

        private static string Law { get; } = Words.Of(Domain.Obligations.Level.Regulation);

        /// <summary>What fell due in the month and was late, of the rules that are named.</summary>
        private IQueryable<ObligationRow> Late(Request request, IReadOnlyList<string>? children, Span span, IReadOnlyList<RuleShortfall> rules)
        {
            var ofTargets = rules.Where(rule => rule.Target is not null).Select(rule => rule.Rule).ToList();
            var ofLaw = rules.Where(rule => rule.Target is null).Select(rule => rule.Rule).ToList();
            return request.Holders.Apply(visible.Obligations(generation, children).DueWithin(span.From, span.To))
                .Where(row => ofTargets.Contains(row.Rule) || (ofLaw.Contains(row.Rule) && row.Level == Law))
                .InForce(request.AsOf).CountedOn(request.AsOf).Where(row => row.How == Counted.Late).Select(row => row.Row);
        }

        /// <summary>What was still overdue at the month's end.</summary>
        private IQueryable<ObligationRow> Open(Request request, IReadOnlyList<string>? children, LocalDate overdueOn) => request.Holders.Apply(visible.Obligations(generation, children))
            .InForce(overdueOn).WithStatus([Status.Overdue], overdueOn, clock.InEngland(), generation.Settings.Policy.DueSoonDays);

        private static IQueryable<ObligationRow> After(IQueryable<ObligationRow> rows, Cursor? after)
        {
            if (after is not null)
            {
                var (due, child, id, stage) = (after.Date(0), after.Keys[1], after.Keys[2], after.Number(3));
                rows = rows.Where(row => row.DueOn >= due && (row.DueOn > due || (row.DueOn == due && (string.Compare(row.ChildId, child) > 0
                    || (row.ChildId == child && (string.Compare(row.ObligationId, id) > 0 || (row.ObligationId == id && row.Stage > stage)))))));
            }

            return rows.OrderBy(row => row.DueOn).ThenBy(row => row.ChildId).ThenBy(row => row.ObligationId).ThenBy(row => row.Stage);
        }

        /// <summary>Both in the order of the page, each obligation once: either part is read in the order of an index, together they would be sorted whole.</summary>
        private static List<ObligationRow> Merge(IEnumerable<ObligationRow> late, IEnumerable<ObligationRow> open, int most) =>
        [
            .. late.Concat(open)
                .DistinctBy(row => (row.ChildId, row.ObligationId, row.Stage))
                .OrderBy(row => row.DueOn).ThenBy(row => row.ChildId, StringComparer.Ordinal).ThenBy(row => row.ObligationId, StringComparer.Ordinal).ThenBy(row => row.Stage)
                .Take(most),
        ];

        private static Item ItemOf(ObligationRow row, LocalDate asOf, LocalDate overdueOn, bool isOfNamed)
        {
            var dates = row.Dates();
            var day = row.IsInForce(asOf) ? asOf : overdueOn;
            return new Item(
                row.ChildId,
                row.ObligationId,
                row.Rule,
                row.Level,
                row.DueOn!.Value,
                dates.StatusOn(day, dueSoonDays: 0),
                dates.DaysOverdueOn(day, dueSoonDays: 0),
                row.MetOn <= day ? row.MetOn : null,
                isOfNamed && row.IsInForce(asOf) && row.CountedOn(asOf) == Counted.Late,
                row.IsInForce(overdueOn) && dates.StatusOn(overdueOn, dueSoonDays: 0) == Status.Overdue,
                row.TeamWhenDue,
                row.SocialWorkerWhenDue,
                row.IroWhenDue);
        }

        private async Task<Evaluated> EvaluatedAsync(Request request, Span span, CancellationToken cancellationToken) => new(
            await visible.CountLookedAfterAsync(request.AsOf, new HolderFilter(request.Holders.Teams, [], []), [], kept: null, cancellationToken),
            request.AsOf,
            clock.GetCurrentInstant(),
            await request.Holders.Apply(visible.Obligations(generation)).InForce(request.AsOf)
                .WithStatus([Status.CannotDetermine], request.AsOf, clock.InEngland(), generation.Settings.Policy.DueSoonDays)
                .CountAsync(row => row.OpensOn <= span.To, cancellationToken));
    }
}
