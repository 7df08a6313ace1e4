using ChildJourney.Api.Features.Flags;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using ChildJourney.Infrastructure.Questions;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Features.Reviews;

/// <summary>For reviewing officers: each child's next review, whether it is booked, and what else is outstanding.</summary>
public sealed class ListReviews : IUseCase
{
    private const string ListName = "reviews";

    private static readonly Status[] open = [Status.Overdue, Status.DueSoon, Status.Upcoming, Status.CannotDetermine];
    private static readonly QueryList<string> statusParameter =
        Query.AnyOf("status", "Whose next review has one of these statuses on the asOf day; any where it is left out.", [.. open.Select(Words.Of)]);

    private static readonly QueryParameter<LocalDate> dueFromParameter = Query.Date("dueFrom", "Whose next review is due on or after that day.");
    private static readonly QueryParameter<LocalDate> dueToParameter = Query.Date("dueTo", "Whose next review is due on or before that day.");

    /// <summary>Which children.</summary>
    /// <param name="AsOf">The day asked about.</param>
    /// <param name="Statuses">Whose next review has one of these statuses.</param>
    /// <param name="DueFrom">Whose next review is due on or after that day.</param>
    /// <param name="DueTo">Whose next review is due on or before that day.</param>
    /// <param name="Holders">Who are held so.</param>
    /// <param name="Page">How much of the list.</param>
    public sealed record Request(
        LocalDate AsOf, IReadOnlyList<Status> Statuses, LocalDate? DueFrom, LocalDate? DueTo, HolderFilter Holders, PageRequest Page) : IRequest<Result<Page<Row>>>;

    /// <summary>A child and its next review. The last five are the status of another duty, or null where it does not apply.</summary>
    /// <param name="ChildId">The child.</param>
    /// <param name="Team">The team that holds the child on the day.</param>
    /// <param name="SocialWorker">The social worker who holds the child on the day.</param>
    /// <param name="Iro">The independent reviewing officer of the child on the day.</param>
    /// <param name="LookedAfterSince">The first day of the period of care.</param>
    /// <param name="LastReviewOn">The day of the last review, or null before the first.</param>
    /// <param name="NextRule">The rule that the next review is due by.</param>
    /// <param name="DueOn">The day by which it is due.</param>
    /// <param name="BookBy">The last working day on or before that.</param>
    /// <param name="BookedFor">The day it is booked for, or null.</param>
    /// <param name="Status">How it stands.</param>
    /// <param name="DaysOverdue">Days past the due date.</param>
    /// <param name="Decisions">The decisions of the last review.</param>
    /// <param name="Record">The record of the last review.</param>
    /// <param name="Pep">The personal education plan: of the term, or the first.</param>
    /// <param name="Health">The health assessment.</param>
    /// <param name="PermanencePlan">The permanence plan.</param>
    public sealed record Row(
        string ChildId,
        string? Team,
        string? SocialWorker,
        string? Iro,
        LocalDate? LookedAfterSince,
        LocalDate? LastReviewOn,
        string NextRule,
        LocalDate? DueOn,
        LocalDate? BookBy,
        LocalDate? BookedFor,
        Status Status,
        int DaysOverdue,
        Status? Decisions,
        Status? Record,
        Status? Pep,
        Status? Health,
        Status? PermanencePlan) : IAboutOneChild;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<Page<Row>>(
                "/v1/reviews",
                [Query.AsOf, statusParameter, dueFromParameter, dueToParameter, .. HolderFilter.Parameters, .. PageRequest.Parameters],
                asked => new Request(
                    asked.AsOf,
                    [.. asked.Query.All(statusParameter) is { Count: > 0 } given ? given.Select(word => Words.Statuses.Find(word)!.Value) : open],
                    asked.Query.Maybe(dueFromParameter),
                    asked.Query.Maybe(dueToParameter),
                    HolderFilter.From(asked.Query),
                    asked.Page(ListName, CursorKey.Date, CursorKey.Text)))
            .For(RouteAccess.ReadChildren)
            .WithName("ListReviews")
            .WithTags("Reviews")
            .WithSummary("Each child's next review")
            .WithDescription("A row a child with an open duty to hold a review, the earliest due first; whether it is booked; and the decisions and record of the last review, the personal education plan, health and the permanence plan at a glance.");

    /// <summary>Reads the page.</summary>
    internal sealed class Handler(Visible all, IClock clock, Generation generation) : IRequestHandler<Request, Result<Page<Row>>>
    {
        private static readonly IReadOnlyList<string> reviewRules = [.. RuleCatalogue.All.Where(rule => rule.IsStatutoryReview).Select(rule => rule.Id)];
        private static readonly LocalDate first = new(1, 1, 1);
        private static readonly LocalDate never = new(9999, 12, 31);

        public async Task<Result<Page<Row>>> Handle(Request request, CancellationToken cancellationToken)
        {
            var (day, today) = (Given.Day(request.AsOf), clock.InEngland());
            var visible = request.Holders.Of(all, day.Value, today);
            var told = day.Value < today || (request.Holders.Teams.Count == 0 && request.Holders.Iros.Count == 0);
            var children = told ? await request.Holders.ChildrenOfNamedAsync(visible, day.Value, cancellationToken) : null;
            var place = new Place(request.Page.Cursor);
            var kept = children is null && request.DueFrom is null && request.DueTo is null
                ? request.Holders.KeptAs(
                    visible,
                    generation,
                    (nameof(ListReviews), string.Join(',', request.Statuses), day.Value < today),
                    [day, Given.Soon(day, generation.Settings.Policy.DueSoonDays), Given.Most(request.Page.Limit + 1), .. place.Values])
                : null;
            var rows = await ReadAsync(visible, () => Next(visible, request, day, children, today), day, place, request.Page.Limit + 1, kept, cancellationToken);
            return request.Page.Page(
                rows,
                next => new Cursor(ListName, LocalDatePattern.Iso.Format(next.DueOn ?? never), next.ChildId),
                next => next.RowOn(day.Value, generation.Settings.Policy.DueSoonDays)) with
            {
                Count = request.Page.Count ? await Next(visible, request, day, children, today).CountAsync(cancellationToken) : null,
                Evaluated = request.Page.IsFirst ? await EvaluatedAsync(visible, request, day, children, today, kept, cancellationToken) : null,
            };
        }

        /// <summary>Those with a date first, then those without: so each part stands in the order of an index.</summary>
        private async Task<IReadOnlyList<NextReview>> ReadAsync(
            Visible visible, Func<IQueryable<Held<ObligationRow>>> found, Given<LocalDate> day, Place place, int most, KeptAs? kept, CancellationToken cancellationToken)
        {
            var (due, child, undated) = (place.Due, place.Child, place.Undated);
            var page = due.Value == never ? [] : await visible.ReadAsync(kept, () => Of(found()
                .Where(held => held.Row.DueOn >= due.Value && (held.Row.DueOn > due.Value || string.Compare(held.Row.ChildId, child.Value) > 0))
                .OrderBy(held => held.Row.DueOn).ThenBy(held => held.Row.ChildId)), cancellationToken);
            if (page.Count == most)
            {
                return page;
            }

            var rest = await visible.ReadAsync(kept?.Besides(nameof(undated)), () => Of(found()
                .Where(held => held.Row.DueOn == null && string.Compare(held.Row.ChildId, undated.Value) > 0)
                .OrderBy(held => held.Row.ChildId)), cancellationToken);
            return [.. page, .. rest.Take(most - page.Count)];

            IQueryable<NextReview> Of(IQueryable<Held<ObligationRow>> rows) => rows.Take(most).Select(NextReview.FromRow(visible.OfFound.SpansOn(day, SpanKinds.Care), visible.OfFound.ReviewGlances(generation)));
        }

        /// <summary>The duty to hold a review that is due first, of each child.</summary>
        private IQueryable<Held<ObligationRow>> Next(Visible visible, Request request, Given<LocalDate> day, IReadOnlyList<string>? children, LocalDate today)
        {
            var duties = Duties(visible.Obligations(generation, children));
            var ofChild = Duties(day.Value < today ? visible.OfFound.Obligations(generation) : visible.OpenOfEach(generation));

            // Asked as the first of the child's own, so that the database looks at that child's rows alone.
            var next = duties.Where(row => row.ObligationId == ofChild
                .Where(other => other.AuthorityId == row.AuthorityId && other.ChildId == row.ChildId)
                .OrderBy(other => other.DueOn == null).ThenBy(other => other.DueOn).ThenBy(other => other.ObligationId)
                .Select(other => other.ObligationId)
                .FirstOrDefault());
            next = next.WithStatus(request.Statuses, day, today, generation.Settings.Policy.DueSoonDays);
            next = request.DueFrom is { } from ? next.Where(row => row.DueOn >= from) : next;
            next = request.DueTo is { } to ? next.Where(row => row.DueOn <= to) : next;
            return request.Holders.Apply(next.HeldOn(visible, day, today));

            IQueryable<ObligationRow> Duties(IQueryable<ObligationRow> rows) => rows
                .Where(row => reviewRules.Contains(row.Rule))
                .InForce(day)
                .WithStatus(open, day, today, generation.Settings.Policy.DueSoonDays);
        }

        private async Task<Evaluated> EvaluatedAsync(
            Visible visible, Request request, Given<LocalDate> day, IReadOnlyList<string>? children, LocalDate today, KeptAs? kept, CancellationToken cancellationToken)
        {
            var lacking = request with { Statuses = [Status.CannotDetermine], DueFrom = null, DueTo = null };
            var (lookedAfter, others) = await visible.CountLookedAfterAsync(generation, day, request.Holders, [], () => Next(visible, lacking, day, children, today), kept, cancellationToken);
            return new Evaluated(lookedAfter, day.Value, clock.GetCurrentInstant(), others);
        }

        /// <summary>The place in the order after which a page begins.</summary>
        private sealed class Place(Cursor? after)
        {
            public Given<LocalDate> Due { get; } = Given.Of("afterDue", after?.Date(0) ?? first);

            public Given<string> Child { get; } = Given.Of("afterChild", after?.Keys[1] ?? "");

            /// <summary>The child after whom those without a date go on.</summary>
            public Given<string> Undated { get; } = Given.Of("afterUndated", after?.Date(0) == never ? after.Keys[1] : "");

            public IReadOnlyList<Given> Values => [Due, Child, Undated];
        }
    }
}
