using ChildJourney.Api.Features.Summary;
using ChildJourney.Domain.Calendar;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Tests.Features.Summaries;

public class SpanTests
{
    private static readonly SchoolTerms terms = new(
    [
        new SchoolTerm("summer-2026", new LocalDate(2026, 4, 13), new LocalDate(2026, 7, 21), []),
        new SchoolTerm("autumn-2026", new LocalDate(2026, 9, 2), new LocalDate(2026, 12, 18), []),
    ]);

    [Theory]
    [InlineData("2026-10-01", "2026-10-31", "2026-09-01", "2026-09-30")]
    [InlineData("2026-02-01", "2026-02-28", "2026-01-01", "2026-01-31")]
    [InlineData("2024-02-01", "2024-02-29", "2024-01-01", "2024-01-31")]
    [InlineData("2026-04-01", "2027-03-31", "2025-04-01", "2026-03-31")]
    [InlineData("2024-01-01", "2024-12-31", "2023-01-01", "2023-12-31")]
    [InlineData("2026-07-01", "2026-09-30", "2026-04-01", "2026-06-30")]
    [InlineData("2025-11-23", "2026-11-22", "2024-11-23", "2025-11-22")]
    [InlineData("2026-11-02", "2026-11-08", "2026-10-26", "2026-11-01")]
    [InlineData("2026-11-22", "2026-11-22", "2026-11-21", "2026-11-21")]
    [InlineData("2026-02-01", "2026-02-27", "2026-01-05", "2026-01-31")]
    [InlineData("2026-09-02", "2026-12-18", "2026-04-13", "2026-07-21")]
    [InlineData("2026-04-13", "2026-07-21", "2026-01-03", "2026-04-12")]
    public void The_stretch_before_is_as_long_as_people_would_say(string from, string to, string beforeFrom, string beforeTo) =>
        new Span(Date(from), Date(to)).Before(terms).Should().Be(new Span(Date(beforeFrom), Date(beforeTo)));

    [Theory]
    [InlineData("2026-11-22", "2025-11-23")]
    [InlineData("2024-02-29", "2023-03-01")]
    [InlineData("2025-02-28", "2024-03-01")]
    [InlineData("2026-03-31", "2025-04-01")]
    public void Twelve_months_end_on_the_day(string to, string from) => Span.YearTo(Date(to)).Should().Be(new Span(Date(from), Date(to)));

    private static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
