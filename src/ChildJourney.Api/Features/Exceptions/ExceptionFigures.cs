using ChildJourney.Api.Features.Summary;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Figures;
using ChildJourney.Infrastructure.Projection;
using NodaTime;

namespace ChildJourney.Api.Features.Exceptions;

/// <summary>Which rules are exceptions in a month, and by how much.</summary>
internal sealed class ExceptionFigures(FigureRecords records, Generation generation)
{
    private static readonly string[] law = [Words.Of(Level.Regulation)];

    /// <summary>The rules, those with the most missing first; beside them the rules that reached their target, and those of which nothing was due.</summary>
    public async Task<(IReadOnlyList<RuleShortfall> Short, IReadOnlyList<string> Reached, IReadOnlyList<string> NothingDue)> InAsync(
        YearMonth month, LocalDate asOf, WhenDue holders, CancellationToken cancellationToken)
    {
        var targets = generation.Settings.Policy.Targets;
        var span = Span.Of(month);
        var question = new FigureQuestion(asOf, span.From, span.To) { Holders = holders, BeforeFrom = span.From.PlusMonths(-1), By = [FigureKey.Rule, FigureKey.Team] };
        var ofTargets = targets.Count == 0 ? [] : await RulesAsync(question with { Rules = [.. targets.Keys] }, cancellationToken);
        var ofLaw = await RulesAsync(question with { Levels = law }, cancellationToken);
        var found = ofTargets.Concat(ofLaw.Where(rule => !targets.ContainsKey(rule.Id)))
            .Select(rule => (rule.Figures, View: ViewOf(rule)))
            .Where(rule => rule.Figures.Now.IsShort(rule.View.Target))
            .Select(rule => rule.View)
            .OrderBy(rule => rule.Target is null).ThenByDescending(rule => rule.ShortfallEvents).ThenByDescending(rule => rule.Late).ThenBy(rule => rule.Rule, StringComparer.Ordinal)
            .ToList();
        var due = ofTargets.Where(rule => rule.Figures.Now.Due > 0).Select(rule => rule.Id).ToList();
        return (found, [.. due.Except(found.Select(rule => rule.Rule), StringComparer.Ordinal)], [.. targets.Keys.Except(due, StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private async Task<IReadOnlyList<RuleFigures>> RulesAsync(FigureQuestion question, CancellationToken cancellationToken)
    {
        var counted = await records.CountAsync(generation, question, cancellationToken);
        var ago = Span.Of(question.From.ToYearMonth().PlusMonths(-12));
        var yearBefore = await records.CountAsync(generation, question with { From = ago.From, To = ago.To, BeforeFrom = null, By = [FigureKey.Rule] }, cancellationToken);
        return
        [
            .. counted.InOrder.GroupBy(group => group.Key.First!, StringComparer.Ordinal).Select(rule => new RuleFigures(
                rule.Key,
                question with { Rules = [rule.Key], By = [] },
                Figure.Sum(rule.Select(team => team.Value)),
                yearBefore.Of(new FigureGroup(rule.Key, null)).Now,
                [.. rule.Select(team => (team.Key.Second, team.Value.Now))])),
        ];
    }

    private RuleShortfall ViewOf(RuleFigures rule)
    {
        var now = rule.Figures.Now;
        var target = generation.Settings.Policy.Targets.TryGetValue(rule.Id, out var percent) ? percent : (decimal?)null;
        return new RuleShortfall(
            rule.Id,
            RuleCatalogue.Find(rule.Id)?.Title ?? rule.Id,
            target,
            now.Due,
            now[Counted.OnTime],
            now[Counted.Late],
            now.Rate,
            Shortfall.Points(now, target),
            Shortfall.Events(now, target),
            PreviousView.Of(rule.Figures.Before),
            PreviousView.Of(rule.YearBefore),
            [.. rule.Teams.Where(team => team.Figures.IsShort(target)).Select(team => Shortfall.Of(team.Team, team.Figures, target))],
            new FigureLinks(rule.Question).To(Counted.Late, key: null));
    }

    private sealed record RuleFigures(string Id, FigureQuestion Question, Figure Figures, Tally YearBefore, IReadOnlyList<(string? Team, Tally Figures)> Teams);
}
