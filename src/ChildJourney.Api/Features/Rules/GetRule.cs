using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Rules;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Features.Rules;

/// <summary>One rule of the catalogue.</summary>
public sealed class GetRule : IUseCase
{
    /// <summary>Which rule.</summary>
    /// <param name="RuleId">The rule.</param>
    public sealed record Request(string RuleId) : IRequest<Result<RuleView>>;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<RuleView>("/v1/rules/{ruleId}", [], asked => new Request(asked.Route("ruleId")))
            .For(RouteAccess.ReadRules)
            .WithName("GetRule")
            .WithTags("Rules")
            .WithSummary("One rule");

    /// <summary>Reads the rule.</summary>
    internal sealed class Handler(Settings settings, IClock clock) : IRequestHandler<Request, Result<RuleView>>
    {
        public Task<Result<RuleView>> Handle(Request request, CancellationToken cancellationToken) =>
            Task.FromResult<Result<RuleView>>(RuleCatalogue.Find(request.RuleId) is { } rule ? RuleView.Of(rule, settings, clock.InEngland()) : new NotFound($"rule {request.RuleId}"));
    }
}
