using ChildJourney.Api.Platform;
using ChildJourney.Domain.Rules;
using MediatR;

namespace ChildJourney.Api.Features.Rules;

/// <summary>The catalogue of rules.</summary>
public sealed class ListRules : IUseCase
{
    /// <summary>All rules.</summary>
    public sealed record Request : IRequest<Result<Page<RuleView>>>;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<Page<RuleView>>("/v1/rules", [], _ => new Request())
            .WithName("ListRules")
            .WithTags("Rules")
            .WithSummary("The catalogue of rules")
            .WithDescription("Every deadline with its level, its dated numbers, each with its citation, and how the first and last day are counted. All on one page.");

    /// <summary>Reads the catalogue.</summary>
    internal sealed class Handler : IRequestHandler<Request, Result<Page<RuleView>>>
    {
        public Task<Result<Page<RuleView>>> Handle(Request request, CancellationToken cancellationToken) =>
            Task.FromResult<Result<Page<RuleView>>>(new Page<RuleView>([.. RuleCatalogue.All.Select(RuleView.Of)], Next: null));
    }
}
