using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;

namespace ChildJourney.Domain.Tests.Catalogue;

/// <summary>What the page of the catalogue says of one rule.</summary>
public static class RuleSection
{
    /// <summary>The lines of the section.</summary>
    public static IEnumerable<string> Lines(Rule rule)
    {
        var (text, examples) = (rule.Text, Examples.Of(rule));
        return
        [
            $"### {rule.Id}",
            "",
            $"**{Markdown.Escape(rule.Title)}** – {LevelOf(rule, examples)}",
            "",
            "| Triggers from | to | Number | Written in |",
            "|---|---|---|---|",
            .. rule.Limits.Select((limit, i) => VersionRow(limit, rule.Limits.ElementAtOrDefault(i + 1))),
            "",
            $"- **Trigger:** {Markdown.Escape(text.Trigger)}",
            $"- **Due:** {Markdown.Escape(text.Due)}",
            $"- **Met by:** {(text.MetBy.Count == 0 ? "nothing" : Markdown.Code(text.MetBy))}",
            $"- **Ended by:** {Markdown.Escape(text.EndedBy)}",
            $"- **Counting:** {Markdown.Escape(text.Counting)}",
            $"- **By default:** {(rule.EnabledByDefault ? "on" : "off")}{(Policy.Default.Targets.TryGetValue(rule.Id, out var target) ? $"; {target} per cent are to be on time" : "")}",
            $"- **An authority may set:** {WhatMayBeSet(rule)}",
            "",
            .. Markdown.Folded($"{examples.Length} examples", examples.SelectMany(example => ExampleText.Lines(example, rule.Id))),
        ];
    }

    /// <summary>What a breach means; an obligation's level may be another than the rule's own, as some of the examples show.</summary>
    private static string LevelOf(Rule rule, Example[] examples)
    {
        var others = examples
            .SelectMany(example => example.Assess().Obligations)
            .Where(obligation => obligation.Rule == rule)
            .SelectMany(obligation => obligation.Stages)
            .Select(stage => stage.Level)
            .Where(level => level != rule.Level)
            .Distinct()
            .Order()
            .Select(Words.Of)
            .ToArray();
        return $"{Words.Of(rule.Level)}: {LevelText.Breach(rule.Level)}{(others.Length == 0 ? "" : $"; at times {string.Join(" or ", others)}, as each obligation says")}";
    }

    private static string VersionRow(DatedLimit limit, DatedLimit? next)
    {
        var relaxed = limit.Relaxed is { } law ? $"; *relaxed:* {Markdown.Escape(law.ToString())}" : "";
        return $"| {PlainEnglish.Date(limit.From)} | {(next is null ? "–" : PlainEnglish.Date(next.From.PlusDays(-1)))} | {Number(limit.Amount)} | {Markdown.Escape(limit.Citation.ToString())}{relaxed} |";
    }

    private static string Number(Amount? number) => number is not { } amount ? "–"
        : amount.Count < 0 ? $"{Positive(amount)} before"
        : $"{amount}{(amount.FirstDayCounts ? ", the first day counted" : "")}";

    private static string WhatMayBeSet(Rule rule)
    {
        var (isLocal, number) = (rule.Level == Level.Local, rule.Limits[^1].Amount);
        return (isLocal, number) switch
        {
            (true, { } amount) => $"whether it is on; any number (`{amount.UnitName}`)",
            (true, null) => "whether it is on",
            (false, { Count: < 0 } amount) => $"only a number that leaves less time: `{amount.UnitName}`, at least {-amount.Count} before",
            (false, { } amount) => $"only a lower number: `{amount.UnitName}`, at most {amount.Count}",
            (false, null) => "nothing",
        };
    }

    private static string Positive(Amount amount) => (amount with { Count = -amount.Count }).ToString();
}
