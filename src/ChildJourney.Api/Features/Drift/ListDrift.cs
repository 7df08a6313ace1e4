using ChildJourney.Api.Features.Flags;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Drift;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using ChildJourney.Infrastructure.Questions;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Api.Features.Drift;

/// <summary>Which children are at risk of drift, and why: those with most signs of it first.</summary>
public sealed class ListDrift : IUseCase
{
    private const string ListName = "drift";

    private static readonly QueryList<string> indicatorParameter = Query.AnyOf(
        "indicator", "Children of whom one of these is true; their other indicators stay in view.", [.. DriftCatalogue.All.Select(indicator => indicator.Id)]);

    /// <summary>Which children.</summary>
    /// <param name="AsOf">The day asked about.</param>
    /// <param name="Indicators">Of whom one of these is true; none for any.</param>
    /// <param name="Holders">Who are held so.</param>
    /// <param name="Page">How much of the list.</param>
    public sealed record Request(LocalDate AsOf, IReadOnlyList<string> Indicators, HolderFilter Holders, PageRequest Page) : IRequest<Result<Page<Row>>>;

    /// <summary>A child at risk of drift.</summary>
    /// <param name="ChildId">The child.</param>
    /// <param name="Team">The team that holds the child on the day.</param>
    /// <param name="SocialWorker">The social worker who holds the child on the day.</param>
    /// <param name="Iro">The independent reviewing officer of the child on the day.</param>
    /// <param name="LookedAfterSince">The first day of the period of care.</param>
    /// <param name="Indicators">The signs of drift that are true.</param>
    public sealed record Row(string ChildId, string? Team, string? SocialWorker, string? Iro, LocalDate? LookedAfterSince, IReadOnlyList<IndicatorView> Indicators) : IAboutOneChild;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<Page<Row>>(
                "/v1/drift",
                [Query.AsOf, indicatorParameter, .. HolderFilter.Parameters, .. PageRequest.Parameters],
                asked => new Request(asked.AsOf, asked.Query.All(indicatorParameter), HolderFilter.From(asked.Query), asked.Page(ListName, CursorKey.Number, CursorKey.Text)))
            .For(RouteAccess.ReadChildren)
            .WithName("ListDrift")
            .WithTags("Drift")
            .WithSummary("Children at risk of drift")
            .WithDescription("A row a child with its indicators, each with its reason in words; most indicators first. Children without any are not listed.");

    /// <summary>Reads the page.</summary>
    internal sealed class Handler(Visible all, IClock clock, Generation generation) : IRequestHandler<Request, Result<Page<Row>>>
    {
        public async Task<Result<Page<Row>>> Handle(Request request, CancellationToken cancellationToken)
        {
            var day = Given.Day(request.AsOf);
            var visible = request.Holders.Of(all, day.Value, clock.InEngland());
            var place = request.Page.Cursor is { } after ? new Place(after) : null;
            var kept = request.Indicators.Count == 0
                ? request.Holders.KeptAs(visible, generation, (nameof(ListDrift), request.Page.IsFirst), [day, Given.Most(request.Page.Limit + 1), .. place?.Values ?? []])
                : null;
            var rows = await visible.ReadAsync(kept, Shown, cancellationToken);

            // Put in order here: asked to do it, a database may go through the signs of all children in that order.
            var ids = Given.Children([.. rows.Select(row => row.ChildId)]);
            var signs = await visible.ReadAsync(
                kept?.With(ids),
                () => Signs(visible, day).Where(row => ids.Value.Contains(row.ChildId)).Select(row => new { row.ChildId, row.Indicator, row.Number, row.SinceOn, row.Severity, row.Because, row.Figures }),
                cancellationToken);
            var signsOf = signs.OrderBy(sign => sign.Indicator, StringComparer.Ordinal).ThenBy(sign => sign.Number).ToLookup(
                sign => sign.ChildId,
                sign => IndicatorView.Of(sign.Indicator, sign.SinceOn, sign.Severity, sign.Because, sign.Figures, day.Value));
            return request.Page.Page(
                rows,
                row => new Cursor(ListName, FormattableString.Invariant($"{row.Signs}"), row.ChildId),
                row => new Row(
                    row.ChildId,
                    row.Team,
                    row.SocialWorker,
                    row.Iro,
                    row.Since,
                    [.. signsOf[row.ChildId]])) with
            {
                Count = request.Page.Count ? await Counted(visible, request, day).CountAsync(cancellationToken) : null,
                Evaluated = request.Page.IsFirst
                    ? new Evaluated(await visible.CountLookedAfterAsync(day, request.Holders, [], kept, cancellationToken), day.Value, clock.GetCurrentInstant(), 0)
                    : null,
            };

            // Who holds a child is looked up for those whom the page shows.
            IQueryable<AtRisk> Shown()
            {
                var care = visible.OfFound.SpansOn(day, SpanKinds.Care);
                var shown = After(Counted(visible, request, day), place).OrderByDescending(row => row.Signs).ThenBy(row => row.ChildId).Take(request.Page.Limit + 1);
                return shown
                    .Join(visible.OfFound.Children.HeldOn(visible, day), row => row.ChildId, held => held.Row.ChildId, (row, held) => new AtRisk
                    {
                        ChildId = row.ChildId,
                        Signs = row.Signs,
                        Team = held.Team,
                        SocialWorker = held.SocialWorker,
                        Iro = held.Iro,
                        Since = care.Where(span => span.AuthorityId == held.Row.AuthorityId && span.ChildId == held.Row.ChildId).Select(span => (LocalDate?)span.FromOn).FirstOrDefault(),
                    })
                    .OrderByDescending(row => row.Signs)
                    .ThenBy(row => row.ChildId);
            }
        }

        /// <summary>The signs that are true on the day.</summary>
        private IQueryable<DriftRow> Signs(Visible visible, Given<LocalDate> day) =>
            visible.OfFound.Drift(generation).Where(row => row.FromOn <= day.Value && (row.ToOn == null || row.ToOn > day.Value));

        /// <summary>The children asked about, each with how many signs are true.</summary>
        /// <remarks>
        /// Joined with the signs and counted once: asked of each child, they would be counted for each condition and for the order again.
        /// Each child with each sign, and then those that belong together: SQLite goes through the children first where it is put so.
        /// </remarks>
        private IQueryable<AtRisk> Counted(Visible visible, Request request, Given<LocalDate> day)
        {
            var signs = Signs(visible, day);
            var ofChildren = request.Holders.Find(visible, day)
                .SelectMany(_ => signs, (child, sign) => new { Child = child, Sign = sign })
                .Where(row => row.Sign.AuthorityId == row.Child.AuthorityId && row.Sign.ChildId == row.Child.ChildId)
                .GroupBy(row => row.Child.ChildId, row => row.Sign.Indicator);
            var asked = request.Indicators.Count == 0 ? ofChildren : ofChildren.Where(ofChild => ofChild.Count(indicator => request.Indicators.Contains(indicator)) > 0);
            return asked.Select(ofChild => new AtRisk { ChildId = ofChild.Key, Signs = ofChild.Count() });
        }

        private static IQueryable<AtRisk> After(IQueryable<AtRisk> counted, Place? place) => place is null
            ? counted
            : counted.Where(row => row.Signs < place.Signs.Value || (row.Signs == place.Signs.Value && string.Compare(row.ChildId, place.Child.Value) > 0));

        /// <summary>The place in the order after which a page begins.</summary>
        private sealed class Place(Cursor after)
        {
            public Given<int> Signs { get; } = Given.Of("afterSigns", after.Number(0));

            public Given<string> Child { get; } = Given.Of("afterChild", after.Keys[1]);

            public IReadOnlyList<Given> Values => [Signs, Child];
        }

        /// <summary>A child, how many signs are true of it, and, of a child that is shown, who holds it.</summary>
        private sealed record AtRisk
        {
            public required string ChildId { get; init; }

            public int Signs { get; init; }

            public string? Team { get; init; }

            public string? SocialWorker { get; init; }

            public string? Iro { get; init; }

            public LocalDate? Since { get; init; }
        }
    }
}
