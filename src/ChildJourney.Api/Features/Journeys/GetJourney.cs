using System.Text.Json.Serialization;
using ChildJourney.Api.Features.Children;
using ChildJourney.Api.Features.Drift;
using ChildJourney.Api.Features.Flags;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Records;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Features.Journeys;

/// <summary>A child's whole journey on a day: what happened, what is required, and the signs of drift.</summary>
public sealed class GetJourney : IUseCase
{
    /// <summary>Which journey.</summary>
    /// <param name="ChildId">The child.</param>
    /// <param name="AsOf">The day asked about.</param>
    /// <param name="KnownAt">From what had been recorded by then.</param>
    public sealed record Request(string ChildId, LocalDate AsOf, Instant KnownAt) : IRequest<Result<Response>>, IAboutOneChild;

    /// <summary>The journey.</summary>
    /// <param name="Child">The child.</param>
    /// <param name="AsOf">The day asked about.</param>
    /// <param name="KnownAt">From what had been recorded by then.</param>
    /// <param name="Timeline">What happened up to the day, oldest first.</param>
    /// <param name="PeriodsOfCare">The periods in which the child was looked after.</param>
    /// <param name="Obligations">What is required, by due date.</param>
    /// <param name="Drift">The signs of drift that are true.</param>
    public sealed record Response(
        ChildView Child,
        LocalDate AsOf,
        Instant KnownAt,
        IReadOnlyList<Happening> Timeline,
        IReadOnlyList<PeriodView> PeriodsOfCare,
        IReadOnlyList<Flag> Obligations,
        IReadOnlyList<IndicatorView> Drift) : IVersioned
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public string Tag => Child.Tag;
    }

    /// <summary>One thing that happened.</summary>
    /// <param name="On">The day.</param>
    /// <param name="EntryId">The entry that says so.</param>
    /// <param name="Type">Its type.</param>
    /// <param name="What">What happened, in words.</param>
    public sealed record Happening(LocalDate On, string EntryId, string Type, string What);

    /// <summary>A period in which the child was looked after.</summary>
    /// <param name="From">The first day.</param>
    /// <param name="To">The day it had closed, or null while it lasts.</param>
    /// <param name="ClosedBy">discharge, birthday or death; null while it lasts.</param>
    public sealed record PeriodView(LocalDate From, LocalDate? To, ClosedBy? ClosedBy);

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<Response>(
                "/v1/children/{childId}/journey",
                [Query.AsOf, Query.KnownAt],
                asked => new Request(asked.Route("childId"), asked.AsOf, asked.Query.Maybe(Query.KnownAt) ?? asked.Clock.GetCurrentInstant()))
            .For(RouteAccess.ReadChildren)
            .WithName("GetJourney")
            .WithTags("Children")
            .WithSummary("A child's journey")
            .WithDescription("asOf asks about another day; knownAt answers from what had been recorded by an instant. A review held on 20 June and recorded on 10 July is overdue when asked knownAt 1 July, and met when asked now.");

    /// <summary>Reads the journey and works out what follows from it.</summary>
    internal sealed class Handler(ChildRecords records, Caller caller, Settings settings) : IRequestHandler<Request, Result<Response>>
    {
        public async Task<Result<Response>> Handle(Request request, CancellationToken cancellationToken)
        {
            if (await records.FindAsync(caller.Scope, request.ChildId, request.KnownAt, cancellationToken) is not { } child)
            {
                return new NotFound($"child {request.ChildId}");
            }

            var (asOf, journey) = (request.AsOf, child.Journey());
            var known = KnownJourney.Of(caller.AuthorityId, journey, asOf, settings);
            return new Response(
                ChildView.Of(journey, known.Projection.Obligations, child.Version, asOf, settings),
                asOf,
                request.KnownAt,
                [.. journey.Entries.Where(entry => entry.On <= asOf).Select(entry => new Happening(entry.On, entry.Id, entry.Shape.Type, entry.What))],
                [.. journey.PeriodsOfCare.Where(period => period.From <= asOf).Select(period => ViewOf(period, asOf))],
                known.Flags(),
                known.Drift());
        }

        private static PeriodView ViewOf(PeriodOfCare period, LocalDate asOf) =>
            period.To <= asOf ? new PeriodView(period.From, period.To, period.ClosedBy) : new PeriodView(period.From, null, null);
    }
}
