using ChildJourney.Infrastructure.Mapping;
using NodaTime;

namespace ChildJourney.Infrastructure.Tests.Mapping;

public class LocalDateTextConverterTests
{
    private readonly LocalDateTextConverter converter = new();

    [Theory]
    [InlineData("0001-01-01", 1, 1, 1)]
    [InlineData("2024-02-29", 2024, 2, 29)]
    [InlineData("2026-01-31", 2026, 1, 31)]
    [InlineData("2026-12-31", 2026, 12, 31)]
    [InlineData("9999-12-31", 9999, 12, 31)]
    public void A_date_is_its_text_and_comes_back_from_it(string text, int year, int month, int day)
    {
        var date = new LocalDate(year, month, day);

        converter.ConvertToProvider(date).Should().Be(text);
        converter.ConvertFromProvider(text).Should().Be(date);
    }

    [Fact]
    public void Every_day_of_eight_years_comes_back_and_stands_in_the_order_of_days()
    {
        var days = Enumerable.Range(0, 8 * 366).Select(number => new LocalDate(2023, 1, 1).PlusDays(number)).ToList();
        var texts = days.Select(day => (string)converter.ConvertToProvider(day)!).ToList();

        texts.Select(text => (LocalDate)converter.ConvertFromProvider(text)!).Should().Equal(days);
        texts.Should().BeInAscendingOrder(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-02-29")]
    [InlineData("2026-13-01")]
    [InlineData("2026-00-10")]
    [InlineData("2026-04-00")]
    [InlineData("0000-01-01x")]
    [InlineData("20260401")]
    [InlineData("2026-4-1   ")]
    [InlineData("2026-04-01T00:00")]
    [InlineData("+026-04-01")]
    public void What_is_no_date_is_said_to_be_none(string text)
    {
        var read = () => converter.ConvertFromProvider(text);

        read.Should().Throw<FormatException>();
    }
}
