using System.Text.Json;
using System.Text.RegularExpressions;
using ChildJourney.Domain.Drift;
using ChildJourney.Domain.Rules;

namespace ChildJourney.Domain.Tests.Catalogue;

/// <summary>What is generated from the catalogue and checked in is what the catalogue says.</summary>
public sealed partial class GeneratedFilesTests
{
    [Fact]
    public void The_page_of_the_rules_is_what_the_code_says() => GeneratedFile.ShouldBeCheckedIn(CataloguePage.File, CataloguePage.Text());

    [Fact]
    public void The_published_examples_are_those_beside_the_rules() => GeneratedFile.ShouldBeCheckedIn(PublishedExamples.File, PublishedExamples.Text());

    [Fact]
    public void Every_example_is_published_once_and_whole()
    {
        var published = Make.Json(PublishedExamples.Text()).EnumerateArray().ToDictionary(json => json.GetProperty("id").GetString()!);

        published.Keys.Should().BeEquivalentTo(Examples.Own.Select(example => example.Id));
        foreach (var example in Examples.Own)
        {
            var json = published[example.Id];
            example.Json.EnumerateObject().Select(part => part.Name).Should().BeSubsetOf(PublishedExamples.Parts, example.Id);
            example.Json.EnumerateObject().Should().OnlyContain(part => JsonElement.DeepEquals(part.Value, json.GetProperty(part.Name)), example.Id);
        }
    }

    [Fact]
    public void Every_example_stands_in_a_file_of_the_source() =>
        Examples.Own.Select(example => $"{example.File}.json").Distinct().Where(file => !File.Exists(Path.Combine(Source.Domain, file)))
            .Should().BeEmpty("the build's own folder still holds these, though their files have gone: empty it");

    [Fact]
    public void Each_heading_of_the_page_has_an_anchor_of_its_own_and_each_link_leads_to_one()
    {
        var page = CataloguePage.Text();
        var anchors = Heading().Matches(page).Select(match => Markdown.Anchor(match.Groups["text"].Value)).ToArray();

        anchors.Should().OnlyHaveUniqueItems("the second of two would get another");
        anchors.Should().Contain(RuleCatalogue.All.Select(rule => rule.Id)).And.Contain(DriftCatalogue.All.Select(indicator => indicator.Id));
        Link().Matches(page).Select(match => match.Groups["anchor"].Value).Should().NotBeEmpty().And.BeSubsetOf(anchors);
    }

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(#(?<anchor>[^)]*)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
