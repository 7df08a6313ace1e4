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
            var children = visible.Children;
            var asked = request.Indicators.Count == 0 ? signs : signs.Where(row => request.Indicators.Contains(row.Indicator));
            children = children.Where(child => asked.Any(row => row.AuthorityId == child.AuthorityId && row.ChildId == child.ChildId));
            var found = request.Holders.Find(children, visible, day);
            var care = visible.OfFound.SpansOn(day, SpanKinds.Care);
            var counted = found.Select(held => new
            {
                held.Row.ChildId,
                held.Team,
                held.SocialWorker,
                held.Iro,
                Signs = signs.Count(row => row.AuthorityId == held.Row.AuthorityId && row.ChildId == held.Row.ChildId),
                Since = care.Where(span => span.AuthorityId == held.Row.AuthorityId && span.ChildId == held.Row.ChildId).Select(span => (LocalDate?)span.FromOn).FirstOrDefault(),
            });
            if (request.Page.Cursor is { } after)
            {
                var (signsBefore, childBefore) = (after.Number(0), after.Keys[1]);
                counted = counted.Where(row => row.Signs < signsBefore || (row.Signs == signsBefore && string.Compare(row.ChildId, childBefore) > 0));
            }

            var rows = await counted
                .OrderByDescending(row => row.Signs)
                .ThenBy(row => row.ChildId)
                .Take(request.Page.Limit + 1)
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
    }
}
