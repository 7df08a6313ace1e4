using System.Text.RegularExpressions;
using ChildJourney.Domain.Journeys;

namespace ChildJourney.Domain.Tests.Journeys;

public sealed class IdentifiersTests
{
    [Theory]
    [InlineData("C1", true)]
    [InlineData("7", true)]
    [InlineData("a.b_c-d", true)]
    [InlineData("a.", true)]
    [InlineData("", false)]
    [InlineData(".a", false)]
    [InlineData("-a", false)]
    [InlineData("_a", false)]
    [InlineData("a..b", false)]
    [InlineData("a b", false)]
    [InlineData("a/b", false)]
    [InlineData("é", false)]
    [InlineData("a\n", false)]
    [InlineData("a%2e", false)]
    public void An_identifier_can_stand_in_a_path(string text, bool expected)
    {
        Identifiers.IsChild(text).Should().Be(expected);
        Identifiers.IsEntry(text).Should().Be(expected);
        Matches(Identifiers.ChildPattern, text).Should().Be(expected, "the published pattern says the same");
        Matches(Identifiers.EntryPattern, text).Should().Be(expected, "the published pattern says the same");
    }

    [Fact]
    public void A_childs_identifier_has_36_characters_at_most_and_an_entrys_64()
    {
        Identifiers.IsChild(new string('a', 36)).Should().BeTrue();
        Identifiers.IsChild(new string('a', 37)).Should().BeFalse();
        Identifiers.IsEntry(new string('a', 64)).Should().BeTrue();
        Identifiers.IsEntry(new string('a', 65)).Should().BeFalse();
    }

    [Theory]
    [InlineData("SW7", true)]
    [InlineData("/a/b", true)]
    [InlineData("..", true)]
    [InlineData("", false)]
    [InlineData("Ann Smith", false)]
    [InlineData("a,b", false)]
    [InlineData("a\n", false)]
    public void A_code_has_no_spaces(string text, bool expected)
    {
        Identifiers.IsCode(text).Should().Be(expected);
        Matches(Identifiers.CodePattern, text).Should().Be(expected, "the published pattern says the same");
    }

    [Fact]
    public void A_code_has_64_characters_at_most()
    {
        Identifiers.IsCode(new string('a', 64)).Should().BeTrue();
        Identifiers.IsCode(new string('a', 65)).Should().BeFalse();
    }

    [Theory]
    [InlineData("A123456789012", true)]
    [InlineData("UN1", true)]
    [InlineData("UN5", true)]
    [InlineData("UN0", false)]
    [InlineData("UN6", false)]
    [InlineData("un1", false)]
    [InlineData("A12345678901", false)]
    [InlineData("A1234567890123", false)]
    [InlineData("A12345678901-", false)]
    public void A_pupil_number_has_13_characters_or_says_why_there_is_none(string text, bool expected)
    {
        Identifiers.IsUpn(text).Should().Be(expected);
        Matches(Identifiers.UpnPattern, text).Should().Be(expected, "the published pattern says the same");
    }

    /// <summary>As JSON Schema matches: a dollar sign is the very end.</summary>
    private static bool Matches(string pattern, string text) =>
        Regex.IsMatch(text, pattern.Replace("$", @"\z", StringComparison.Ordinal), RegexOptions.None, TimeSpan.FromSeconds(1));
}
