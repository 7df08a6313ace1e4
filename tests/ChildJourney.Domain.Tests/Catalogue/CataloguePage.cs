using System.Text.RegularExpressions;
using ChildJourney.Domain.Drift;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;

namespace ChildJourney.Domain.Tests.Catalogue;

/// <summary>The catalogue as a page, for those who check a date and those who build on one.</summary>
public static partial class CataloguePage
{
    /// <summary>Where it is checked in.</summary>
    public const string File = "docs/rules.md";

    private const string DriftHeading = "Drift indicators";

    private static readonly IGrouping<string, Rule>[] families = [.. RuleCatalogue.All.GroupBy(rule => rule.Family)];

    /// <summary>The page as a text.</summary>
    public static string Text() => string.Join('\n', [.. Introduction(), .. Contents(), .. HowToRead(), .. Rules(), .. Indicators()]).TrimEnd() + "\n";

    private static IEnumerable<string> Introduction() =>
    [
        "# The rules",
        "",
        $"Every deadline that ChildJourney works out ({RuleCatalogue.All.Count} rules) and every sign of drift that it looks for ({DriftCatalogue.All.Count} indicators), with worked examples to check with a calendar.",
        "The page is written from the code by `.ci/catalogue`, so change the rule and not the page. `GET /v1/rules` answers with the same rules as an authority's policy has them.",
        "",
        $"All {Examples.Own.Count} examples stand in [{PublishedExamples.File}](../{PublishedExamples.File}): send the `child`, `entries`, `asOf` and `policy` of each to `POST /v1/calculations`, or to a system of your own,",
        "and compare what it says with what the example expects.",
        "",
    ];

    private static IEnumerable<string> Contents() =>
    [
        "## Contents",
        "",
        "| Family | | |",
        "|---|---|---|",
        .. families.Select(family => ContentsRow(NameOf(family.Key), HeadingOf(family.Key), family.Select(rule => (rule.Title, rule.Id)))),
        ContentsRow(DriftHeading, DriftHeading, DriftCatalogue.All.Select(indicator => (indicator.Title, indicator.Id))),
        "",
    ];

    private static IEnumerable<string> HowToRead() =>
    [
        "## How to read it",
        "",
        "| Level | A breach is | An authority may set |",
        "|---|---|---|",
        .. Enum.GetValues<Level>().Select(level => $"| {Words.Of(level)} | {LevelText.Breach(level)} | {LevelText.Change(level)} |"),
        "",
        "- **The due date** is the last day that is on time.",
        "- **A number** is chosen by the day of the trigger; a change in law is a new number from its date on. Where a law relaxed it for a while, the due date stays and the obligation names that law.",
        "- **Working days** leave out Saturdays, Sundays, Christmas Day, Good Friday and the bank holidays of England and Wales. A limit of days, weeks or months that lands on one of these stays there.",
        "- **Paragraph to be confirmed** stands where the number is believed right and the paragraph has not been read in the text itself.",
        "- **Nothing is raised** that was triggered before recording began, nor under a period of care what would fall due on or after the 18th birthday.",
        $"- **An example** names its entries, then → the day asked about, and what is true on it. The child was born on {new ShortDates().Next(Make.Day(ExampleText.UsualBirth))} and the policy is the published default, unless it says otherwise; a year is written once until it changes.",
        "",
        "| Status | The obligation is |",
        "|---|---|",
        .. Enum.GetValues<Status>().Select(status => $"| {Words.Of(status)} | {LevelText.Stands(status, Policy.Default.DueSoonDays)} |"),
        "",
    ];

    private static IEnumerable<string> Rules() =>
        families.SelectMany(family => new[] { $"## {HeadingOf(family.Key)}", "" }.Concat(family.SelectMany(RuleSection.Lines)));

    private static IEnumerable<string> Indicators() =>
    [
        $"## {DriftHeading}",
        "",
        "Each is a fact about a day with its reason in words, never a score. An authority may turn one off and set its thresholds.",
        "",
        .. DriftCatalogue.All.SelectMany(IndicatorSection.Lines),
    ];

    private static string ContentsRow(string name, string heading, IEnumerable<(string Title, string Id)> sections)
    {
        var links = sections.Select(section => Markdown.Link(section.Title, section.Id)).ToArray();
        return $"| {Markdown.Link(name, heading)} | {links.Length} | {string.Join(", ", links)} |";
    }

    /// <summary>The name of a family: Reviews, Section 20, Leaving care.</summary>
    private static string NameOf(string family) => WordStart().Replace(family, match => $" {match.Value.ToLowerInvariant()}");

    /// <summary>The heading of a family, which no rule's id can be. Only a name with a number is a proper name.</summary>
    private static string HeadingOf(string family) =>
        $"Rules on {(family.Any(char.IsAsciiDigit) ? NameOf(family) : NameOf(family).ToLowerInvariant())}";

    [GeneratedRegex("(?<!^)[A-Z]|(?<=[a-z])[0-9]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordStart();
}
