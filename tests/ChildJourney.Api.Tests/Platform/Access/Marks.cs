using System.Text;
using System.Text.RegularExpressions;

namespace ChildJourney.Api.Tests.Platform.Access;

/// <summary>Traces of children in answers.</summary>
public static partial class Marks
{
    /// <summary>The names of the children of whom the answer has a trace: in its body, its headers, or a cursor.</summary>
    public static IReadOnlyList<string> In(Answer answer) => In(string.Join('\n', [answer.Text, .. answer.Headers.Values]));

    /// <inheritdoc cref="In(Answer)"/>
    public static IReadOnlyList<string> In(string text) =>
        [.. Mark().Matches(string.Join('\n', [text, .. Encoded().Matches(text).Select(Decoded)])).Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal)];

    private static string Decoded(Match match)
    {
        try
        {
            return Encoding.UTF8.GetString(Bytes.FromBase64(match.Value));
        }
        catch (FormatException)
        {
            return "";
        }
    }

    [GeneratedRegex("Zq(?<name>[a-z]+)qZ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mark();

    [GeneratedRegex("[A-Za-z0-9_-]{12,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Encoded();
}
