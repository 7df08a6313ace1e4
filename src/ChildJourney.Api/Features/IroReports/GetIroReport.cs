using ChildJourney.Api.Features.Flags;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Figures;
using ChildJourney.Infrastructure.Projection;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Features.IroReports;

/// <summary>The figures of the annual report that every service of independent reviewing officers publishes.</summary>
public sealed class GetIroReport : IUseCase
{
    private const int EarliestYear = 1991;

    private static readonly QueryParameter<int> yearParameter = Query.Whole(
        "year", "The year in which it begins, on 1 April; the last that is over by the asOf day where it is left out.", EarliestYear, 2199);

    private static readonly QueryList<string> teamParameter = Query.Codes("team", "Of children whom one of these teams held on the day of the review, the due date, or the day of what is counted; none: whom no team held.");
    private static readonly QueryList<string> iroParameter = Query.Codes("iro", "Of children whom one of these independent reviewing officers reviewed on that day; none: without one.");

    /// <summary>Which report.</summary>
    /// <param name="Year">The year in which it begins.</param>
    /// <param name="AsOf">The day asked about.</param>
    /// <param name="Holders">Of whose children.</param>
    public sealed record Request(int Year, LocalDate AsOf, ReportHolders Holders) : IRequest<Result<IroReport>>;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<IroReport>("/v1/iro-report", [yearParameter, teamParameter, iroParameter, Query.AsOf], RequestOf)
            .For(RouteAccess.ReadChildren)
            .ProducesProblems(422)
            .WithName("GetIroReport")
            .WithTags("Figures")
            .WithSummary("Figures of the reviewing officers' annual report")
            .WithDescription(
                "From 1 April to 31 March, each figure beside the year before (IRO Handbook, chapter 7). What was held, adjourned, made or opened counts by its own day; "
                + "duties count by their due date, and are late if they were not done by it. So reviews held and reviews due are not of the same children: byTiming says of those held, due says of those due. "
                + "Of a year that is running, figures go up to the asOf day, and those of the year before up to the same day of it. "
                + "Officers are listed by code, and by caseload alone: the report does not rank them.");

    private static Request RequestOf(Asked asked)
    {
        var asOf = asked.AsOf;
        var year = asked.Query.Maybe(yearParameter) ?? Math.Max(EarliestYear, ReportYear.LastOver(asOf));
        if (asOf < new ReportYear(year, asOf).From)
        {
            asked.Problems.Add(new InputProblem(yearParameter.Name, "a year that has begun by the asOf day", Impossible: true));
        }

        return new Request(year, asOf, new ReportHolders(asked.Query.All(teamParameter), asked.Query.All(iroParameter)));
    }

    /// <summary>Counts both years.</summary>
    internal sealed class Handler(Visible visible, FigureRecords records, IClock clock, Generation generation) : IRequestHandler<Request, Result<IroReport>>
    {
        public async Task<Result<IroReport>> Handle(Request request, CancellationToken cancellationToken)
        {
            var year = new ReportYear(request.Year, request.AsOf);
            var now = await CountAsync(year);
            var before = await CountAsync(year.Before);
            var holders = new HolderFilter(request.Holders.Teams, request.Holders.Iros, []);
            var children = await visible.CountLookedAfterAsync(request.AsOf, holders, [], kept: null, cancellationToken);
            var evaluated = new Evaluated(children, request.AsOf, clock.GetCurrentInstant(), now.Of(ReportRules.All, Counted.CannotDetermine));
            return new ReportWriting(year, request.Holders, now, before, generation.Settings.Policy).Write(evaluated);

            Task<ReportCounts> CountAsync(ReportYear each) => new ReportCounting(visible, records, generation, request.Holders, each).CountAsync(cancellationToken);
        }
    }
}
