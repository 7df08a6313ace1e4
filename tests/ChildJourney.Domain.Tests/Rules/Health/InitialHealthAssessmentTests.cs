using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.Health;
using static ChildJourney.Domain.Tests.Make;

namespace ChildJourney.Domain.Tests.Rules.Health;

public sealed class InitialHealthAssessmentTests
{
    [Theory]
    [InlineData(null, "2026-06-28", Level.Guidance, "20 working days after becoming looked after on 1 June 2026, as guidance asks")]
    [InlineData(null, "2026-06-29", Level.Regulation, "20 working days after becoming looked after on 1 June 2026, and by law by the first review, due by 29 June 2026")]
    [InlineData(null, "2026-06-30", Level.Regulation, "20 working days after becoming looked after on 1 June 2026, and by law by the first review, due by 29 June 2026")]
    [InlineData("2026-06-24", "2026-06-23", Level.Guidance, "20 working days after becoming looked after on 1 June 2026, as guidance asks")]
    [InlineData("2026-06-24", "2026-06-24", Level.Regulation, "the day of the first review, by which the law asks for it")]
    [InlineData("2026-07-03", "2026-07-04", Level.Regulation, "20 working days after becoming looked after on 1 June 2026, and by law by the first review, due by 29 June 2026")]
    public void It_is_guidance_until_the_first_review_is_held_or_due_and_law_from_then(string? reviewedOn, string day, Level level, string ground)
    {
        var stage = Assessed(Settings.Default, reviewedOn).StageOn(Day(day))!;

        stage.Level.Should().Be(level);
        stage.Deadline.Ground.Should().Be(ground);
        stage.Citation!.Text.Should().Contain(level == Level.Guidance ? "statutory guidance (2015)" : "regulation 7(1)-(2)");
    }

    [Theory]
    [InlineData(null, "2026-06-23", Level.Guidance)] // late by the authority's own number alone
    [InlineData(null, "2026-06-28", Level.Guidance)]
    [InlineData(null, "2026-06-29", Level.Regulation)]
    [InlineData("2026-06-24", "2026-06-24", Level.Regulation)] // the review was held without it
    public void An_authoritys_own_number_makes_no_law(string? reviewedOn, string day, Level level)
    {
        var policy = new Policy { Rules = new Dictionary<string, RulePolicy> { ["health-initial"] = new(Enabled: null, Count: 15, From: Day("2026-01-01")) } };
        var stage = Assessed(Settings.Default with { Policy = policy }, reviewedOn).StageOn(Day(day))!;

        stage.DueOn.Should().Be(Day("2026-06-22"));
        stage.Level.Should().Be(level);
        stage.Deadline.Ground.Should().StartWith("15 working days after becoming looked after on 1 June 2026, ").And.EndWith(
            level == Level.Guidance ? "as the authority asks" : reviewedOn is null ? "and by law by the first review, due by 29 June 2026" : "and by law by the first review, held on 24 June 2026");
    }

    [Fact]
    public void A_tighter_number_of_the_authoritys_for_the_first_review_moves_nothing()
    {
        var policy = new Policy { Rules = new Dictionary<string, RulePolicy> { ["review-first"] = new(Enabled: null, Count: 10, From: Day("2026-01-01")) } };

        Assessed(Settings.Default with { Policy = policy }, reviewedOn: null).Stages.Should().OnlyContain(stage => stage.DueOn == Day("2026-06-29"));
    }

    private static Obligation Assessed(Settings settings, string? reviewedOn)
    {
        Entry[] entries = reviewedOn is null ? [Admitted("2026-06-01")] : [Admitted("2026-06-01"), Reviewed(reviewedOn)];
        return RuleCatalogue.Get<InitialHealthAssessment>().For(JourneyOf(entries), settings).Should().ContainSingle().Subject;
    }
}
