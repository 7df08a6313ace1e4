using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Retention;
using static ChildJourney.Domain.Tests.Make;

namespace ChildJourney.Domain.Tests.Retention;

public sealed class RetentionPeriodTests
{
    private const string Today = "2026-11-22";

    [Theory]
    [InlineData("1951-11-22", "2026-11-22")]
    [InlineData("1952-02-29", "2027-03-01")] // 75 years after a leap year is never one
    [InlineData("1952-02-28", "2027-02-28")]
    [InlineData("1950-12-31", "2025-12-31")]
    public void A_record_is_kept_until_the_75th_birthday(string born, string expected)
    {
        var period = RetentionPeriod.Of(Child(born), wasLookedAfter: true, diedOn: null)!;

        (period.KeepUntil, period.Why).Should().Be((Day(expected), "the 75th birthday"));
        period.Citation.Text.Should().EndWith("regulation 50(1)(a)");
    }

    [Theory]
    [InlineData("2011-11-22", "2026-11-22")]
    [InlineData("2012-02-29", "2027-03-01")]
    [InlineData("2020-04-30", "2035-04-30")] // the day before the 18th birthday
    public void Of_a_child_who_died_before_18_it_is_kept_for_15_years(string died, string expected)
    {
        var period = RetentionPeriod.Of(Child("2002-05-01"), wasLookedAfter: true, Day(died))!;

        (period.KeepUntil, period.Why).Should().Be((Day(expected), "15 years from death before 18"));
        period.Citation.Text.Should().EndWith("regulation 50(1)(b)");
    }

    [Theory]
    [InlineData("2002-05-01", "2020-05-01")]
    [InlineData("2004-02-29", "2022-03-01")]
    public void Who_dies_on_the_18th_birthday_has_attained_18(string born, string died) =>
        RetentionPeriod.Of(Child(born), wasLookedAfter: true, Day(died))!.KeepUntil.Should().Be(Child(born).Birthday(75));

    [Fact]
    public void Someone_born_on_29_February_is_17_on_the_28th() =>
        RetentionPeriod.Of(Child("2004-02-29"), wasLookedAfter: true, Day("2022-02-28"))!.KeepUntil.Should().Be(Day("2037-02-28"));

    [Fact]
    public void The_last_day_itself_is_still_kept()
    {
        var period = RetentionPeriod.Of(Child("1951-11-22"), wasLookedAfter: true, diedOn: null)!;

        period.IsOver(Day("2026-11-22")).Should().BeFalse();
        period.IsOver(Day("2026-11-23")).Should().BeTrue();
    }

    [Fact]
    public void Of_a_child_who_was_never_looked_after_the_law_says_nothing()
    {
        RetentionPeriod.Of(Child(), wasLookedAfter: false, diedOn: null).Should().BeNull();
        RetentionPeriod.Of(JourneyOf(Allocated("2026-01-05", AllocationRole.SocialWorker, "SW1")), Day(Today)).Should().BeNull();
    }

    [Theory]
    [InlineData("2026-01-09", null)] // not yet looked after
    [InlineData("2026-01-10", "2090-05-01")]
    [InlineData("2026-03-01", "2090-05-01")] // the day before the death
    [InlineData("2026-03-02", "2041-03-02")]
    public void A_journey_says_which_period_as_far_as_it_had_come(string asOf, string? expected)
    {
        var journey = JourneyOf(Admitted("2026-01-10"), Discharged("2026-03-02", DischargeReason.E2));

        var until = RetentionPeriod.Of(journey, Day(asOf))?.KeepUntil;

        until.Should().Be(Maybe(expected));
    }

    [Fact]
    public void A_death_after_which_the_child_was_admitted_again_was_none() =>
        RetentionPeriod.Of(JourneyOf(Admitted("2026-01-10"), Discharged("2026-03-02", DischargeReason.E2), Admitted("2026-06-01")), Day(Today))!
            .KeepUntil.Should().Be(Day("2090-05-01"));

    [Fact]
    public void A_child_who_died_on_the_day_of_the_admission_was_looked_after() =>
        RetentionPeriod.Of(JourneyOf(Admitted("2026-01-10"), Discharged("2026-01-10", DischargeReason.E2)), Day(Today))!
            .KeepUntil.Should().Be(Day("2041-01-10"));

    [Fact]
    public void Nobody_born_later_has_had_a_75th_birthday_by_then()
    {
        for (var born = Day("1951-01-01"); born < Day("1953-12-31"); born = born.PlusDays(1))
        {
            var birthday = Child($"{born:uuuu-MM-dd}").Birthday(75);
            foreach (var day in new[] { birthday.PlusDays(-1), birthday, birthday.PlusDays(1) })
            {
                (born <= RetentionPeriod.BornBy(day) || birthday > day).Should().BeTrue("born {0}, asked about {1}", born, day);
            }
        }
    }
}
