using System.Text.Json.Serialization;
using ChildJourney.Api.Features.Children;
using ChildJourney.Api.Features.Flags;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Records;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Features.Journeys;

/// <summary>Why an obligation exists and how its due date was worked out, step by step.</summary>
public sealed class ExplainObligation : IUseCase
{
    /// <summary>Which obligation.</summary>
    /// <param name="ChildId">The child.</param>
    /// <param name="ObligationId">The obligation.</param>
    /// <param name="AsOf">The day asked about.</param>
    /// <param name="KnownAt">From what had been recorded by then, or null for now.</param>
    public sealed record Request(string ChildId, string ObligationId, LocalDate AsOf, Instant? KnownAt) : IRequest<Result<Response>>, IAboutOneChild;

    /// <summary>The explanation.</summary>
    /// <param name="Rule">The rule's id.</param>
    /// <param name="Title">The rule's name.</param>
    /// <param name="Citation">Where it is written, in the version that applies.</param>
    /// <param name="Level">What a breach means.</param>
    /// <param name="Trigger">What triggered it.</param>
    /// <param name="Steps">The arithmetic; the last step decides.</param>
    /// <param name="DueOn">The last day that is on time.</param>
    /// <param name="BookBy">The last working day on or before it.</param>
    /// <param name="Counting">How the first and last day are counted.</param>
    /// <param name="MetBy">The entry types that meet it.</param>
    /// <param name="Met">The entry that met it, or null.</param>
    /// <param name="EndedBy">What ends it unmet.</param>
    /// <param name="Flag">How it stands on the day.</param>
    public sealed record Response(
        string Rule,
        string Title,
        string Citation,
        Level Level,
        EventView Trigger,
        IReadOnlyList<StepView> Steps,
        LocalDate? DueOn,
        LocalDate? BookBy,
        string Counting,
        IReadOnlyList<string> MetBy,
        EventView? Met,
        string EndedBy,
        Flag Flag) : IVersioned
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public string Tag { get; init; } = "";
    }

    /// <summary>What triggered an obligation, or met it.</summary>
    /// <param name="Entry">The entry.</param>
    /// <param name="On">The day.</param>
    /// <param name="What">What happened, in words.</param>
    public sealed record EventView(string Entry, LocalDate On, string What);

    /// <summary>A step of the arithmetic.</summary>
    /// <param name="From">The day it starts from.</param>
    /// <param name="What">What that day is.</param>
    /// <param name="Add">What is added, such as 20 working days; null where the day itself is the due date.</param>
    /// <param name="Skipped">The days not counted, and why.</param>
    /// <param name="To">The day it leads to.</param>
    public sealed record StepView(LocalDate From, string What, string? Add, IReadOnlyList<SkippedDay> Skipped, LocalDate To);

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<Response>(
                "/v1/children/{childId}/obligations/{obligationId}/explanation",
                [Query.AsOf, Query.KnownAt],
                asked => new Request(asked.Route("childId"), asked.Route("obligationId"), asked.AsOf, asked.Query.Maybe(Query.KnownAt)))
            .For(RouteAccess.ReadChildren)
            .WithName("ExplainObligation")
            .WithTags("Children")
            .WithSummary("Why an obligation is due when it is")
            .WithDescription("The trigger, each step of the arithmetic with the days skipped and why, the citation, and what meets or met it.");

    /// <summary>Works the obligation out afresh and explains it.</summary>
    internal sealed class Handler(ChildRecords records, Caller caller, Settings settings) : IRequestHandler<Request, Result<Response>>
    {
        public async Task<Result<Response>> Handle(Request request, CancellationToken cancellationToken)
        {
            var child = await records.FindAsync(caller.Scope, request.ChildId, request.KnownAt, cancellationToken);
            if (child is null || Find(child, request) is not ({ } obligation, { } stage, { } flag))
            {
                return new NotFound($"obligation {request.ObligationId} of child {request.ChildId} on {PlainEnglish.Date(request.AsOf)}");
            }

            var text = obligation.Rule.Text;
            return new Response(
                obligation.Rule.Id,
                obligation.Rule.Title,
                (stage.Citation ?? obligation.Version.Citation).ToString(),
                stage.Level,
                TriggerOf(obligation),
                [.. (stage.Deadline.Steps ?? []).Select(ViewOf)],
                stage.DueOn,
                flag.BookBy,
                text.Counting,
                text.MetBy,
                flag.MetOn is { } metOn ? MetOn(child, text, metOn) : null,
                text.EndedBy,
                flag)
            {
                Tag = ChildView.TagOf(child.Version, request.AsOf, settings),
            };
        }

        private (Obligation? Obligation, Stage? Stage, Flag? Flag) Find(StoredChild child, Request request)
        {
            var journey = child.Journey();
            var obligation = RuleCatalogue.Find(request.ObligationId.Split(':')[0])?.For(journey, settings).FirstOrDefault(known => known.Id == request.ObligationId);
            var flag = KnownJourney.Of(caller.AuthorityId, journey, request.AsOf, settings).Flags().FirstOrDefault(known => known.Id == request.ObligationId);
            return (obligation, obligation?.StageOn(request.AsOf), flag);
        }

        /// <summary>What triggered it: the entry itself or, on a day other than the entry's own, what the rule says of that day.</summary>
        private static EventView TriggerOf(Obligation obligation) => new(
            obligation.Trigger.Id,
            obligation.TriggerOn,
            obligation.Trigger.On == obligation.TriggerOn ? obligation.Trigger.What : obligation.Rule.Text.Trigger.TrimEnd('.'));

        /// <summary>The entry that met it: one of a type that may, which happened on that day or says that it was done then.</summary>
        private static EventView? MetOn(StoredChild child, RuleText text, LocalDate metOn) =>
            child.Entries.Select(stored => stored.Entry)
                .Where(entry => text.MetBy.Contains(entry.Shape.Type) && entry.TellsOf(metOn))
                .MinBy(entry => entry.On != metOn) is { } met
                ? new EventView(met.Id, metOn, met.What)
                : null;

        private StepView ViewOf(Step step) => new(
            step.From,
            step.What,
            step.Add?.ToString(),
            step.Add is { CountsWorkingDays: true } ? [.. settings.Calendar.Skipped(step.From, step.To)] : [],
            step.To);
    }
}
