using ChildJourney.Domain.Obligations;
using NodaTime;

namespace ChildJourney.Domain.Tests.Obligations;

public sealed class StageTests
{
    private const string Due = "2026-09-24";

    [Theory]
    [InlineData(null, null, null, "2026-09-09", Status.Upcoming)] // fifteen days ahead
    [InlineData(null, null, null, "2026-09-10", Status.DueSoon)] // fourteen: the edge of the window
    [InlineData(null, null, null, "2026-09-23", Status.DueSoon)]
    [InlineData(null, null, null, "2026-09-24", Status.DueSoon)] // the due date itself is on time
    [InlineData(null, null, null, "2026-09-25", Status.Overdue)]
    [InlineData(null, null, null, "2199-12-31", Status.Overdue)]
    [InlineData("2026-09-24", null, null, "2026-09-23", Status.DueSoon)] // met tomorrow has not happened
    [InlineData("2026-09-24", null, null, "2026-09-24", Status.Met)]
    [InlineData("2026-09-23", null, null, "2026-10-01", Status.Met)]
    [InlineData("2026-06-01", null, null, "2026-06-01", Status.Met)]
    [InlineData("2026-09-25", null, null, "2026-09-24", Status.DueSoon)]
    [InlineData("2026-09-26", null, null, "2026-09-25", Status.Overdue)]
    [InlineData("2026-09-25", null, null, "2026-09-25", Status.MetLate)]
    [InlineData("2026-09-25", null, null, "2030-01-01", Status.MetLate)] // late for ever
    [InlineData(null, "2026-09-23", null, "2026-09-23", Status.Ended)]
    [InlineData(null, "2026-09-24", null, "2026-09-24", Status.Ended)] // ended on the due date is ended
    [InlineData(null, "2026-09-24", null, "2026-09-25", Status.Ended)]
    [InlineData(null, "2026-09-25", null, "2026-09-24", Status.DueSoon)]
    [InlineData(null, "2026-09-25", null, "2026-09-25", Status.Missed)]
    [InlineData(null, "2026-09-26", null, "2026-09-25", Status.Overdue)] // until it ends it is overdue
    [InlineData(null, "2026-09-26", null, "2026-09-26", Status.Missed)]
    [InlineData(null, null, "2026-09-24", "2026-09-23", Status.DueSoon)]
    [InlineData(null, null, "2026-09-24", "2026-09-24", Status.Refused)]
    [InlineData(null, null, "2026-09-30", "2026-09-29", Status.Overdue)]
    [InlineData(null, null, "2026-09-30", "2026-09-30", Status.Refused)]
    public void The_status_follows_from_the_dates(string? metOn, string? endedOn, string? refusedOn, string day, Status expected) =>
        Dates(Due, metOn, endedOn, refusedOn).StatusOn(Make.Day(day), dueSoonDays: 14).Should().Be(expected);

    [Theory]
    [InlineData(null, null, null, "2026-09-25", Status.CannotDetermine)]
    [InlineData("2026-09-25", null, null, "2026-09-24", Status.CannotDetermine)]
    [InlineData("2026-09-25", null, null, "2026-09-25", Status.Met)]
    [InlineData(null, "2026-09-25", null, "2026-09-25", Status.Ended)]
    [InlineData(null, null, "2026-09-25", "2026-09-25", Status.Refused)]
    public void Without_a_due_date_nothing_is_late(string? metOn, string? endedOn, string? refusedOn, string day, Status expected)
    {
        var dates = Dates(null, metOn, endedOn, refusedOn);

        dates.StatusOn(Make.Day(day), dueSoonDays: 14).Should().Be(expected);
        dates.DaysOverdueOn(Make.Day(day), dueSoonDays: 14).Should().Be(0);
    }

    [Theory]
    [InlineData(0, "2026-09-23", Status.Upcoming)]
    [InlineData(0, "2026-09-24", Status.DueSoon)]
    [InlineData(30, "2026-08-25", Status.DueSoon)]
    [InlineData(30, "2026-08-24", Status.Upcoming)]
    public void The_window_is_the_policys(int dueSoonDays, string day, Status expected) =>
        Dates(Due).StatusOn(Make.Day(day), dueSoonDays).Should().Be(expected);

    [Theory]
    [InlineData("2026-09-24T14:30:00Z", Status.Met)]
    [InlineData("2026-09-24T14:30:01Z", Status.MetLate)]
    [InlineData("2026-09-23T14:30:00Z", Status.Met)]
    public void A_duty_in_hours_is_met_in_time_by_the_minute(string metAt, Status expected)
    {
        var met = NodaTime.Text.InstantPattern.General.Parse(metAt).Value;
        var stage = new Stage(
            Make.Day("2026-09-21"),
            new Deadline(Make.Day(Due)) { At = Instant.FromUtc(2026, 9, 24, 14, 30) },
            Level.Guidance)
        {
            MetOn = met.InUtc().Date,
            MetAt = met,
        };

        stage.Dates.StatusOn(Make.Day(Due), dueSoonDays: 14).Should().Be(expected);
    }

    [Theory]
    [InlineData(null, null, "2026-09-24", 0)]
    [InlineData(null, null, "2026-09-25", 1)]
    [InlineData(null, null, "2026-11-22", 59)]
    [InlineData("2026-10-01", null, "2026-11-22", 7)]
    [InlineData("2026-09-24", null, "2026-11-22", 0)]
    [InlineData(null, "2026-10-04", "2026-11-22", 10)]
    [InlineData(null, "2026-09-24", "2026-11-22", 0)]
    [InlineData("2026-10-01", null, "2026-09-30", 6)] // still overdue on that day
    public void Days_overdue_are_counted_until_it_was_met_or_ended(string? metOn, string? endedOn, string day, int expected) =>
        Dates(Due, metOn, endedOn).DaysOverdueOn(Make.Day(day), dueSoonDays: 14).Should().Be(expected);

    [Theory]
    [InlineData("2026-01-04", false)]
    [InlineData("2026-01-05", true)]
    [InlineData("2026-01-31", true)]
    [InlineData("2026-02-01", false)]
    public void A_stage_is_in_force_from_its_day_up_to_the_next(string day, bool expected)
    {
        var stage = new Stage(Make.Day("2026-01-05"), new Deadline(Make.Day(Due)), Level.Guidance) { ClosesOn = Make.Day("2026-02-01") };

        stage.IsInForce(Make.Day(day)).Should().Be(expected);
    }

    private static StageDates Dates(string? dueOn, string? metOn = null, string? endedOn = null, string? refusedOn = null) =>
        new(Make.Maybe(dueOn), Make.Maybe(metOn), Make.Maybe(endedOn), Make.Maybe(refusedOn));
}
