using ChildJourney.Api.Features.Flags;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Api.Features.Children;

/// <summary>Lists children: who is looked after on a day, by whom, how and where.</summary>
public sealed class ListChildren : IUseCase
{
    private const string ListName = "children";

    private static readonly QueryParameter<bool> lookedAfterParameter = Query.Flag("lookedAfter", "Whether they are looked after on the asOf day; all where it is left out.");
    private static readonly QueryList<LegalStatus> legalStatusParameter = Query.AnyOf("legalStatus", "Under one of these legal statuses on the asOf day.", CodeLists.LegalStatuses);
    private static readonly QueryList<PlacementType> placementTypeParameter = Query.AnyOf("placementType", "In one of these placement types on the asOf day.", CodeLists.PlacementTypes);
    private static readonly QueryParameter<LocalDate> bornFromParameter = Query.Date("bornFrom", "Born on or after that day.");
    private static readonly QueryParameter<LocalDate> bornToParameter = Query.Date("bornTo", "Born on or before that day.");

    /// <summary>Which children.</summary>
    /// <param name="AsOf">The day asked about.</param>
    /// <param name="LookedAfter">Whether they are looked after; null for all.</param>
    /// <param name="LegalStatuses">Under one of these legal statuses; none for all.</param>
    /// <param name="PlacementTypes">In one of these placement types; none for all.</param>
    /// <param name="BornFrom">Born on or after that day.</param>
    /// <param name="BornTo">Born on or before that day.</param>
    /// <param name="Holders">Who are held so.</param>
    /// <param name="Page">How much of the list.</param>
    public sealed record Request(
        LocalDate AsOf,
        bool? LookedAfter,
        IReadOnlyList<LegalStatus> LegalStatuses,
        IReadOnlyList<PlacementType> PlacementTypes,
        LocalDate? BornFrom,
        LocalDate? BornTo,
        HolderFilter Holders,
        PageRequest Page) : IRequest<Result<Page<ChildView>>>;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<Page<ChildView>>(
                "/v1/children",
                [Query.AsOf, lookedAfterParameter, legalStatusParameter, placementTypeParameter, bornFromParameter, bornToParameter, .. HolderFilter.Parameters, .. PageRequest.Parameters],
                asked => new Request(
                    asked.AsOf,
                    asked.Query.Maybe(lookedAfterParameter),
                    asked.Query.All(legalStatusParameter),
                    asked.Query.All(placementTypeParameter),
                    asked.Query.Maybe(bornFromParameter),
                    asked.Query.Maybe(bornToParameter),
                    HolderFilter.From(asked.Query),
                    asked.Page(ListName, CursorKey.Text)))
            .For(RouteAccess.ReadChildren)
            .WithName("ListChildren")
            .WithTags("Children")
            .WithSummary("Children")
            .WithDescription("Ordered by id.");

    /// <summary>Reads the page.</summary>
    internal sealed class Handler(Visible visible, Generation generation) : IRequestHandler<Request, Result<Page<ChildView>>>
    {
        public async Task<Result<Page<ChildView>>> Handle(Request request, CancellationToken cancellationToken)
        {
            var found = request.Holders.Apply(Filter(request).HeldOn(visible, request.AsOf));
            var page = request.Page.Cursor is { } after ? found.Where(row => string.Compare(row.Row.ChildId, after.Keys[0]) > 0) : found;
            var rows = await page.OrderBy(row => row.Row.ChildId).Take(request.Page.Limit + 1).ToListAsync(cancellationToken);
            var views = await ViewsAsync(rows, request.AsOf, cancellationToken);
            return request.Page.Page(rows, row => new Cursor(ListName, row.Row.ChildId), row => views[row.Row.ChildId]) with
            {
                Count = request.Page.Count ? await found.CountAsync(cancellationToken) : null,
            };
        }

        private IQueryable<ChildRow> Filter(Request request)
        {
            var all = visible.Children;
            var inCare = all.With(visible, SpanKinds.Care, request.AsOf);
            var rows = request.LookedAfter switch
            {
                true => inCare,
                false => all.Where(row => !inCare.Any(other => other.AuthorityId == row.AuthorityId && other.ChildId == row.ChildId)),
                null => all,
            };
            rows = request.LegalStatuses.Count == 0 ? rows : rows.With(visible, SpanKinds.LegalStatus, request.AsOf, [.. request.LegalStatuses.Select(CodeLists.LegalStatuses.TextOf)]);
            rows = request.PlacementTypes.Count == 0 ? rows : rows.With(visible, SpanKinds.Placement, request.AsOf, [.. request.PlacementTypes.Select(CodeLists.PlacementTypes.TextOf)]);
            rows = request.BornFrom is { } from ? rows.Where(row => row.DateOfBirth >= from) : rows;
            return request.BornTo is { } to ? rows.Where(row => row.DateOfBirth <= to) : rows;
        }

        private async Task<Dictionary<string, ChildView>> ViewsAsync(IReadOnlyList<Held<ChildRow>> rows, LocalDate asOf, CancellationToken cancellationToken)
        {
            var ids = rows.Select(row => row.Row.ChildId).ToList();
            var stages = await visible.Obligations(generation)
                .Where(row => ids.Contains(row.ChildId))
                .InForce(asOf)
                .Select(row => new { row.ChildId, row.DueOn, row.MetOn, row.EndedOn, row.RefusedOn, row.MetInTime, IsOpenEnded = row.DueOn == null && row.MissingFact == null })
                .ToListAsync(cancellationToken);
            var care = await visible.Spans
                .Where(span => ids.Contains(span.ChildId) && span.FromOn <= asOf && (span.ToOn == null || span.ToOn > asOf))
                .ToListAsync(cancellationToken);
            var stagesOf = stages.ToLookup(row => row.ChildId, row => new StageDates(row.DueOn, row.MetOn, row.EndedOn, row.RefusedOn) { MetInTime = row.MetInTime, IsOpenEnded = row.IsOpenEnded });
            var careOf = care.ToLookup(span => (span.ChildId, span.Kind));
            return rows.ToDictionary(row => row.Row.ChildId, row => ViewOf(row));

            ChildView ViewOf(Held<ChildRow> held)
            {
                var child = held.Row;
                var counts = StatusCounts.Of(stagesOf[child.ChildId], asOf, generation.Settings.Policy.DueSoonDays);
                var lookedAfter = careOf[(child.ChildId, SpanKinds.Care)].FirstOrDefault() is not { } period
                    ? null
                    : new LookedAfterView(
                        period.FromOn,
                        careOf[(child.ChildId, SpanKinds.LegalStatus)].First().Value!,
                        careOf[(child.ChildId, SpanKinds.Placement)].FirstOrDefault()?.Value,
                        held.Team,
                        held.SocialWorker,
                        held.Iro);
                var sex = child.Sex is { } known ? CodeLists.Sexes.Find(known) : null;
                return new ChildView(child.ChildId, child.DateOfBirth, sex, child.Upn, child.Restricted, lookedAfter, counts);
            }
        }
    }
}
