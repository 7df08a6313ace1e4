using ChildJourney.Domain.Calendar;

namespace ChildJourney.Domain.Tests.Calendar;

public sealed class AmountTests
{
    private static readonly WorkingDayCalendar calendar = WorkingDayCalendar.EnglandAndWales;

    [Theory]
    [InlineData("2026-02-28", 3, "2026-05-28")] // a month's end does not stick
    [InlineData("2026-11-30", 3, "2027-02-28")]
    [InlineData("2027-11-30", 3, "2028-02-29")]
    [InlineData("2026-11-29", 3, "2027-02-28")]
    [InlineData("2026-08-31", 6, "2027-02-28")]
    [InlineData("2026-03-31", 1, "2026-04-30")]
    [InlineData("2028-02-29", 6, "2028-08-29")]
    [InlineData("2028-02-29", 12, "2029-02-28")]
    [InlineData("2026-06-24", 3, "2026-09-24")]
    [InlineData("2026-05-31", -3, "2026-02-28")]
    public void Months_lead_to_the_corresponding_date_or_the_months_last_day(string from, int months, string expected) =>
        After(from, new Amount(months, Unit.Months)).Should().Be(expected);

    [Theory]
    [InlineData("2026-03-29", 6, "2026-05-10")] // over the clocks' change
    [InlineData("2028-02-15", 2, "2028-02-29")]
    [InlineData("2011-03-31", 4, "2011-04-28")]
    public void A_week_is_seven_days(string from, int weeks, string expected) =>
        After(from, new Amount(weeks, Unit.Weeks)).Should().Be(expected);

    [Theory]
    [InlineData("2028-02-28", 2, "2028-03-01")]
    [InlineData("2027-02-28", 2, "2027-03-02")]
    [InlineData("2026-03-10", -10, "2026-02-28")]
    public void Days_are_calendar_days(string from, int days, string expected) =>
        After(from, new Amount(days, Unit.Days)).Should().Be(expected);

    [Theory]
    [InlineData("2026-12-01", 16, Unit.Weeks, "2027-03-22")]
    [InlineData("2026-11-02", 26, Unit.Weeks, "2027-05-02")]
    [InlineData("2026-11-02", 1, Unit.Days, "2026-11-02")]
    [InlineData("2026-01-31", 1, Unit.Months, "2026-02-27")]
    [InlineData("2026-01-15", 3, Unit.Months, "2026-04-14")]
    [InlineData("2026-11-23", 6, Unit.WorkingDays, "2026-11-30")]
    [InlineData("2026-11-27", 6, Unit.WorkingDays, "2026-12-04")] // a Friday is the first, the next Friday the sixth
    [InlineData("2026-11-28", 6, Unit.WorkingDays, "2026-12-07")] // a Saturday counts for nothing
    public void Where_the_first_day_counts_the_last_is_a_day_sooner(string from, int count, Unit unit, string expected) =>
        After(from, new Amount(count, unit, FirstDayCounts: true)).Should().Be(expected);

    [Theory]
    [InlineData("2026-05-08", 1, Unit.Months, "2026-06-08")]
    [InlineData("2026-10-25", 2, Unit.Months, "2026-12-25")] // Christmas Day
    [InlineData("2026-11-21", 2, Unit.Weeks, "2026-12-05")] // a Saturday
    public void Nothing_rolls_forward(string from, int count, Unit unit, string expected) =>
        After(from, new Amount(count, unit)).Should().Be(expected);

    [Fact]
    public void Working_days_are_those_of_the_calendar() =>
        After("2026-03-20", new Amount(20, Unit.WorkingDays)).Should().Be("2026-04-21");

    [Theory]
    [InlineData(3, Unit.Months, "three months", "3 months", "months")]
    [InlineData(1, Unit.Weeks, "one week", "1 week", "weeks")]
    [InlineData(9, Unit.Days, "nine days", "9 days", "days")]
    [InlineData(20, Unit.WorkingDays, "20 working days", "20 working days", "workingDays")]
    [InlineData(1, Unit.WorkingDays, "one working day", "1 working day", "workingDays")]
    [InlineData(-3, Unit.WorkingDays, "three working days", "-3 working days", "workingDays")]
    public void An_amount_says_itself(int count, Unit unit, string words, string figures, string unitName)
    {
        var amount = new Amount(count, unit);

        amount.InWords().Should().Be(words);
        amount.ToString().Should().Be(figures);
        amount.UnitName.Should().Be(unitName);
    }

    private static string After(string from, Amount amount) =>
        NodaTime.Text.LocalDatePattern.Iso.Format(amount.After(Make.Day(from), calendar));
}
