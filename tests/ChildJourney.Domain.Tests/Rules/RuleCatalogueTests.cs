using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.Reviews;
using NodaTime;

namespace ChildJourney.Domain.Tests.Rules;

public sealed class RuleCatalogueTests
{
    public static TheoryData<string> Rules() => [.. RuleCatalogue.All.Select(rule => rule.Id)];

    [Fact]
    public void Every_rule_class_of_the_assembly_is_in_the_catalogue_under_an_id_of_its_own()
    {
        var classes = typeof(Rule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Rule)) && !type.IsAbstract);

        RuleCatalogue.All.Select(rule => rule.GetType()).Should().BeEquivalentTo(classes);
        RuleCatalogue.All.Select(rule => rule.Id).Should().OnlyHaveUniqueItems();
        RuleCatalogue.Get<FirstReview>().Should().BeSameAs(RuleCatalogue.Find("review-first"));
        RuleCatalogue.Find("review-none").Should().BeNull();
    }

    [Fact]
    public void The_rules_stand_by_family_and_id() =>
        RuleCatalogue.All.Select(rule => $"{rule.Family} {rule.Id}").Should().BeInAscendingOrder(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_has_an_id_a_family_and_a_level(string id)
    {
        var rule = RuleCatalogue.Find(id)!;

        id.Should().MatchRegex("^[a-z0-9]+(-[a-z0-9]+)*$");
        rule.Family.Should().MatchRegex("^[A-Z][A-Za-z0-9]+$").And.NotBe("Rules", "a rule belongs to a family");
        Enum.IsDefined(rule.Level).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Each_of_its_numbers_has_a_date_and_a_citation(string id)
    {
        var rule = RuleCatalogue.Find(id)!;

        rule.Limits.Should().NotBeEmpty();
        rule.Limits.Select(limit => limit.From).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        rule.InForceFrom.Should().Be(rule.Limits[0].From).And.BeGreaterThan(new LocalDate(1989, 11, 15));
        foreach (var limit in rule.Limits)
        {
            limit.Citation.Text.Should().MatchRegex(@"^[A-Z].{10,}[^. ]$");
            limit.Amount?.Count.Should().NotBe(0);
            limit.Relaxed?.Text.Should().MatchRegex(@"^[A-Z].{10,}[^. ]$");
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void It_is_said_in_sentences(string id)
    {
        var rule = RuleCatalogue.Find(id)!;
        var text = rule.Text;

        rule.Title.Should().MatchRegex("^[A-Z].*[^. ]$");
        foreach (var sentence in new[] { text.Trigger, text.Due, text.EndedBy, text.Counting })
        {
            sentence.Should().MatchRegex(@"^[A-Z0-9].*[^. ]\.$");
        }

        text.MetBy.Should().NotBeEmpty().And.OnlyContain(type => EntryShapes.Find(type) != null);
        text.Wording.Subject.Should().MatchRegex("^[A-Z].*[^. ]$");
        text.Wording.Done.Should().MatchRegex("^[a-z].*[^. ]$");
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void It_stands_in_a_file_of_its_own_name_beside_its_examples(string id)
    {
        var file = Source.FileOf(RuleCatalogue.Find(id)!.GetType());

        File.Exists(file).Should().BeTrue(file);
        File.ReadAllText(file).Should().Contain($"\"{id}\"", "the file carries the rule's id").And.Contain("/// <summary>");
        File.Exists(Path.ChangeExtension(file, ".json")).Should().BeTrue(file);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Its_examples_show_it_met_unmet_ended_and_not_raised(string id)
    {
        var rule = RuleCatalogue.Find(id)!;
        var examples = Examples.Of($"Rules/{rule.Family}/{rule.GetType().Name}");
        var statuses = examples.SelectMany(example => example.Expect).Where(it => it.Rule == id).Select(it => it.Status).ToArray();

        examples.Should().HaveCountGreaterThanOrEqualTo(6);
        statuses.Should().Contain("met").And.Contain("overdue");
        statuses.Should().Contain(status => status == "ended" || status == "missed");
        examples.Should().Contain(example => example.ExpectNone.Contains(id) || example.ExpectNot.Any(it => it.Rule == id));
    }

    [Fact]
    public void A_local_standard_says_that_it_is_one()
    {
        foreach (var rule in RuleCatalogue.All)
        {
            rule.Limits.Should().OnlyContain(limit => limit.Citation.Text.StartsWith("Local standard", StringComparison.Ordinal) == (rule.Level == Level.Local));
        }
    }

    [Fact]
    public void An_unconfirmed_paragraph_says_so() =>
        new Citation("Some Regulations 2010, regulation 36(2)", ParagraphConfirmed: false).ToString()
            .Should().Be("Some Regulations 2010, regulation 36(2) (paragraph to be confirmed)");
}
