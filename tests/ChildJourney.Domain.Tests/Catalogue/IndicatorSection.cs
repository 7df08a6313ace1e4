using ChildJourney.Domain.Drift;

namespace ChildJourney.Domain.Tests.Catalogue;

/// <summary>What the page of the catalogue says of one drift indicator.</summary>
public static class IndicatorSection
{
    /// <summary>The lines of the section.</summary>
    public static IEnumerable<string> Lines(DriftIndicator indicator)
    {
        var examples = Examples.Of(indicator);
        return
        [
            $"### {indicator.Id}",
            "",
            $"**{Markdown.Escape(indicator.Title)}**",
            "",
            $"- **True when:** {Markdown.Escape(indicator.TrueWhen)}",
            $"- **Thresholds:** {(indicator.Thresholds.Count == 0 ? "none" : string.Join(", ", indicator.Thresholds.Select(threshold => $"`{threshold.Name}` {threshold.Default}")))}",
            .. RestsOn(indicator),
            "",
            .. Markdown.Folded($"{examples.Length} examples", examples.SelectMany(example => ExampleText.Lines(example, indicator.Id))),
        ];
    }

    private static IEnumerable<string> RestsOn(DriftIndicator indicator) =>
        indicator.RestsOn.Count == 0 ? [] : [$"- **Not said where an authority does not record:** {Markdown.Code(indicator.RestsOn)}"];
}
