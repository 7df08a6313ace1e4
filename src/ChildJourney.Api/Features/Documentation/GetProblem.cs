using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using MediatR;

namespace ChildJourney.Api.Features.Documentation;

/// <summary>What a kind of problem means: the page that a problem's type leads to.</summary>
public sealed class GetProblem : IUseCase
{
    /// <summary>Which kind.</summary>
    /// <param name="Code">Its name.</param>
    public sealed record Request(string Code) : IRequest<Result<ProblemType>>;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<ProblemType>("/problems/{code}", [], asked => new Request(asked.Route("code")))
            .For(RouteAccess.Open)
            .WithName("GetProblem")
            .WithTags("Problems")
            .WithSummary("What a kind of problem means")
            .WithDescription("The page that type in a problem leads to: what it means, and what to do.")
            .ProducesProblems(429, 503);

    /// <summary>Reads the table.</summary>
    internal sealed class Handler : IRequestHandler<Request, Result<ProblemType>>
    {
        public Task<Result<ProblemType>> Handle(Request request, CancellationToken cancellationToken) =>
            Task.FromResult<Result<ProblemType>>(
                ProblemTypes.All.FirstOrDefault(type => type.Code == request.Code) is { } type ? type : new NotFound($"problem {request.Code}"));
    }
}
