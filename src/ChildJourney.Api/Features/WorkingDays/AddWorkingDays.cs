using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Rules;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Features.WorkingDays;

/// <summary>Adds working days to a date, and says which days are skipped.</summary>
public sealed class AddWorkingDays : IUseCase
{
    private static readonly QueryParameter<LocalDate> fromParameter = Query.Date("from", "The day counted from; it is day 0.").Required();
    private static readonly QueryParameter<int> addParameter = Query.Whole("add", "How many working days to add.", 0, 1000).Required();

    /// <summary>What to add to which day.</summary>
    /// <param name="From">The day counted from.</param>
    /// <param name="Add">How many working days.</param>
    public sealed record Request(LocalDate From, int Add) : IRequest<Result<Response>>;

    /// <summary>The day so many working days on.</summary>
    /// <param name="From">The day counted from.</param>
    /// <param name="Add">How many working days.</param>
    /// <param name="Date">The day they lead to.</param>
    /// <param name="Skipped">The days not counted, and why.</param>
    /// <param name="Provisional">Whether bank holidays were computed that are not yet published.</param>
    public sealed record Response(LocalDate From, int Add, LocalDate Date, IReadOnlyList<SkippedDay> Skipped, bool Provisional);

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<Response>(
                "/v1/working-days",
                [fromParameter, addParameter],
                asked => new Request(asked.Query.Maybe(fromParameter) ?? default, asked.Query.Maybe(addParameter) ?? 0))
            .For(RouteAccess.ReadRules)
            .WithName("AddWorkingDays")
            .WithTags("Rules")
            .WithSummary("Add working days to a date")
            .WithDescription("Working days of England and Wales: not Saturdays, Sundays, Christmas Day, Good Friday or bank holidays.");

    /// <summary>Counts.</summary>
    internal sealed class Handler(Settings settings) : IRequestHandler<Request, Result<Response>>
    {
        public Task<Result<Response>> Handle(Request request, CancellationToken cancellationToken)
        {
            var calendar = settings.Calendar;
            var date = calendar.Add(request.From, request.Add);
            return Task.FromResult<Result<Response>>(
                new Response(request.From, request.Add, date, [.. calendar.Skipped(request.From, date)], calendar.IsProvisional(request.From, date)));
        }
    }
}
