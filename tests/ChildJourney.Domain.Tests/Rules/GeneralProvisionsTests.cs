using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using NodaTime;
using static ChildJourney.Domain.Tests.Make;

namespace ChildJourney.Domain.Tests.Rules;

public sealed class GeneralProvisionsTests
{
    private static readonly Admission admission = Admitted("2026-01-05", LegalStatus.E1);

    [Fact]
    public void A_due_date_that_moves_makes_stages_that_follow_one_another() =>
        Stages(Opens("2026-01-05", due: "2026-05-05"), Opens("2026-02-02", due: "2026-05-02")).Should().Equal(
            "opens 2026-01-05 due 2026-05-05 closes 2026-02-02",
            "opens 2026-02-02 due 2026-05-02");

    [Fact]
    public void It_does_not_move_once_the_duty_is_met() =>
        Stages(duty => duty with { MetOn = Day("2026-02-01") }, Opens("2026-01-05", due: "2026-05-05"), Opens("2026-02-02", due: "2026-05-02")).Should().Equal(
            "opens 2026-01-05 due 2026-05-05 met 2026-02-01");

    [Fact]
    public void It_does_not_move_once_the_duty_has_ended() =>
        Stages(duty => duty with { Ending = new Ending(Day("2026-02-02"), "it ended", Recorded: true) }, Opens("2026-01-05", due: "2026-05-05"), Opens("2026-02-02", due: "2026-05-02"))
            .Should().Equal("opens 2026-01-05 due 2026-05-05 ended 2026-02-02");

    [Fact]
    public void What_resumes_opens_again_after_it_ended() =>
        StagesOf(
            JourneyOf(admission, Placed("2026-02-02", PlacementType.A3), Placed("2026-04-01")),
            duty => duty,
            Opens("2026-01-05", due: "2026-05-05"),
            Opens("2026-04-01", due: "2026-05-05", resumes: true)).Should().Equal(
            "opens 2026-01-05 due 2026-05-05 closes 2026-04-01 ended 2026-02-02",
            "opens 2026-04-01 due 2026-05-05 ended 2033-05-01");

    [Fact]
    public void An_opening_after_its_own_ending_says_that_the_duty_had_ended_by_then() =>
        Stages(Opens("2026-01-05", due: "2026-05-05"), Over("2026-05-06", due: "2026-05-05"), Opens("2026-06-01", due: "2026-05-05", resumes: true)).Should().Equal(
            "opens 2026-01-05 due 2026-05-05 closes 2026-05-06",
            "opens 2026-05-06 due 2026-05-05 closes 2026-06-01 ended 2026-05-05",
            "opens 2026-06-01 due 2026-05-05");

    [Fact]
    public void It_says_nothing_of_a_duty_that_ended_before() =>
        StagesOf(JourneyOf(admission, Discharged("2026-03-02")), duty => duty, Opens("2026-01-05", due: "2026-05-05"), Over("2026-05-06", due: "2026-05-05"))
            .Should().Equal("opens 2026-01-05 due 2026-05-05 ended 2026-03-02");

    [Fact]
    public void A_due_date_that_moves_after_it_ended_does_not_open_it_again() =>
        StagesOf(
            JourneyOf(admission, Placed("2026-02-02", PlacementType.A3), Placed("2026-04-01")),
            duty => duty,
            Opens("2026-01-05", due: "2026-05-05"),
            Opens("2026-04-15", due: "2026-05-02")).Should().Equal("opens 2026-01-05 due 2026-05-05 ended 2026-02-02");

    [Fact]
    public void What_ends_on_the_day_it_opens_never_was() =>
        Stages(duty => duty with { Ending = new Ending(Day("2026-01-05"), "it ended", Recorded: true) }, Opens("2026-01-05", due: "2026-05-05")).Should().BeEmpty();

    [Theory]
    [InlineData("2026-02-01", "met 2026-02-01")]
    [InlineData("2026-02-02", "ended 2026-02-02")] // on the day it ended there was nothing left to meet
    [InlineData("2026-02-03", "ended 2026-02-02")]
    public void What_would_have_met_it_comes_too_late_once_it_has_ended(string metOn, string expected) =>
        Stages(
            duty => duty with { MetOn = Day(metOn), Ending = new Ending(Day("2026-02-02"), "it ended", Recorded: true) },
            Opens("2026-01-05", due: "2026-05-05")).Should().Equal($"opens 2026-01-05 due 2026-05-05 {expected}");

    [Fact]
    public void The_earlier_ending_holds() =>
        StagesOf(
            JourneyOf(admission, Discharged("2026-03-02")),
            duty => duty with { Ending = new Ending(Day("2026-04-01"), "it ended", Recorded: true) },
            Opens("2026-01-05", due: "2026-05-05")).Should().Equal("opens 2026-01-05 due 2026-05-05 ended 2026-03-02");

    [Theory]
    [InlineData(null, "2026-02-02", "refused 2026-02-02")]
    [InlineData("2026-03-02", "2026-02-02", "met 2026-03-02")] // met after all
    public void A_refusal_holds_the_duty_unless_it_is_met(string? metOn, string refusedOn, string expected) =>
        Stages(duty => duty with { MetOn = Maybe(metOn), RefusedOn = Day(refusedOn) }, Opens("2026-01-05", due: "2026-05-05"))
            .Should().Equal($"opens 2026-01-05 due 2026-05-05 {expected}");

    [Theory]
    [InlineData("2033-04-30", 1)]
    [InlineData("2033-05-01", 0)]
    [InlineData("2033-05-02", 0)]
    public void Nothing_of_a_period_is_raised_that_falls_due_from_the_18th_birthday_on(string due, int raised) =>
        Stages(Opens("2026-01-05", due)).Should().HaveCount(raised);

    [Theory]
    [InlineData("2026-01-31", 0)]
    [InlineData("2026-02-01", 1)]
    public void Nothing_is_raised_that_was_triggered_before_recording_began(string triggeredOn, int raised) =>
        StagesOf(JourneyOf(Admitted("2026-01-05", historyFrom: "2026-02-01")), duty => duty, Opens(triggeredOn, due: "2026-05-05")).Should().HaveCount(raised);

    [Fact]
    public void What_hangs_on_the_child_does_not_end_with_a_period()
    {
        var journey = JourneyOf(admission, Discharged("2026-03-02"));

        StagesOf(journey, duty => duty with { Period = null }, Opens("2026-01-05", due: "2030-01-01"))
            .Should().Equal("opens 2026-01-05 due 2030-01-01");
    }

    [Fact]
    public void What_hangs_on_the_child_is_not_raised_either_when_it_falls_due_in_adulthood() =>
        StagesOf(JourneyOf(admission), duty => duty with { Period = null }, Opens("2026-01-05", due: "2033-05-01")).Should().BeEmpty();

    private static Opening Opens(string on, string due, bool resumes = false) => new(Day(on), Deadline.OnTheDay(Day(due), "that day"), resumes);

    private static Opening Over(string on, string due) => Opens(on, due, resumes: true) with { Ending = new Ending(Day(due), "it ended", Recorded: false) };

    private static string[] Stages(params Opening[] openings) => [.. Stages(duty => duty, openings).Select(said => said.Replace(" ended 2033-05-01", "", StringComparison.Ordinal))];

    private static string[] Stages(Func<Duty, Duty> with, params Opening[] openings) => StagesOf(JourneyOf(admission), with, openings);

    private static string[] StagesOf(Journey journey, Func<Duty, Duty> with, params Opening[] openings)
    {
        var period = journey.PeriodsOfCare[0];
        var rule = new SomeRule();
        var duty = with(new Duty(period, openings[0].On, period.Admission, rule.Limits[0], openings));
        return [.. GeneralProvisions.Apply(rule, duty, journey, Settings.Default)?.Stages.Select(Said) ?? []];
    }

    private static string Said(Stage stage)
    {
        var said = $"opens {stage.OpensOn:uuuu-MM-dd} due {stage.DueOn:uuuu-MM-dd}";
        Add("closes", stage.ClosesOn);
        Add("met", stage.MetOn);
        Add("refused", stage.RefusedOn);
        Add("ended", stage.Ending?.On);
        return said;

        void Add(string what, LocalDate? on) => said += on is { } day ? $" {what} {day:uuuu-MM-dd}" : "";
    }

    private sealed class SomeRule() : Rule(
        "some-rule",
        "Some rule",
        Level.Guidance,
        new DatedLimit(new LocalDate(2011, 4, 1), new Amount(20, Unit.WorkingDays), new Citation("Some guidance")))
    {
        public override RuleText Text { get; } = new("It.", "Then.", ["review"], "It.", "So.", new Wording("It", "done"));

        protected override IEnumerable<Duty> Raise(Journey journey, Settings settings) => [];
    }
}
