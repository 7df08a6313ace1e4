using ChildJourney.Api.Features.Demo;
using ChildJourney.Domain.Calendar;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Tests.Features.Demo;

public class DemoPolicyTests
{
    [Theory]
    [InlineData("autumn-2026", "2026-09-02", "2026-12-18")]
    [InlineData("spring-2027", "2027-01-04", "2027-03-25")]
    [InlineData("summer-2027", "2027-04-12", "2027-07-21")]
    [InlineData("spring-2025", "2025-01-06", "2025-04-04")]
    [InlineData("summer-2025", "2025-04-22", "2025-07-23")]
    public void Terms_lie_around_Christmas_Easter_and_the_summer(string name, string firstDay, string lastDay)
    {
        var term = DemoPolicy.For(new LocalDate(2026, 11, 22)).Terms.All.Single(term => term.Name == name);

        term.FirstDay.Should().Be(Day(firstDay));
        term.LastDay.Should().Be(Day(lastDay));
    }

    [Theory]
    [InlineData("2026-11-22", "autumn-2023", "summer-2028")]
    [InlineData("2027-07-21", "autumn-2023", "summer-2028")]
    [InlineData("2027-08-31", "autumn-2024", "summer-2029")]
    [InlineData("2027-09-01", "autumn-2024", "summer-2029")]
    public void Terms_cover_the_last_three_school_years_this_one_and_the_next(string today, string first, string last)
    {
        var terms = DemoPolicy.For(Day(today)).Terms;

        terms.All.Should().HaveCount(15);
        (terms.All[0].Name, terms.All[^1].Name).Should().Be((first, last));
        terms.Cover(Day(today)).Should().BeTrue();
    }

    [Fact]
    public void Terms_are_in_order_and_begin_and_end_on_school_days()
    {
        for (var year = 2020; year < 2060; year++)
        {
            var terms = DemoPolicy.For(new LocalDate(year, 11, 22)).Terms.All;
            foreach (var term in terms)
            {
                Period.DaysBetween(term.FirstDay, term.LastDay).Should().BeInRange(60, 115, term.Name);
                term.Closures.Should().OnlyContain(day => day > term.FirstDay && day < term.LastDay, term.Name).And.BeInAscendingOrder().And.HaveCountLessThan(8);
                WorkingDayCalendar.EnglandAndWales.IsWorkingDay(term.FirstDay).Should().BeTrue(term.Name);
                WorkingDayCalendar.EnglandAndWales.IsWorkingDay(term.LastDay).Should().BeTrue(term.Name);
            }

            terms.Zip(terms.Skip(1)).Should().OnlyContain(pair => pair.First.LastDay < pair.Second.FirstDay);
        }
    }

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
