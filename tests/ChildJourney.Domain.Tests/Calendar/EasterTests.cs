using ChildJourney.Domain.Calendar;
using NodaTime;

namespace ChildJourney.Domain.Tests.Calendar;

public sealed class EasterTests
{
    [Theory]
    [InlineData("1818-03-22")]
    [InlineData("1943-04-25")]
    [InlineData("1954-04-18")]
    [InlineData("1981-04-19")]
    [InlineData("2000-04-23")]
    [InlineData("2008-03-23")]
    [InlineData("2016-03-27")]
    [InlineData("2024-03-31")]
    [InlineData("2026-04-05")]
    [InlineData("2027-03-28")]
    [InlineData("2038-04-25")]
    [InlineData("2049-04-18")]
    [InlineData("2160-03-23")]
    public void Easter_Sunday_is_on_the_day_the_tables_give(string sunday)
    {
        var expected = Make.Day(sunday);

        Easter.SundayIn(expected.Year).Should().Be(expected);
    }

    [Fact]
    public void Easter_is_always_a_Sunday_from_22_March_to_25_April()
    {
        for (var year = 1900; year <= 2199; year++)
        {
            var easter = Easter.SundayIn(year);

            easter.DayOfWeek.Should().Be(IsoDayOfWeek.Sunday);
            easter.Should().BeInRange(new LocalDate(year, 3, 22), new LocalDate(year, 4, 25));
        }
    }
}
