using ChildJourney.Domain.Calendar;
using NodaTime;

namespace ChildJourney.Domain.Tests.Calendar;

public sealed class BankHolidaysTests
{
    private static readonly BankHolidays holidays = BankHolidays.EnglandAndWales;

    /// <summary>The years in which a holiday was moved or proclaimed: what the list lacks of the computed days, and what it has beside them.</summary>
    private static readonly Dictionary<int, (string[] Gone, string[] Proclaimed)> extraordinary = new()
    {
        [2011] = ([], ["2011-04-29"]),
        [2012] = (["2012-05-28"], ["2012-06-04", "2012-06-05"]),
        [2020] = (["2020-05-04"], ["2020-05-08"]),
        [2022] = (["2022-05-30"], ["2022-06-02", "2022-06-03", "2022-09-19"]),
        [2023] = ([], ["2023-05-08"]),
    };

    public static TheoryData<int> PublishedYears() => [.. Enumerable.Range(2010, 18)];

    [Fact]
    public void A_list_is_told_from_another_by_its_days_alone()
    {
        var days = Enumerable.Range(2010, 18).SelectMany(holidays.In).ToDictionary(holiday => holiday.On, holiday => holiday.Title);
        var moved = new Dictionary<LocalDate, string>(days);
        moved.Remove(Make.Day("2027-05-03"));
        moved.Add(Make.Day("2027-05-07"), "Early May bank holiday");

        new BankHolidays(days.Reverse()).Fingerprint.Should().Be(holidays.Fingerprint).And.MatchRegex("^[0-9a-f]{12}$");
        new BankHolidays(days.Select(day => KeyValuePair.Create(day.Key, "Holiday"))).Fingerprint.Should().Be(holidays.Fingerprint);
        new BankHolidays(moved).Fingerprint.Should().NotBe(holidays.Fingerprint);
        new BankHolidays(days.Append(KeyValuePair.Create(Make.Day("2028-01-03"), "New Year"))).Fingerprint.Should().NotBe(holidays.Fingerprint);
        new BankHolidays(days.Skip(1)).Fingerprint.Should().NotBe(holidays.Fingerprint);
    }

    [Fact]
    public void The_list_covers_2010_to_2027()
    {
        holidays.FirstPublishedYear.Should().Be(2010);
        holidays.LastPublishedYear.Should().Be(2027);
        holidays.IsPublished(2009).Should().BeFalse();
        holidays.IsPublished(2010).Should().BeTrue();
        holidays.IsPublished(2027).Should().BeTrue();
        holidays.IsPublished(2028).Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(PublishedYears))]
    public void The_computed_holidays_are_the_published_ones_but_for_those_that_were_moved_or_proclaimed(int year)
    {
        var published = Days(holidays.In(year));
        var computed = Days(BankHolidays.Computed(year));
        var (gone, proclaimed) = extraordinary.GetValueOrDefault(year, ([], []));

        computed.Except(published).Should().BeEquivalentTo(gone.Select(Make.Day));
        published.Except(computed).Should().BeEquivalentTo(proclaimed.Select(Make.Day));
    }

    [Theory]
    [InlineData("2032-12-25", "2032-12-27", "2032-12-28")] // Christmas on a Saturday
    [InlineData("2033-12-25", "2033-12-26", "2033-12-27")] // on a Sunday: Boxing Day keeps the Monday
    [InlineData("2037-12-25", "2037-12-25", "2037-12-28")] // on a Friday: only Boxing Day moves
    [InlineData("2036-12-25", "2036-12-25", "2036-12-26")] // on a Thursday: nothing moves
    public void Christmas_and_Boxing_Day_have_substitutes_on_working_days(string christmas, params string[] expected)
    {
        var year = Make.Day(christmas).Year;

        Days(BankHolidays.Computed(year)).Where(day => day.Month == 12).Should().BeEquivalentTo(expected.Select(Make.Day));
    }

    [Theory]
    [InlineData(2033, "2033-01-03")] // New Year's Day on a Saturday
    [InlineData(2034, "2034-01-02")] // on a Sunday
    [InlineData(2035, "2035-01-01")] // on a Monday
    public void New_Years_Day_has_a_substitute_on_the_Monday(int year, string expected) =>
        Days(BankHolidays.Computed(year)).Where(day => day.Month == 1).Should().Equal(Make.Day(expected));

    [Fact]
    public void Every_computed_year_has_eight_holidays_none_of_them_on_a_weekend()
    {
        for (var year = 1900; year <= 2199; year++)
        {
            var days = Days(BankHolidays.Computed(year));

            days.Should().HaveCount(8).And.OnlyHaveUniqueItems();
            days.Should().NotContain(day => day.DayOfWeek == IsoDayOfWeek.Saturday || day.DayOfWeek == IsoDayOfWeek.Sunday);
        }
    }

    private static LocalDate[] Days(IEnumerable<(LocalDate On, string Title)> holidays) => [.. holidays.Select(holiday => holiday.On)];
}
