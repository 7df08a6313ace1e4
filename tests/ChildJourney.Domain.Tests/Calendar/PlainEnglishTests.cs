using ChildJourney.Domain.Calendar;

namespace ChildJourney.Domain.Tests.Calendar;

public sealed class PlainEnglishTests
{
    [Theory]
    [InlineData("2026-09-24", "24 September 2026")]
    [InlineData("2028-02-29", "29 February 2028")]
    [InlineData("2026-05-01", "1 May 2026")]
    public void A_date_has_its_month_as_a_word(string date, string words) => PlainEnglish.Date(Make.Day(date)).Should().Be(words);

    [Theory]
    [InlineData(0, "0 days")]
    [InlineData(1, "1 day")]
    [InlineData(12, "12 days")]
    public void One_day_is_singular(int days, string words) => PlainEnglish.Days(days).Should().Be(words);

    [Fact]
    public void A_sentence_begins_with_a_capital() => PlainEnglish.Capitalised("three months").Should().Be("Three months");
}
