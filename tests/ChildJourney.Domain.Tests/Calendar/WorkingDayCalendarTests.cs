using ChildJourney.Domain.Calendar;
using FsCheck.Fluent;
using NodaTime;

namespace ChildJourney.Domain.Tests.Calendar;

public sealed class WorkingDayCalendarTests
{
    private static readonly WorkingDayCalendar calendar = WorkingDayCalendar.EnglandAndWales;

    [Theory]
    [InlineData("2026-11-20", null)]
    [InlineData("2026-11-21", "Saturday")]
    [InlineData("2026-11-22", "Sunday")]
    [InlineData("2026-04-03", "Good Friday")]
    [InlineData("2026-04-02", null)] // Maundy Thursday
    [InlineData("2026-04-07", null)] // Easter Tuesday
    [InlineData("2026-12-24", null)] // Christmas Eve, whatever the council does
    [InlineData("2026-12-29", null)] // between Christmas and New Year
    [InlineData("2012-05-28", null)] // the last Monday in May, moved that year
    [InlineData("2012-06-04", "Spring bank holiday (substitute day)")]
    [InlineData("2012-06-05", "Queen’s Diamond Jubilee")]
    [InlineData("2020-05-04", null)]
    [InlineData("2020-05-08", "Early May bank holiday (VE day)")]
    [InlineData("2022-06-03", "Platinum Jubilee bank holiday")]
    [InlineData("2022-09-19", "Bank Holiday for the State Funeral of Queen Elizabeth II")]
    [InlineData("2023-05-08", "Bank holiday for the coronation of King Charles III")]
    public void A_day_is_a_working_day_or_says_why_not(string day, string? why)
    {
        calendar.WhyNotWorking(Make.Day(day)).Should().Be(why);
        calendar.IsWorkingDay(Make.Day(day)).Should().Be(why is null);
    }

    [Theory]
    [InlineData(2010)]
    [InlineData(2011)]
    [InlineData(2016)]
    [InlineData(2021)]
    [InlineData(2022)]
    [InlineData(2027)]
    public void Christmas_Day_is_not_a_working_day_even_where_the_list_has_only_its_substitute(int year)
    {
        var christmas = new LocalDate(year, 12, 25);

        BankHolidays.EnglandAndWales.In(year).Should().NotContain(holiday => holiday.On == christmas, "the year was chosen for that");
        calendar.WhyNotWorking(christmas).Should().Be("Christmas Day");
    }

    [Theory]
    [InlineData("2026-03-20", 20, "2026-04-21")] // over Easter
    [InlineData("2022-08-25", 20, "2022-09-26")] // over the summer holiday and the state funeral
    [InlineData("2012-05-09", 20, "2012-06-08")] // over 4 and 5 June 2012
    [InlineData("2020-05-04", 5, "2020-05-12")] // over 8 May 2020
    [InlineData("2026-12-24", 1, "2026-12-29")]
    [InlineData("2026-11-20", 1, "2026-11-23")] // Friday to Monday
    [InlineData("2026-11-21", 1, "2026-11-23")] // Saturday to Monday: the day itself is day 0
    [InlineData("2026-11-22", 1, "2026-11-23")]
    [InlineData("2026-11-22", 5, "2026-11-27")]
    [InlineData("2026-11-23", 0, "2026-11-23")]
    [InlineData("2026-11-22", 0, "2026-11-22")] // nothing added, nothing moved, on a Sunday too
    [InlineData("2026-11-23", -1, "2026-11-20")]
    [InlineData("2026-11-22", -1, "2026-11-20")]
    [InlineData("2026-11-21", -1, "2026-11-20")]
    [InlineData("2026-11-21", -3, "2026-11-18")]
    [InlineData("2026-04-07", -1, "2026-04-02")] // back over Easter
    [InlineData("2026-04-05", -3, "2026-03-31")] // from Easter Sunday
    public void Working_days_are_counted_from_the_day_after(string from, int count, string expected) =>
        calendar.Add(Make.Day(from), count).Should().Be(Make.Day(expected));

    [Theory]
    [InlineData("2026-11-20", "2026-11-20")]
    [InlineData("2026-11-21", "2026-11-20")]
    [InlineData("2026-11-22", "2026-11-20")]
    [InlineData("2026-04-06", "2026-04-02")]
    [InlineData("2026-12-28", "2026-12-24")]
    [InlineData("2022-01-03", "2021-12-31")]
    public void The_day_to_book_by_is_the_last_working_day_on_or_before(string day, string expected) =>
        calendar.LastOnOrBefore(Make.Day(day)).Should().Be(Make.Day(expected));

    [Fact]
    public void What_was_skipped_is_named_from_the_day_after_to_the_day_itself()
    {
        calendar.Skipped(Make.Day("2026-03-27"), Make.Day("2026-04-07")).Should().Equal(
            new SkippedDay(Make.Day("2026-03-28"), "Saturday"),
            new SkippedDay(Make.Day("2026-03-29"), "Sunday"),
            new SkippedDay(Make.Day("2026-04-03"), "Good Friday"),
            new SkippedDay(Make.Day("2026-04-04"), "Saturday"),
            new SkippedDay(Make.Day("2026-04-05"), "Sunday"),
            new SkippedDay(Make.Day("2026-04-06"), "Easter Monday"));
    }

    [Fact]
    public void The_day_that_is_counted_from_is_not_skipped_forwards_or_back()
    {
        calendar.Skipped(Make.Day("2026-11-22"), Make.Day("2026-11-23")).Should().BeEmpty();
        calendar.Skipped(Make.Day("2026-11-22"), Make.Day("2026-11-20")).Should().Equal(new SkippedDay(Make.Day("2026-11-21"), "Saturday"));
        calendar.Skipped(Make.Day("2026-11-22"), Make.Day("2026-11-22")).Should().BeEmpty();
    }

    [Theory]
    [InlineData("2027-12-01", "2027-12-31", false)]
    [InlineData("2027-12-20", "2028-01-05", true)]
    [InlineData("2028-02-01", "2028-02-08", true)]
    [InlineData("2010-01-01", "2010-01-10", false)]
    [InlineData("2009-12-31", "2010-01-10", true)]
    public void Counting_beyond_the_published_holidays_is_provisional(string from, string to, bool expected) =>
        calendar.IsProvisional(Make.Day(from), Make.Day(to)).Should().Be(expected);

    [Fact]
    public void The_arithmetic_covers_every_date_of_input_and_a_thousand_working_days_beyond()
    {
        calendar.Add(new LocalDate(2199, 12, 31), 1000).Should().BeGreaterThan(new LocalDate(2203, 1, 1));
        calendar.Add(new LocalDate(1900, 1, 1), -1000).Should().BeLessThan(new LocalDate(1897, 1, 1));
    }

    [Fact]
    public void Adding_lands_on_a_working_day_with_exactly_so_many_working_days_after_the_first()
    {
        var cases =
            from day in Gen.Choose(0, 109_000)
            from count in Gen.Choose(-120, 120)
            where count != 0
            select (From: new LocalDate(1900, 1, 1).PlusDays(day), Count: count);

        Properties.Hold(cases, it => Counted(it.From, it.Count), 5000);

        static void Counted(LocalDate from, int count)
        {
            var to = calendar.Add(from, count);
            var step = Math.Sign(count);
            var counted = 0;
            for (var day = from; day != to;)
            {
                day = day.PlusDays(step);
                counted += calendar.IsWorkingDay(day) ? 1 : 0;
            }

            calendar.IsWorkingDay(to).Should().BeTrue();
            counted.Should().Be(Math.Abs(count));
            calendar.Skipped(from, to).Should().HaveCount(Math.Abs(Period.DaysBetween(from, to)) - Math.Abs(count));
        }
    }
}
