using ChildJourney.Domain.Calendar;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Domain.Tests.Calendar;

public sealed class LondonTimeTests
{
    [Theory]
    [InlineData("2026-03-29T00:59:59", false)]
    [InlineData("2026-03-29T01:00:00", true)]
    [InlineData("2026-03-29T01:30:00", true)]
    [InlineData("2026-03-29T01:59:59", true)]
    [InlineData("2026-03-29T02:00:00", false)]
    [InlineData("2026-10-25T01:30:00", false)]
    public void An_hour_is_skipped_when_the_clocks_go_forward(string local, bool skipped) =>
        LondonTime.IsSkipped(Local(local)).Should().Be(skipped);

    [Theory]
    [InlineData("2026-10-25T00:59:59", "2026-10-24T23:59:59Z")]
    [InlineData("2026-10-25T01:30:00", "2026-10-25T00:30:00Z")] // occurs twice: the first, in summer time
    [InlineData("2026-10-25T02:00:00", "2026-10-25T02:00:00Z")]
    [InlineData("2026-03-29T02:00:00", "2026-03-29T01:00:00Z")]
    [InlineData("2026-01-15T12:00:00", "2026-01-15T12:00:00Z")]
    [InlineData("2026-07-15T12:00:00", "2026-07-15T11:00:00Z")]
    public void A_local_time_is_an_instant(string local, string instant) =>
        LondonTime.InstantOf(Local(local)).Should().Be(At(instant));

    [Fact]
    public void A_skipped_time_is_no_instant()
    {
        var act = () => LondonTime.InstantOf(Local("2026-03-29T01:30:00"));

        act.Should().Throw<SkippedTimeException>();
    }

    [Theory]
    [InlineData("2026-07-14T22:59:59Z", "2026-07-14")]
    [InlineData("2026-07-14T23:00:00Z", "2026-07-15")]
    [InlineData("2026-01-14T23:59:59Z", "2026-01-14")]
    [InlineData("2026-01-15T00:00:00Z", "2026-01-15")]
    public void The_day_changes_at_midnight_in_England(string instant, string day) =>
        LondonTime.DayOf(At(instant)).Should().Be(Make.Day(day));

    [Theory]
    [InlineData("2026-07-15", "2026-07-14T23:00:00Z")]
    [InlineData("2026-01-15", "2026-01-15T00:00:00Z")]
    public void A_day_begins_at_midnight_in_England(string day, string instant) =>
        LondonTime.StartOf(Make.Day(day)).Should().Be(At(instant));

    private static LocalDateTime Local(string text) => LocalDateTimePattern.GeneralIso.Parse(text).Value;

    private static Instant At(string text) => InstantPattern.General.Parse(text).Value;
}
