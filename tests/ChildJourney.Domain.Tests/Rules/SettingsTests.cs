using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.Reviews;
using ChildJourney.Domain.Rules.Section20;
using static ChildJourney.Domain.Tests.Make;

namespace ChildJourney.Domain.Tests.Rules;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("1991-10-13", null)]
    [InlineData("1991-10-14", "4 weeks")]
    [InlineData("2011-03-31", "4 weeks")]
    [InlineData("2011-04-01", "20 working days")]
    [InlineData("2026-11-22", "20 working days")]
    public void The_trigger_chooses_the_version_of_a_rule(string triggerOn, string? expected) =>
        (Settings.Default.VersionOf(RuleCatalogue.Get<FirstReview>(), Day(triggerOn))?.Amount?.ToString()).Should().Be(expected);

    [Theory]
    [InlineData("2020-04-23", false)]
    [InlineData("2020-04-24", true)]
    [InlineData("2020-09-24", true)]
    [InlineData("2020-09-25", false)]
    public void Later_reviews_were_relaxed_in_2020_and_their_due_date_stayed(string triggerOn, bool relaxed)
    {
        var version = Settings.Default.VersionOf(RuleCatalogue.Get<SubsequentReview>(), Day(triggerOn))!;

        (version.Relaxed is not null).Should().Be(relaxed);
        version.Amount.Should().Be(new Amount(6, Unit.Months));
        Settings.Default.VersionOf(RuleCatalogue.Get<SecondReview>(), Day(triggerOn))!.Relaxed.Should().BeNull();
    }

    [Fact]
    public void A_number_of_the_authoritys_own_governs_triggers_from_its_date_on()
    {
        var settings = With("review-first", new RulePolicy(Enabled: null, Count: 15, From: Day("2026-04-01")));

        settings.VersionOf(RuleCatalogue.Get<FirstReview>(), Day("2026-03-31"))!.Amount.Should().Be(new Amount(20, Unit.WorkingDays));
        settings.VersionOf(RuleCatalogue.Get<FirstReview>(), Day("2026-04-01"))!.Amount.Should().Be(new Amount(15, Unit.WorkingDays));
        Due(settings, "2026-05-11").Should().Be("2026-06-02", "15 working days, 25 May left out");
        Due(Settings.Default, "2026-05-11").Should().Be("2026-06-09");

        static string Due(Settings settings, string admittedOn) =>
            $"{Assessment.Of(JourneyOf(Admitted(admittedOn)), settings).Obligations.Single(obligation => obligation.Rule is FirstReview).Stages[0].DueOn:uuuu-MM-dd}";
    }

    [Fact]
    public void A_local_rule_that_is_off_raises_nothing_from_that_date_on()
    {
        var settings = With("section20-return-plan", new RulePolicy(Enabled: false, Count: null, From: Day("2026-04-01")));

        settings.VersionOf(RuleCatalogue.Get<ReturnPlan>(), Day("2026-03-31")).Should().NotBeNull();
        settings.VersionOf(RuleCatalogue.Get<ReturnPlan>(), Day("2026-04-01")).Should().BeNull();
        settings.VersionOf(RuleCatalogue.Get<FirstReview>(), Day("2026-04-01")).Should().NotBeNull();
    }

    [Theory]
    [InlineData("2026-03-31", Status.CannotDetermine)]
    [InlineData("2026-04-01", Status.Overdue)]
    public void What_only_an_entry_that_is_not_recorded_here_could_meet_cannot_be_determined(string admittedOn, Status expected)
    {
        var policy = new Policy { RecordedFrom = new Dictionary<string, NodaTime.LocalDate?> { ["allocation"] = Day("2026-04-01") } };
        var assessment = Assessment.Of(JourneyOf(Admitted(admittedOn)), Settings.Default with { Policy = policy });
        var appointed = assessment.Obligations.Single(obligation => obligation.Rule is IroAppointed);
        var review = assessment.Obligations.Single(obligation => obligation.Rule is FirstReview);

        appointed.Stages[0].Dates.StatusOn(Day("2026-11-22"), dueSoonDays: 14).Should().Be(expected);
        (appointed.MissingFact is null).Should().Be(expected == Status.Overdue);
        review.Stages[0].Dates.StatusOn(Day("2026-11-22"), dueSoonDays: 14).Should().Be(Status.Overdue, "reviews have always been recorded");
    }

    private static Settings With(string rule, RulePolicy policy) =>
        Settings.Default with { Policy = new Policy { Rules = new Dictionary<string, RulePolicy> { [rule] = policy } } };
}
