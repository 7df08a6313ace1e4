using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Rules;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Features.Rules;

/// <summary>The catalogue of rules.</summary>
public sealed class ListRules : IUseCase
{
    private const string ListName = "rules";

    /// <summary>All rules.</summary>
    /// <param name="Page">How much of the list.</param>
    public sealed record Request(PageRequest Page) : IRequest<Result<Page<RuleView>>>;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<Page<RuleView>>("/v1/rules", PageRequest.Parameters, asked => new Request(asked.Page(ListName, CursorKey.Text)))
            .For(RouteAccess.ReadRules)
            .WithName("ListRules")
            .WithTags("Rules")
            .WithSummary("The catalogue of rules")
            .WithDescription("Every deadline with its level, its dated numbers, each with its citation, and how the first and last day are counted.");

    /// <summary>Reads the catalogue.</summary>
    internal sealed class Handler(Settings settings, IClock clock) : IRequestHandler<Request, Result<Page<RuleView>>>
    {
        public Task<Result<Page<RuleView>>> Handle(Request request, CancellationToken cancellationToken)
        {
            var rules = request.Page.Cursor is { Keys: [var last] } ? RuleCatalogue.All.SkipWhile(rule => rule.Id != last).Skip(1) : RuleCatalogue.All;
            return Task.FromResult<Result<Page<RuleView>>>(
                request.Page.Page([.. rules.Take(request.Page.Limit + 1)], rule => new Cursor(ListName, rule.Id), rule => RuleView.Of(rule, settings, clock.InEngland())) with
                {
                    Count = request.Page.Count ? RuleCatalogue.All.Count : null,
                });
        }
    }
}
