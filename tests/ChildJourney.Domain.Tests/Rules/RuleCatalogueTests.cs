using ChildJourney.Domain.Calendar;
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

        text.MetBy.Where(type => EntryShapes.Find(type) is null).Should().BeEmpty();
        text.MetBy.Should().OnlyHaveUniqueItems();
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
        var examples = Examples.Of(rule);
        var statuses = examples.SelectMany(example => example.Expect).Where(it => it.Rule == id).Select(it => it.Status).ToArray();

        examples.Should().HaveCountGreaterThanOrEqualTo(6);
        statuses.Should().Contain("overdue");
        statuses.Contains("met").Should().Be(rule.Text.MetBy.Count > 0, "what no entry meets is never met, and anything else once is");
        statuses.Should().Contain(status => status == "ended" || status == "missed");
        examples.Should().Contain(example => example.ExpectNone.Contains(id) || example.ExpectNot.Any(it => it.Rule == id));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void One_of_them_is_counted_over_a_bank_holiday_or_the_end_of_a_month(string id)
    {
        var rule = RuleCatalogue.Find(id)!;
        var due = Examples.Of(rule).SelectMany(example => ExpectedOf(rule, example)).ToArray();

        // No days are counted to a given day, such as that of a review, nor to the eve of an alert: there is nothing for a holiday to fall into.
        if (rule.Limits.Any(limit => limit.Amount is not null) || due.Any(it => it.Stage.DueOn > it.Stage.OpensOn && IsCounted(it.Stage.Deadline)))
        {
            due.Should().Contain(it => HoldsHolidayOrMonthEnd(it.TriggerOn, it.Stage.DueOn!.Value));
        }
    }

    [Fact]
    public void Only_a_local_standard_is_off_by_default() =>
        RuleCatalogue.All.Where(rule => !rule.EnabledByDefault && rule.Level != Level.Local).Should().BeEmpty("no authority could turn it on");

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

    /// <summary>The due dates that an example expects of the rule, each with the day that triggered it.</summary>
    private static IEnumerable<(LocalDate TriggerOn, Stage Stage)> ExpectedOf(Rule rule, Example example) =>
        from obligation in example.Assess().Obligations
        where obligation.Rule == rule
        let stage = obligation.StageOn(example.AsOf)
        where stage?.DueOn is not null && example.Expect.Any(it => it.Rule == rule.Id && Make.Maybe(it.DueOn.Length == 0 ? null : it.DueOn) == stage.DueOn)
        select (obligation.TriggerOn, stage);

    private static bool IsCounted(Deadline deadline) => deadline.Steps is [.., var decisive] && decisive.From != decisive.To;

    private static bool HoldsHolidayOrMonthEnd(LocalDate one, LocalDate other)
    {
        var (from, to) = (LocalDate.Min(one, other), LocalDate.Max(one, other));
        return Enumerable.Range(0, Period.DaysBetween(from, to) + 1).Select(from.PlusDays).Any(day =>
            day.PlusDays(1).Month != day.Month || BankHolidays.EnglandAndWales.In(day.Year).Any(holiday => holiday.On == day));
    }
}
