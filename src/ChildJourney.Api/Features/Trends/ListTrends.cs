using System.Text.Json.Serialization;
using ChildJourney.Api.Features.Flags;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Figures;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Features.Trends;

/// <summary>A measure by month or quarter.</summary>
public sealed class ListTrends : IUseCase
{
    private const string ListName = "trends";

    private static readonly QueryParameter<string> measureParameter = Query.OneOf(
        "measure",
        "What is measured: a rule, for its on-time rate, or children-in-care, entrants or leavers.",
        [TrendMeasures.InCare, TrendMeasures.Entrants, TrendMeasures.Leavers, .. RuleCatalogue.All.Where(rule => !rule.IsAlert).Select(rule => rule.Id)]).Required();

    private static readonly QueryParameter<string> intervalParameter = Query.OneOf("interval", "By month, where it is left out, or by calendar quarter.", TrendPeriods.Month, TrendPeriods.Quarter);
    private static readonly QueryParameter<LocalDate> fromParameter = Query.Date("from", "A day of the first period; where it is left out there are 12 months, or 8 quarters.");
    private static readonly QueryParameter<LocalDate> toParameter = Query.Date("to", "A day of the last period; the asOf day where it is left out. Periods that begin after the asOf day are not listed.");
    private static readonly QueryList<string> teamParameter = Query.Codes("team", "Of children whom one of these teams held on the day counted; none: whom no team held.");
    private static readonly QueryList<string> ageBandParameter = Query.AnyOf("ageBand", "Of children of one of these ages on the day counted.", AgeBands.All);
    private static readonly QueryList<string> byParameter = Query.AnyOf("by", "Split by team, by age band, or by both.", ["team", "ageBand"]);

    /// <summary>What is measured.</summary>
    /// <param name="Measure">A rule, or a measure of care.</param>
    /// <param name="Interval">month or quarter.</param>
    /// <param name="From">A day of the first period.</param>
    /// <param name="To">A day of the last period.</param>
    /// <param name="By">By what figures are split.</param>
    /// <param name="Teams">Of these teams; none for all.</param>
    /// <param name="AgeBands">Of these ages; none for all.</param>
    /// <param name="AsOf">The day asked about.</param>
    /// <param name="Page">How much of the list.</param>
    public sealed record Request(
        string Measure, string Interval, LocalDate From, LocalDate To, IReadOnlyList<string> By, IReadOnlyList<string> Teams, IReadOnlyList<string> AgeBands, LocalDate AsOf, PageRequest Page)
        : IRequest<Result<Response>>;

    /// <summary>A measure by period.</summary>
    /// <param name="Measure">What is measured.</param>
    /// <param name="Interval">month or quarter.</param>
    /// <param name="By">By what figures are split: team, ageBand; none for the whole.</param>
    /// <param name="Items">The figures, by period, team and age.</param>
    /// <param name="Next">The cursor of the next page, or null on the last.</param>
    public sealed record Response(string Measure, string Interval, IReadOnlyList<string> By, IReadOnlyList<TrendItem> Items, string? Next) : IPage, IAboutSomeChildren
    {
        IEnumerable<string> IAboutSomeChildren.ChildIds => [];

        /// <summary>How many items there are on all pages, where count=true asked for it.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public int? Count { get; init; }

        /// <summary>What was looked at, on the first page.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public Evaluated? Evaluated { get; init; }

        void IPage.WriteCsv(TextWriter writer) => Csv.Write(Items, writer);
    }

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<Response>(
                "/v1/trends",
                [measureParameter, intervalParameter, fromParameter, toParameter, byParameter, teamParameter, ageBandParameter, Query.AsOf, .. PageRequest.Parameters],
                RequestOf)
            .For(RouteAccess.ReadChildren)
            .ProducesProblems(422)
            .WithName("ListTrends")
            .WithTags("Figures")
            .WithSummary("A measure by month or quarter")
            .WithDescription(
                "Whole calendar months or quarters, the one that the asOf day lies in marked as running. "
                + "A rule: what fell due in the period and what of it was on time, by the team that held the child and the child's age on the due date. "
                + "children-in-care: looked after on the last day of the period, or on the asOf day while it is running. entrants: times that a period of care opened in it, or that a short break "
                + "turned into full care. leavers: times that care closed in it, by discharge, 18th birthday or death, with the team and the age of the last day looked after. "
                + "Short breaks (V3, V4) are counted apart; a child on remand is looked after. Unsplit, the children in care are those of the period before, and its entrants, less its leavers. "
                + "A child who came and left on one day was looked after on none. Figures that are split add up to the whole.");

    private static Request RequestOf(Asked asked)
    {
        var query = asked.Query;
        var interval = query.MaybeText(intervalParameter) ?? TrendPeriods.Month;
        var asOf = asked.AsOf;
        var (givenFrom, givenTo) = (query.Maybe(fromParameter), query.Maybe(toParameter));
        var to = givenTo ?? asOf;
        var from = givenFrom ?? TrendPeriods.UsualStart(interval, LocalDate.Min(to, asOf));
        if (givenFrom > givenTo)
        {
            asked.Problems.Add(new InputProblem(toParameter.Name, "a day on or after from", Impossible: true));
        }
        else if (from < TrendPeriods.Earliest || TrendPeriods.Count(interval, from, LocalDate.Min(to, asOf)) > TrendPeriods.Most)
        {
            asked.Problems.Add(new InputProblem(fromParameter.Name, $"a day from {PlainEnglish.Date(TrendPeriods.Earliest)} on, and at most {TrendPeriods.Most} periods"));
        }

        return new Request(
            query.MaybeText(measureParameter) ?? "", interval, from, to, query.All(byParameter), query.All(teamParameter), query.All(ageBandParameter), asOf,
            asked.Page(ListName, CursorKey.Date, CursorKey.Text, CursorKey.Number));
    }

    /// <summary>Counts, and makes the page.</summary>
    internal sealed class Handler(Visible visible, FigureRecords records, IClock clock, Generation generation) : IRequestHandler<Request, Result<Response>>
    {
        public async Task<Result<Response>> Handle(Request request, CancellationToken cancellationToken)
        {
            var asOf = request.AsOf;
            var split = new TrendSplit(request.By.Contains("team"), request.By.Contains("ageBand"), request.Teams, request.AgeBands);
            var periods = TrendPeriods.WithSixMonthsBefore(request.Interval, request.From, LocalDate.Min(request.To, asOf));
            var counting = new TrendCounting(visible, records, generation, periods, split, asOf);
            var figures = await (request.Measure switch
            {
                TrendMeasures.InCare => counting.InCareAsync(cancellationToken),
                TrendMeasures.Entrants => counting.EntrantsAsync(cancellationToken),
                TrendMeasures.Leavers => counting.LeaversAsync(cancellationToken),
                _ => counting.OfRuleAsync(request.Measure, cancellationToken),
            });
            var items = new TrendItems(request, split, periods, figures).All();
            var rest = request.Page.Cursor is { } after ? items.SkipWhile(item => !IsAfter(item, after)) : items;
            var page = request.Page.Page([.. rest.Take(request.Page.Limit + 1)], CursorOf, item => item);
            return new Response(request.Measure, request.Interval, [.. request.By.Distinct().OrderByDescending(by => by, StringComparer.Ordinal)], page.Items, page.Next)
            {
                Count = request.Page.Count ? items.Count : null,
                Evaluated = request.Page.IsFirst ? await EvaluatedAsync(request, counting, cancellationToken) : null,
            };
        }

        private static Cursor CursorOf(TrendItem item) =>
            new(ListName, LocalDatePattern.Iso.Format(item.From), item.Team ?? "", FormattableString.Invariant($"{AgeBands.PlaceOf(item.AgeBand)}"));

        private static bool IsAfter(TrendItem item, Cursor after)
        {
            var (period, team, band) = (after.Date(0), after.Keys[1], after.Number(2));
            var byTeam = (team.Length == 0, item.Team is null) switch
            {
                (true, true) => 0,
                (true, false) => -1,
                (false, true) => 1,
                _ => string.CompareOrdinal(item.Team, team),
            };
            return item.From > period || (item.From == period && (byTeam > 0 || (byTeam == 0 && AgeBands.PlaceOf(item.AgeBand) > band)));
        }

        private async Task<Evaluated> EvaluatedAsync(Request request, TrendCounting counting, CancellationToken cancellationToken)
        {
            var day = request.AsOf;
            var bands = request.AgeBands.Count == 0 ? [(From: (LocalDate?)null, To: (LocalDate?)null)] : request.AgeBands.Distinct().Select(band => AgeBands.Born(band, day)).ToList();
            var children = 0;
            foreach (var (bornFrom, bornTo) in bands)
            {
                var rows = visible.Children.With(visible, SpanKinds.Care, day);
                rows = bornFrom is { } first ? rows.Where(row => row.DateOfBirth >= first) : rows;
                rows = bornTo is { } last ? rows.Where(row => row.DateOfBirth <= last) : rows;
                children += await new HolderFilter(request.Teams, [], []).Apply(rows.HeldOn(visible, day)).CountAsync(cancellationToken);
            }

            var undetermined = TrendMeasures.IsRule(request.Measure)
                ? await counting.Obligations(request.Measure).WithStatus([Status.CannotDetermine], day, clock.InEngland(), generation.Settings.Policy.DueSoonDays).CountAsync(cancellationToken)
                : 0;
            return new Evaluated(children, day, clock.GetCurrentInstant(), undetermined);
        }
    }
}

/// <summary>The measures that are not rules.</summary>
internal static class TrendMeasures
{
    public const string InCare = "children-in-care";
    public const string Entrants = "entrants";
    public const string Leavers = "leavers";

    /// <summary>Whether it is a rule's on-time rate.</summary>
    public static bool IsRule(string measure) => measure is not (InCare or Entrants or Leavers);
}
