using System.Text.RegularExpressions;

namespace ChildJourney.Domain.Tests.Catalogue;

/// <summary>Text as a page in Markdown holds it.</summary>
public static partial class Markdown
{
    /// <summary>The text with nothing in it that would be read as a mark.</summary>
    public static string Escape(string text) => Marks().Replace(text, @"\$0");

    /// <summary>The texts as code, one after the other.</summary>
    public static string Code(IEnumerable<string> texts) => string.Join(", ", texts.Select(text => $"`{text}`"));

    /// <summary>The anchor that a heading gets.</summary>
    public static string Anchor(string heading) => heading.ToLowerInvariant().Replace(' ', '-');

    /// <summary>A link to a heading of the same page.</summary>
    public static string Link(string text, string heading) => $"[{Escape(text)}](#{Anchor(heading)})";

    /// <summary>A list that is folded up until it is asked for.</summary>
    public static IEnumerable<string> Folded(string summary, IEnumerable<string> lines) =>
        ["<details>", $"<summary>{summary}</summary>", "", .. lines, "", "</details>", ""];

    [GeneratedRegex(@"[\\`*_<>\[\]|]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marks();
}
