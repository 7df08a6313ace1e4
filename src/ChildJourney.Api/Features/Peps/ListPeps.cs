using System.Text.Json.Serialization;
using ChildJourney.Api.Features.Flags;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.Education;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Api.Features.Peps;

/// <summary>The personal education plans of a school term: due, completed, on time, against the target.</summary>
public sealed class ListPeps : IUseCase
{
    private const string ListName = "peps";

    private static readonly QueryParameter<string> termParameter =
        new("term", "The name of a term of the policy; the term that holds asOf, or else the last before it, where it is left out.", new FieldSchema("string", "the name of a term"), text => text);

    /// <summary>Which term.</summary>
    /// <param name="Term">Its name, or null for the one that holds the day.</param>
    /// <param name="AsOf">The day asked about.</param>
    /// <param name="Holders">Of children who are held so.</param>
    /// <param name="Page">How much of the list.</param>
    public sealed record Request(string? Term, LocalDate AsOf, HolderFilter Holders, PageRequest Page) : IRequest<Result<Response>>;

    /// <summary>The plans of a term.</summary>
    /// <param name="Term">The term; null where none is set up to the day.</param>
    /// <param name="Required">The plans that the term requires, those not yet due included.</param>
    /// <param name="Due">Those that have fallen due by the day.</param>
    /// <param name="Completed">Those completed by the day, in time or late.</param>
    /// <param name="OnTime">Those due that were completed in time.</param>
    /// <param name="Rate">On time of due, in per cent; null where none was due.</param>
    /// <param name="Target">The rate that is meant to be reached, in per cent.</param>
    /// <param name="TargetMet">Whether it was reached; null where none was due.</param>
    /// <param name="Items">A plan each, by child.</param>
    /// <param name="Next">The cursor of the next page, or null on the last.</param>
    public sealed record Response(
        TermView? Term, int Required, int Due, int Completed, int OnTime, decimal? Rate, decimal? Target, bool? TargetMet, IReadOnlyList<Item> Items, string? Next) : IPage, IAboutSomeChildren
    {
        IEnumerable<string> IAboutSomeChildren.ChildIds => Items.Select(item => item.ChildId);

        /// <summary>What was looked at, on the first page.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public Evaluated? Evaluated { get; init; }

        void IPage.WriteCsv(TextWriter writer) => Csv.Write(Items, writer);
    }

    /// <summary>A school term.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="FirstDay">Its first day.</param>
    /// <param name="LastDay">Its last day.</param>
    public sealed record TermView(string Name, LocalDate FirstDay, LocalDate LastDay);

    /// <summary>A child's plan of the term.</summary>
    /// <param name="ChildId">The child.</param>
    /// <param name="Team">The team that holds the child on the day.</param>
    /// <param name="SocialWorker">The social worker who holds the child on the day.</param>
    /// <param name="ObligationId">The obligation.</param>
    /// <param name="HeldOn">The day of the meeting, or null.</param>
    /// <param name="CompletedOn">The day the plan was completed, or null.</param>
    /// <param name="Status">How it stands.</param>
    public sealed record Item(string ChildId, string? Team, string? SocialWorker, string ObligationId, LocalDate? HeldOn, LocalDate? CompletedOn, Status Status) : IAboutOneChild;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<Response>(
                "/v1/peps",
                [termParameter, Query.AsOf, .. HolderFilter.Parameters, Query.Limit, Query.Cursor],
                asked => new Request(asked.Query.MaybeText(termParameter), asked.AsOf, HolderFilter.From(asked.Query), asked.Page(ListName, CursorKey.Text, CursorKey.Text)))
            .For(RouteAccess.ReadChildren)
            .WithName("ListPeps")
            .WithTags("Education")
            .WithSummary("Personal education plans by term")
            .WithDescription("Due, completed and on time against the target. A plan falls due on the last day of its term; until then required says how many there are to be.");

    /// <summary>Counts the term's plans and reads the page.</summary>
    internal sealed class Handler(Visible visible, IClock clock, Generation generation) : IRequestHandler<Request, Result<Response>>
    {
        private static readonly string termly = RuleCatalogue.Get<PepTermly>().Id;

        public async Task<Result<Response>> Handle(Request request, CancellationToken cancellationToken)
        {
            var terms = generation.Settings.Policy.Terms.All;
            var term = request.Term is { } name ? terms.FirstOrDefault(known => known.Name == name) : terms.LastOrDefault(known => known.FirstDay <= request.AsOf);
            if (request.Term is not null && term is null)
            {
                return new InvalidInput(ProblemTypes.InvalidRequest, [new InputProblem("term", terms.Count == 0 ? "no terms are set in the policy" : $"one of {string.Join(", ", terms.Select(known => known.Name))}")]);
            }

            var (day, today) = (request.AsOf, clock.InEngland());
            var children = await request.Holders.ChildrenOfNamedAsync(visible, day, cancellationToken);
            var plans = request.Holders.Apply(Plans(request, children, term).HeldOn(visible, day, today));
            var counted = await plans.Select(held => held.Row).ToListAsync(cancellationToken);
            var page = plans;
            if (request.Page.Cursor is { } after)
            {
                var (child, id) = (after.Keys[0], after.Keys[1]);
                page = page.Where(held => string.Compare(held.Row.ChildId, child) > 0 || (held.Row.ChildId == child && string.Compare(held.Row.ObligationId, id) > 0));
            }

            var rows = await page.OrderBy(held => held.Row.ChildId).ThenBy(held => held.Row.ObligationId).Take(request.Page.Limit + 1).ToListAsync(cancellationToken);
            var heldOn = await HeldOnAsync(rows, term, day, cancellationToken);
            var items = request.Page.Page(rows, held => new Cursor(ListName, held.Row.ChildId, held.Row.ObligationId), held => ItemOf(held, heldOn, day));
            return Count(counted, term, items, day) with
            {
                Evaluated = request.Page.IsFirst
                    ? new Evaluated(
                        await visible.CountLookedAfterAsync(day, request.Holders, [], kept: null, cancellationToken),
                        day,
                        clock.GetCurrentInstant(),
                        await request.Holders.Apply(Termly(children, day).Where(row => row.DueOn == null && (row.EndedOn == null || row.EndedOn > day)).HeldOn(visible, day, today)).CountAsync(cancellationToken))
                    : null,
            };
        }

        private IQueryable<ObligationRow> Termly(IReadOnlyList<string>? children, LocalDate day) =>
            visible.Obligations(generation, children).Where(row => row.Rule == termly).InForce(day);

        /// <summary>The term's plans: those that fall due on its last day, of a child who came back into care within it too.</summary>
        private IQueryable<ObligationRow> Plans(Request request, IReadOnlyList<string>? children, SchoolTerm? term)
        {
            var lastDay = term?.LastDay;
            return Termly(children, request.AsOf).Where(row => row.DueOn != null && row.DueOn == lastDay);
        }

        private Response Count(IReadOnlyList<ObligationRow> plans, SchoolTerm? term, Page<Item> page, LocalDate day)
        {
            var counted = plans.Select(row => row.CountedOn(day)).ToLookup(how => how);
            var onTime = counted[Counted.OnTime].Count();
            var due = onTime + counted[Counted.Late].Count();
            var target = generation.Settings.Policy.Targets.TryGetValue(termly, out var percent) ? percent : (decimal?)null;
            return new Response(
                term is null ? null : new TermView(term.Name, term.FirstDay, term.LastDay),
                due + counted[Counted.NotYetDue].Count(),
                due,
                plans.Count(row => row.MetOn <= day),
                onTime,
                Counting.Rate(onTime, due),
                target,
                Counting.Reaches(onTime, due, target),
                page.Items,
                page.Next);
        }

        /// <summary>The days of each child's meetings in the term.</summary>
        private async Task<ILookup<string, LocalDate>> HeldOnAsync(IReadOnlyList<Held<ObligationRow>> rows, SchoolTerm? term, LocalDate day, CancellationToken cancellationToken)
        {
            if (term is null)
            {
                return Array.Empty<EntryRow>().ToLookup(row => row.ChildId, row => row.On);
            }

            var (first, last) = (term.FirstDay, LocalDate.Min(term.LastDay, day));
            var children = rows.Select(held => held.Row.ChildId).ToList();
            var meetings = await visible.Entries
                .Where(row => children.Contains(row.ChildId) && row.SupersededAt == null && row.VoidReason == null
                    && row.Type == Pep.Shape.Type && row.On >= first && row.On <= last)
                .ToListAsync(cancellationToken);
            return meetings.ToLookup(row => row.ChildId, row => row.On, StringComparer.Ordinal);
        }

        private Item ItemOf(Held<ObligationRow> held, ILookup<string, LocalDate> heldOn, LocalDate day) => new(
            held.Row.ChildId,
            held.Team,
            held.SocialWorker,
            held.Row.ObligationId,
            heldOn[held.Row.ChildId].Where(on => !(on >= held.Row.EndedOn)).Max(on => (LocalDate?)on),
            held.Row.MetOn <= day ? held.Row.MetOn : null,
            held.Row.Dates().StatusOn(day, generation.Settings.Policy.DueSoonDays));
    }
}
