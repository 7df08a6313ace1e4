using ChildJourney.Api.Features.Flags;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.Section20;
using ChildJourney.Infrastructure.Access;
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
    /// <param name="Consent">Consent, as last re-affirmed.</param>
    /// <param name="LegalPlanning">The legal planning meeting.</param>
    public sealed record Row(
        string ChildId,
        string? Team,
        string? SocialWorker,
        string? Iro,
        LocalDate Since,
        int Days,
        FirstReviewView? FirstReview,
        PlanView? ReturnHomePlan,
        ConsentView Consent,
        LegalPlanningView LegalPlanning) : IAboutOneChild;

    /// <summary>The first review of a period of care.</summary>
    /// <param name="DueOn">Its due date.</param>
    /// <param name="MetOn">The day it was held, or null.</param>
    /// <param name="Status">How it stands.</param>
    public sealed record FirstReviewView(LocalDate DueOn, LocalDate? MetOn, Status Status);

    /// <summary>A plan for return home.</summary>
    /// <param name="On">The day it was made.</param>
    /// <param name="TargetOn">The day by which the child is meant to be home.</param>
    public sealed record PlanView(LocalDate On, LocalDate? TargetOn);

    /// <summary>Consent to accommodation under Section 20.</summary>
    /// <param name="LastOn">The day it was last re-affirmed in this period of care, or null.</param>
    /// <param name="By">Who gave it: parent, or young-person.</param>
    /// <param name="Status">How the duty before the last or next review stands, or null where there has been none.</param>
    public sealed record ConsentView(LocalDate? LastOn, string? By, Status? Status);

    /// <summary>Legal planning for a child under Section 20.</summary>
    /// <param name="On">The day of the last meeting, from three months before the period of care, or null.</param>
    /// <param name="Outcome">What it decided.</param>
    /// <param name="DueOn">The day by which one is due.</param>
    /// <param name="Status">How the duty stands, or null where it does not apply.</param>
    public sealed record LegalPlanningView(LocalDate? On, string? Outcome, LocalDate? DueOn, Status? Status);

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<Page<Row>>(
                "/v1/section20",
                [Query.AsOf, .. HolderFilter.Parameters, .. PageRequest.Parameters],
                asked => new Request(asked.AsOf, HolderFilter.From(asked.Query), asked.Page(ListName, CursorKey.Date, CursorKey.Text)))
            .For(RouteAccess.ReadChildren)
            .WithName("ListSection20")
            .WithTags("Section 20")
            .WithSummary("Children under Section 20")
            .WithDescription("The longest under Section 20 first. Section 20 is legal status V2; short breaks are not listed.");

    /// <summary>Reads the page.</summary>
    internal sealed class Handler(Visible visible, ChildRecords records, Caller caller, IClock clock, Settings settings) : IRequestHandler<Request, Result<Page<Row>>>
    {
        private static readonly Codes<ConsentBy> consents = Codes.Hyphenated<ConsentBy>();
        private static readonly Codes<LegalPlanningOutcome> outcomes = Codes.Hyphenated<LegalPlanningOutcome>();
        private static readonly string section20 = CodeLists.LegalStatuses.TextOf(LegalStatus.V2);

        public async Task<Result<Page<Row>>> Handle(Request request, CancellationToken cancellationToken)
        {
            var day = request.AsOf;
            var stays = visible.SpansOn(day, SpanKinds.LegalStatus).Where(span => span.Value == section20);
            var found = request.Holders.Apply(stays.HeldOn(visible, day));
            var page = found;
            if (request.Page.Cursor is { } after)
            {
                var (sinceBefore, childBefore) = (after.Date(0), after.Keys[1]);
                page = page.Where(held => held.Row.FromOn > sinceBefore || (held.Row.FromOn == sinceBefore && string.Compare(held.Row.ChildId, childBefore) > 0));
            }

            var rows = await page.OrderBy(held => held.Row.FromOn).ThenBy(held => held.Row.ChildId).Take(request.Page.Limit + 1).ToListAsync(cancellationToken);
            var children = await records.FindManyAsync(caller.Scope, [.. rows.Select(held => held.Row.ChildId)], cancellationToken);
            var read = request.Page.Page(
                rows,
                held => new Cursor(ListName, LocalDatePattern.Iso.Format(held.Row.FromOn), held.Row.ChildId),
                held => children.TryGetValue(held.Row.ChildId, out var child) ? RowOf(held, child, day) : null);
            return new Page<Row>([.. read.Items.OfType<Row>()], read.Next)
            {
                Count = request.Page.Count ? await found.CountAsync(cancellationToken) : null,
                Evaluated = request.Page.IsFirst
                    ? new Evaluated(await visible.CountLookedAfterAsync(day, request.Holders, [], kept: null, cancellationToken), day, clock.GetCurrentInstant(), 0)
                    : null,
            };
        }

        /// <summary>The row of a child, or null where what was recorded since the list was read says that the child is not under Section 20.</summary>
        private Row? RowOf(Held<SpanRow> held, StoredChild child, LocalDate day)
        {
            var journey = child.Journey();
            var stay = Section20Stay.ReadFrom(journey, settings).FirstOrDefault(stay => stay.From <= day && day < stay.To);
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
                },
                ConsentOf(journey, stay, day),
                LegalPlanningOf(journey, stay, day));
        }

        private ConsentView ConsentOf(Journey journey, Section20Stay stay, LocalDate day)
        {
            var consent = journey.All<Section20Consent>().LastOrDefault(consent => consent.On <= day && stay.Period.Holds(consent.On));
            var duty = LatestOf(RuleCatalogue.Get<ConsentReaffirmed>(), journey, stay, day);
            return new ConsentView(consent?.On, consent is null ? null : consents.TextOf(consent.By), duty?.Dates.StatusOn(day, settings.Policy.DueSoonDays));
        }

        private LegalPlanningView LegalPlanningOf(Journey journey, Section20Stay stay, LocalDate day)
        {
            var meeting = journey.All<LegalPlanningMeeting>().LastOrDefault(meeting => meeting.On <= day && meeting.On >= LegalPlanning.CountsFrom(stay.Period, settings));
            var duty = LatestOf(RuleCatalogue.Get<LegalPlanning>(), journey, stay, day);
            return new LegalPlanningView(
                meeting?.On, meeting is null ? null : outcomes.TextOf(meeting.Outcome), duty?.DueOn, duty?.Dates.StatusOn(day, settings.Policy.DueSoonDays));
        }

        /// <summary>The stage in force of the rule's latest obligation in the stretch, or null.</summary>
        private Stage? LatestOf(Rule rule, Journey journey, Section20Stay stay, LocalDate day) =>
            rule.For(journey, settings).Where(known => known.Period == stay.Period).Select(known => known.StageOn(day)).LastOrDefault(stage => stage?.OpensOn >= stay.From);

        private FirstReviewView ViewOf(LocalDate dueOn, LocalDate? heldOn, LocalDate day) =>
            new(dueOn, heldOn <= day ? heldOn : null, new StageDates(dueOn, heldOn, null, null).StatusOn(day, settings.Policy.DueSoonDays));
    }
}
