using System.Text.Json.Serialization;
using ChildJourney.Api.Features.Flags;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Figures;
using ChildJourney.Infrastructure.Projection;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Features.Summary;

/// <summary>What fell due in a stretch of days and how much of it was on time, by rule, team, reviewing officer or social worker.</summary>
public sealed class GetSummary : IUseCase
{
    private const string ByEvent = "event";
    private const string ByChild = "child";
    private const int MostKeys = 2;

    private static readonly (string Text, FigureKey Key)[] keys = [("rule", FigureKey.Rule), ("team", FigureKey.Team), ("iro", FigureKey.Iro), ("socialWorker", FigureKey.SocialWorker)];
    private static readonly QueryParameter<LocalDate> fromParameter = Query.Date("from", "The first due date that counts; where it is left out, twelve months are counted, up to to.");
    private static readonly QueryParameter<LocalDate> toParameter = Query.Date("to", "The last due date that counts; asOf where it is left out.");
    private static readonly QueryList<string> groupByParameter = Query.AnyOf("groupBy", "What the figures are split by, two at most; rule where it is left out.", [.. keys.Select(key => key.Text)]);
    private static readonly QueryParameter<string> viewParameter = Query.OneOf("view", "Whether obligations are counted (event, where it is left out) or children (child): on time is then a child of whom nothing was late.", ByEvent, ByChild);
    private static readonly QueryList<string> ruleParameter = Query.AnyOf("rule", "Of these rules.", [.. RuleCatalogue.All.Select(rule => rule.Id)]);
    private static readonly QueryList<Level> levelParameter = Query.AnyOf("level", "Of these levels.", Words.Levels);
    private static readonly QueryList<string> teamParameter = Query.Codes("team", "Of children whom one of these teams held on the due date; none: whom no team held.");
    private static readonly QueryList<string> iroParameter = Query.Codes("iro", "Of children of these independent reviewing officers on the due date; none: without one.");
    private static readonly QueryList<string> socialWorkerParameter = Query.Codes("socialWorker", "Of children whom one of these social workers held on the due date; none: whom none held.");

    /// <summary>Which figures.</summary>
    /// <param name="AsOf">The day asked about.</param>
    /// <param name="KnownAt">From what had been recorded by then; null for now.</param>
    /// <param name="Span">The due dates that count.</param>
    /// <param name="By">What they are split by.</param>
    /// <param name="View">event or child.</param>
    /// <param name="Rules">Of these rules; none for all.</param>
    /// <param name="Levels">Of these levels; none for all.</param>
    /// <param name="Holders">Of children who were held so on the due date.</param>
    /// <param name="Page">How much of the list.</param>
    public sealed record Request(
        LocalDate AsOf,
        Instant? KnownAt,
        Span Span,
        IReadOnlyList<FigureKey> By,
        string View,
        IReadOnlyList<string> Rules,
        IReadOnlyList<Level> Levels,
        WhenDue Holders,
        PageRequest Page) : IRequest<Result<Response>>;

    /// <summary>The figures, in the order of their keys.</summary>
    /// <param name="From">The first due date that counts.</param>
    /// <param name="To">The last due date that counts.</param>
    /// <param name="ComparedWith">The stretch before, that previous is about.</param>
    /// <param name="View">event or child.</param>
    /// <param name="GroupBy">What the figures are split by.</param>
    /// <param name="Total">All together: of children, each counted once.</param>
    /// <param name="Items">The figures of each.</param>
    /// <param name="Next">The cursor of the next page, or null on the last.</param>
    public sealed record Response(
        LocalDate From, LocalDate To, Span ComparedWith, string View, IReadOnlyList<string> GroupBy, FigureView Total, IReadOnlyList<FigureView> Items, string? Next) : IPage, IAboutSomeChildren
    {
        /// <summary>How many items there are on all pages, where count=true asked for it.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public int? Count { get; init; }

        /// <summary>What was looked at, on the first page.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public Evaluated? Evaluated { get; init; }

        IEnumerable<string> IAboutSomeChildren.ChildIds => [];

        void IPage.WriteCsv(TextWriter writer) => Csv.Write(Items, writer);
    }

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<Response>(
                "/v1/summary",
                [
                    fromParameter, toParameter, groupByParameter, viewParameter, Query.AsOf, Query.KnownAt, ruleParameter, levelParameter, teamParameter, iroParameter, socialWorkerParameter,
                    .. PageRequest.Parameters,
                ],
                RequestOf)
            .For(RouteAccess.ReadChildren)
            .ProducesProblems(422)
            .MayTakeLong()
            .WithName("GetSummary")
            .WithTags("Figures")
            .WithSummary("How much was on time")
            .WithDescription(
                "What fell due from one day to another, as it stands on asOf: due is what has fallen due by then, and not what ended, was refused, was relaxed or cannot be determined, which stand beside it. "
                + "A figure belongs to the team, social worker and reviewing officer who held the child on the due date, even if another holds the child now; null is nobody. "
                + "Each is compared with the stretch before: of whole months as many months, of a school term the term before, otherwise as many days. "
                + "Items are in the order of their keys, never of their rates: the figures of one worker rest on few children, and are no ranking. "
                + "lateFlags leads to exactly the obligations behind late. knownAt answers from what had been recorded by that instant, which takes a while for many children.");

    private static string TextOf(FigureKey key) => keys.First(known => known.Key == key).Text;

    private static Request RequestOf(Asked asked)
    {
        var query = asked.Query;
        var to = query.Maybe(toParameter) ?? asked.AsOf;
        var span = query.Maybe(fromParameter) is { } from ? new Span(from, to) : Span.YearTo(to);
        if (span.From > span.To)
        {
            asked.Problems.Add(new InputProblem("to", "a day on or after from", Impossible: true));
        }

        var by = query.All(groupByParameter);
        by = by.Count > 0 ? by : ["rule"];
        if (by.Count > MostKeys || by.Distinct(StringComparer.Ordinal).Count() < by.Count)
        {
            asked.Problems.Add(new InputProblem("groupBy", "two at most, each once"));
        }

        return new Request(
            asked.AsOf,
            query.Maybe(Query.KnownAt),
            span,
            [.. by.Select(name => keys.First(key => key.Text == name).Key)],
            query.MaybeText(viewParameter) ?? ByEvent,
            query.All(ruleParameter),
            query.All(levelParameter),
            new WhenDue(query.All(teamParameter), query.All(iroParameter), query.All(socialWorkerParameter)),
            asked.Page("summary." + string.Join('.', by), CursorKey.Text, CursorKey.Text));
    }

    /// <summary>Counts.</summary>
    internal sealed class Handler(FigureRecords records, Visible visible, IClock clock, Generation generation) : IRequestHandler<Request, Result<Response>>
    {
        public async Task<Result<Response>> Handle(Request request, CancellationToken cancellationToken)
        {
            var before = request.Span.Before(generation.Settings.Policy.Terms);
            var question = new FigureQuestion(request.AsOf, request.Span.From, request.Span.To)
            {
                BeforeFrom = before.From,
                By = request.By,
                OfChildren = request.View == ByChild,
                Rules = request.Rules,
                Levels = [.. request.Levels.Select(Words.Of)],
                Holders = request.Holders,
            };
            var now = clock.GetCurrentInstant();
            var known = request.KnownAt < now ? await records.CountKnownAsync(generation, Questions(question), request.KnownAt.Value, cancellationToken) : null;
            var figures = known?.Figures ?? await CountAsync(Questions(question), cancellationToken);
            var links = known is null ? new FigureLinks(question) : null;
            var total = figures.Count > 1 ? figures[1].Of(default) : figures[0].Sum();
            var groups = figures[0].InOrder.ToList();
            var items = Page(request, groups);
            return new Response(
                request.Span.From,
                request.Span.To,
                before,
                request.View,
                [.. request.By.Select(key => TextOf(key))],
                FigureView.Of(null, total, Target(request.Rules), links),
                [.. items.Take(request.Page.Limit).Select(group => ViewOf(request, group.Key, group.Value, links))],
                items.Count > request.Page.Limit ? CursorOf(request, items[request.Page.Limit - 1].Key).ToString() : null)
            {
                Count = request.Page.Count ? groups.Count : null,
                Evaluated = request.Page.IsFirst
                    ? new Evaluated(
                        known?.LookedAfter ?? await visible.CountLookedAfterAsync(request.AsOf, new HolderFilter(request.Holders.Teams, request.Holders.Iros, request.Holders.SocialWorkers), [], kept: null, cancellationToken),
                        request.AsOf,
                        known is null ? now : request.KnownAt!.Value,
                        total.Now[Counted.CannotDetermine])
                    : null,
            };
        }

        /// <summary>Children are in several groups, so that those of all together are counted by themselves.</summary>
        private static List<FigureQuestion> Questions(FigureQuestion question) => question.OfChildren ? [question, question with { By = [] }] : [question];

        private async Task<IReadOnlyList<FigureTable>> CountAsync(List<FigureQuestion> questions, CancellationToken cancellationToken)
        {
            var tables = new List<FigureTable>();
            foreach (var question in questions)
            {
                tables.Add(await records.CountAsync(generation, question, cancellationToken));
            }

            return tables;
        }

        private FigureView ViewOf(Request request, FigureGroup group, Figure figure, FigureLinks? links)
        {
            var key = new KeyView(Of(FigureKey.Team), Of(FigureKey.Rule), Of(FigureKey.Iro), Of(FigureKey.SocialWorker));
            return FigureView.Of(key, figure, Target(key.Rule is { } rule ? [rule] : request.Rules), links);

            string? Of(FigureKey part) => request.By.Index().FirstOrDefault(by => by.Item == part, (-1, default)).Index switch
            {
                0 => group.First,
                1 => group.Second,
                _ => null,
            };
        }

        /// <summary>The target of the rules, where they share one.</summary>
        private decimal? Target(IReadOnlyList<string> rules)
        {
            var targets = rules.Select(rule => generation.Settings.Policy.Targets.TryGetValue(rule, out var target) ? target : (decimal?)null).Distinct().ToList();
            return targets is [var one] ? one : null;
        }

        private static List<KeyValuePair<FigureGroup, Figure>> Page(Request request, List<KeyValuePair<FigureGroup, Figure>> groups)
        {
            var after = request.Page.Cursor is { Keys: var last } ? new FigureGroup(Text(last[0]), Text(last[1])) : (FigureGroup?)null;
            var rest = after is { } group ? groups.Where(known => FigureTable.Order.Compare(known.Key, group) > 0) : groups;
            return [.. rest.Take(request.Page.Limit + 1)];

            static string? Text(string key) => key.Length == 0 ? null : key;
        }

        private static Cursor CursorOf(Request request, FigureGroup group) =>
            new("summary." + string.Join('.', request.By.Select(key => TextOf(key))), group.First ?? "", group.Second ?? "");
    }
}
