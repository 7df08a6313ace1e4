using ChildJourney.Domain.Drift;
using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Domain.Tests.Drift;

public sealed class DriftCatalogueTests
{
    public static TheoryData<string> Indicators() => [.. DriftCatalogue.All.Select(indicator => indicator.Id)];

    [Fact]
    public void Every_indicator_class_of_the_assembly_is_in_the_catalogue_under_an_id_of_its_own()
    {
        var classes = typeof(DriftIndicator).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DriftIndicator)) && !type.IsAbstract);

        DriftCatalogue.All.Select(indicator => indicator.GetType()).Should().BeEquivalentTo(classes);
        DriftCatalogue.All.Select(indicator => indicator.Id).Should().OnlyHaveUniqueItems().And.BeInAscendingOrder(StringComparer.Ordinal);
        DriftCatalogue.Find("none").Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(Indicators))]
    public void An_indicator_has_an_id_a_name_and_says_when_it_is_true(string id)
    {
        var indicator = DriftCatalogue.Find(id)!;

        id.Should().MatchRegex("^[a-z0-9]+(-[a-z0-9]+)*$");
        indicator.Title.Should().MatchRegex("^[A-Z].*[^. ]$");
        indicator.TrueWhen.Should().MatchRegex(@"^[A-Z].*[^. ]\.$");
    }

    [Theory]
    [MemberData(nameof(Indicators))]
    public void Its_thresholds_are_named_numbers_and_what_it_rests_on_are_entries(string id)
    {
        var indicator = DriftCatalogue.Find(id)!;

        indicator.Thresholds.Select(threshold => threshold.Name).Should().OnlyHaveUniqueItems().And.NotContain("enabled", "that is whether it is looked for");
        indicator.Thresholds.Where(threshold => threshold.Default <= 0).Should().BeEmpty();
        indicator.RestsOn.Where(type => EntryShapes.Find(type) is null).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Indicators))]
    public void It_stands_in_a_file_of_its_own_name_beside_its_examples(string id)
    {
        var type = DriftCatalogue.Find(id)!.GetType();
        var examples = Examples.Of(DriftCatalogue.Find(id)!);

        File.Exists(Source.FileOf(type)).Should().BeTrue();
        File.Exists(Path.ChangeExtension(Source.FileOf(type), ".json")).Should().BeTrue();
        examples.Should().HaveCountGreaterThanOrEqualTo(6);
        examples.Should().Contain(example => example.Drift.Contains(id)).And.Contain(example => example.NoDrift.Contains(id));
    }
}
