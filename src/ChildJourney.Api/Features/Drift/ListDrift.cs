using ChildJourney.Api.Features.Flags;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Drift;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
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
            var day = request.AsOf;
            var visible = request.Holders.Of(all, day, clock.InEngland());
            var signs = visible.OfFound.Drift(generation).Where(row => row.FromOn <= day && (row.ToOn == null || row.ToOn > day));
            var care = visible.OfFound.SpansOn(day, SpanKinds.Care);
            var found = Found(visible, request, signs);

            // Who holds a child is looked up for those whom the page shows.
            var rows = await Shown(found, request.Page)
                .Join(visible.OfFound.Children.HeldOn(visible, day), row => row.ChildId, held => held.Row.ChildId, (row, held) => new
                {
                    row.ChildId,
                    row.Signs,
                    held.Team,
                    held.SocialWorker,
                    held.Iro,
                    Since = care.Where(span => span.AuthorityId == held.Row.AuthorityId && span.ChildId == held.Row.ChildId).Select(span => (LocalDate?)span.FromOn).FirstOrDefault(),
                })
                .OrderByDescending(row => row.Signs)
                .ThenBy(row => row.ChildId)
                .ToListAsync(cancellationToken);
            var ids = rows.Select(row => row.ChildId).ToList();

            // Put in order here: asked to do it, a database may go through the signs of all children in that order.
            var signsOf = (await signs.Where(row => ids.Contains(row.ChildId)).ToListAsync(cancellationToken)).ToLookup(row => row.ChildId);
            return request.Page.Page(
                rows,
                row => new Cursor(ListName, FormattableString.Invariant($"{row.Signs}"), row.ChildId),
                row => new Row(
                    row.ChildId,
                    row.Team,
                    row.SocialWorker,
                    row.Iro,
                    row.Since,
                    [.. signsOf[row.ChildId].OrderBy(sign => sign.Indicator, StringComparer.Ordinal).ThenBy(sign => sign.Number).Select(sign => IndicatorView.Of(sign, day))])) with
            {
                Count = request.Page.Count ? await found.CountAsync(cancellationToken) : null,
                Evaluated = request.Page.IsFirst
                    ? new Evaluated(await visible.CountLookedAfterAsync(day, request.Holders, [], cancellationToken), day, clock.GetCurrentInstant(), 0)
                    : null,
            };
        }

        /// <summary>The children asked about, each with how many signs are true.</summary>
        /// <remarks>
        /// Joined with the signs and counted once: asked of each child, they would be counted for each condition and for the order again.
        /// Each child with each sign, and then those that belong together: SQLite goes through the children first where it is put so.
        /// </remarks>
        private static IQueryable<AtRisk> Found(Visible visible, Request request, IQueryable<DriftRow> signs)
        {
            var found = request.Holders.Find(visible, request.AsOf)
                .SelectMany(_ => signs, (child, sign) => new { Child = child, Sign = sign })
                .Where(row => row.Sign.AuthorityId == row.Child.AuthorityId && row.Sign.ChildId == row.Child.ChildId)
                .GroupBy(row => row.Child.ChildId, row => row.Sign)
                .Select(ofChild => new AtRisk
                {
                    ChildId = ofChild.Key,
                    Signs = ofChild.Count(),
                    Asked = ofChild.Count(sign => request.Indicators.Contains(sign.Indicator)),
                });
            return request.Indicators.Count == 0 ? found : found.Where(child => child.Asked > 0);
        }

        /// <summary>Those of the page, and one more.</summary>
        private static IQueryable<AtRisk> Shown(IQueryable<AtRisk> found, PageRequest page)
        {
            if (page.Cursor is { } after)
            {
                var (signsBefore, childBefore) = (after.Number(0), after.Keys[1]);
                found = found.Where(row => row.Signs < signsBefore || (row.Signs == signsBefore && string.Compare(row.ChildId, childBefore) > 0));
            }

            return found.OrderByDescending(row => row.Signs).ThenBy(row => row.ChildId).Take(page.Limit + 1);
        }

        /// <summary>A child, how many signs are true of it, and how many of those asked about.</summary>
        private sealed record AtRisk
        {
            public required string ChildId { get; init; }

            public int Signs { get; init; }

            public int Asked { get; init; }
        }
    }
}
