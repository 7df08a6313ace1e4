using ChildJourney.Domain.Drift;
using ChildJourney.Domain.Rules;

namespace ChildJourney.Domain.Tests;

public sealed class ExamplesTests
{
    public static TheoryData<string, string> All()
    {
        var all = new TheoryData<string, string>();
        foreach (var example in Examples.Own.Concat(Examples.Wider))
        {
            all.Add(example.File, example.Id);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void An_example_is_as_it_says(string file, string id) =>
        Examples.Own.Concat(Examples.Wider).Single(example => example.File == file && example.Id == id).Check();

    [Fact]
    public void Every_example_has_an_id_of_its_own_a_sentence_and_something_to_check()
    {
        Examples.Own.Should().HaveCountGreaterThan(50);
        Examples.Own.Select(example => example.Id).Should().OnlyHaveUniqueItems();
        foreach (var example in Examples.Own)
        {
            example.Id.Should().MatchRegex("^[a-z0-9]+(-[a-z0-9]+)*$");
            example.About.Should().MatchRegex(@"^[A-Z0-9].{20,}[^. ]$", $"{example.Id} says what it is about");
            (example.Expect.Count + example.ExpectNone.Count + example.ExpectNot.Count + example.Drift.Count + example.NoDrift.Count)
                .Should().BePositive(example.Id);
        }
    }

    [Fact]
    public void Every_rule_and_indicator_that_an_example_names_is_known()
    {
        foreach (var example in Examples.Own)
        {
            string[] rules = [.. example.Expect.Select(it => it.Rule), .. example.ExpectNot.Select(it => it.Rule), .. example.ExpectNone];
            rules.Where(id => RuleCatalogue.Find(id) is null).Should().BeEmpty(example.Id);
            example.Drift.Concat(example.NoDrift).Where(id => DriftCatalogue.Find(id) is null).Should().BeEmpty(example.Id);
        }
    }
}
