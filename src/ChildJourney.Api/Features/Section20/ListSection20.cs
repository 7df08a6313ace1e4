using ChildJourney.Api.Features.Flags;
using ChildJourney.Api.Platform;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.Section20;
using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Records;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Features.Section20;

/// <summary>Every child under Section 20: since when, the first review, and the plan for return home.</summary>
public sealed class ListSection20 : IUseCase
{
    private const string ListName = "section20";

    /// <summary>Which children.</summary>
    /// <param name="AsOf">The day asked about.</param>
    /// <param name="Holders">Who are held so.</param>
    /// <param name="Page">How much of the list.</param>
    public sealed record Request(LocalDate AsOf, HolderFilter Holders, PageRequest Page) : IRequest<Result<Page<Row>>>;

    /// <summary>A child under Section 20.</summary>
    /// <param name="ChildId">The child.</param>
    /// <param name="Team">The team that holds the child on the day.</param>
    /// <param name="SocialWorker">The social worker who holds the child on the day.</param>
    /// <param name="Iro">The independent reviewing officer of the child on the day.</param>
    /// <param name="Since">The first day under Section 20.</param>
    /// <param name="Days">Days under Section 20.</param>
    /// <param name="FirstReview">The first review of the period of care; null where it was before recording began.</param>
    /// <param name="ReturnHomePlan">The plan for return home in force, or null.</param>
    public sealed record Row(
        string ChildId, string? Team, string? SocialWorker, string? Iro, LocalDate Since, int Days, FirstReviewView? FirstReview, PlanView? ReturnHomePlan);

    /// <summary>The first review of a period of care.</summary>
    /// <param name="DueOn">Its due date.</param>
    /// <param name="MetOn">The day it was held, or null.</param>
    /// <param name="Status">How it stands.</param>
    public sealed record FirstReviewView(LocalDate DueOn, LocalDate? MetOn, Status Status);

    /// <summary>A plan for return home.</summary>
    /// <param name="On">The day it was made.</param>
    /// <param name="TargetOn">The day by which the child is meant to be home.</param>
    public sealed record PlanView(LocalDate On, LocalDate? TargetOn);

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<Page<Row>>(
                "/v1/section20",
                [Query.AsOf, .. HolderFilter.Parameters, .. PageRequest.Parameters],
                asked => new Request(asked.AsOf, HolderFilter.From(asked.Query), asked.Page(ListName, CursorKey.Date, CursorKey.Text)))
            .WithName("ListSection20")
            .WithTags("Section 20")
            .WithSummary("Children under Section 20")
            .WithDescription("The longest under Section 20 first. Section 20 is legal status V2; short breaks are not listed.");

    /// <summary>Reads the page.</summary>
    internal sealed class Handler(JourneyDb db, ChildRecords records, Caller caller, IClock clock, Settings settings) : IRequestHandler<Request, Result<Page<Row>>>
    {
        private static readonly string section20 = CodeLists.LegalStatuses.TextOf(LegalStatus.V2);

        public async Task<Result<Page<Row>>> Handle(Request request, CancellationToken cancellationToken)
        {
            var day = request.AsOf;
            var stays = db.SpansOn(day, SpanKinds.LegalStatus).AsNoTracking().Where(span => span.AuthorityId == caller.AuthorityId && span.Value == section20);
            var found = request.Holders.Apply(stays.HeldOn(db, day));
            var page = found;
            if (request.Page.Cursor is { } after)
            {
                var (sinceBefore, childBefore) = (after.Date(0), after.Keys[1]);
                page = page.Where(held => held.Row.FromOn > sinceBefore || (held.Row.FromOn == sinceBefore && string.Compare(held.Row.ChildId, childBefore) > 0));
            }

            var rows = await page.OrderBy(held => held.Row.FromOn).ThenBy(held => held.Row.ChildId).Take(request.Page.Limit + 1).ToListAsync(cancellationToken);
            var children = await records.FindManyAsync(caller.AuthorityId, [.. rows.Select(held => held.Row.ChildId)], cancellationToken);
            var read = request.Page.Page(
                rows,
                held => new Cursor(ListName, LocalDatePattern.Iso.Format(held.Row.FromOn), held.Row.ChildId),
                held => RowOf(held, children[held.Row.ChildId], day));
            return new Page<Row>([.. read.Items.OfType<Row>()], read.Next)
            {
                Count = request.Page.Count ? await found.CountAsync(cancellationToken) : null,
                Evaluated = request.Page.IsFirst
                    ? new Evaluated(await db.CountLookedAfterAsync(caller, day, request.Holders, [], cancellationToken), day, clock.GetCurrentInstant(), 0)
                    : null,
            };
        }

        /// <summary>The row of a child, or null where what was recorded since the list was read says that the child is not under Section 20.</summary>
        private Row? RowOf(Held<SpanRow> held, StoredChild child, LocalDate day)
        {
            var stay = Section20Stay.ReadFrom(child.Journey(), settings).FirstOrDefault(stay => stay.From <= day && day < stay.To);
            if (stay is null)
            {
                return null;
            }

            var plan = stay.Plans.Where(plan => plan.Holds(day)).Select(plan => plan.Value).LastOrDefault();
            return new Row(
                held.Row.ChildId,
                held.Team,
                held.SocialWorker,
                held.Iro,
                stay.From,
                Period.DaysBetween(stay.From, day),
                stay.FirstReview is { } review ? ViewOf(review.DueOn, review.HeldOn, day) : null,
                plan switch
                {
                    ReturnHomePlan home => new PlanView(home.On, home.TargetOn),
                    PermanencePlan permanence => new PlanView(permanence.On, permanence.TargetOn),
                    _ => null,
                });
        }

        private FirstReviewView ViewOf(LocalDate dueOn, LocalDate? heldOn, LocalDate day) =>
            new(dueOn, heldOn <= day ? heldOn : null, new StageDates(dueOn, heldOn, null, null).StatusOn(day, settings.Policy.DueSoonDays));
    }
}
