using ChildJourney.Domain.Journeys;

namespace ChildJourney.Domain.Tests.Journeys;

public sealed class DateSpanTests
{
    private static readonly DateSpan<string>[] spans =
    [
        new(Make.Day("2026-01-05"), Make.Day("2026-02-01"), "first"),
        new(Make.Day("2026-03-01"), Make.Day("2026-04-01"), "second"),
        new(Make.Day("2026-04-01"), null, "third"),
    ];

    [Theory]
    [InlineData("2026-01-05", "first")]
    [InlineData("2026-01-31", "first")]
    [InlineData("2026-03-01", "second")]
    [InlineData("2026-03-31", "second")]
    [InlineData("2026-04-01", "third")]
    [InlineData("2199-12-31", "third")]
    public void A_span_runs_from_its_first_day_up_to_not_including_the_day_it_ended(string day, string expected) =>
        spans.On(Make.Day(day))!.Value.Value.Should().Be(expected);

    [Theory]
    [InlineData("2026-01-04")]
    [InlineData("2026-02-01")]
    [InlineData("2026-02-28")]
    public void Between_the_spans_there_is_none(string day) => spans.On(Make.Day(day)).Should().BeNull();

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("2026-01-05", null, "2026-01-05")]
    [InlineData(null, "2026-01-05", "2026-01-05")]
    [InlineData("2026-01-05", "2026-01-06", "2026-01-05")]
    [InlineData("2026-01-06", "2026-01-05", "2026-01-05")]
    public void Null_is_never_the_earlier_day(string? first, string? second, string? expected)
    {
        DateSpans.Earlier(Make.Maybe(first), Make.Maybe(second)).Equals(Make.Maybe(expected)).Should().BeTrue();
    }
}
