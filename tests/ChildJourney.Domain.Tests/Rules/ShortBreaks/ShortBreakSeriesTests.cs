using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules.ShortBreaks;
using static ChildJourney.Domain.Tests.Make;

namespace ChildJourney.Domain.Tests.Rules.ShortBreaks;

public sealed class ShortBreakSeriesTests
{
    [Fact]
    public void Breaks_less_than_twelve_months_apart_are_one_series() =>
        Series(Admitted("2026-01-12", LegalStatus.V3), Discharged("2026-01-16"), Admitted("2027-01-15", LegalStatus.V3), Discharged("2027-01-20"))
            .Should().Equal("2026-01-12 to 2028-01-20: twelve months had passed without a short break");

    [Fact]
    public void Breaks_twelve_months_apart_are_two() =>
        Series(Admitted("2026-01-12", LegalStatus.V3), Discharged("2026-01-16"), Admitted("2027-01-16", LegalStatus.V3)).Should().Equal(
            "2026-01-12 to 2027-01-16: twelve months had passed without a short break",
            "2027-01-16 to 2033-05-01: the child turned 18");

    [Fact]
    public void An_agreement_stands_by_itself() =>
        Series(Admitted("2026-01-12", LegalStatus.V4), Discharged("2026-03-02"), Admitted("2026-03-09", LegalStatus.V4), Discharged("2026-06-01")).Should().Equal(
            "2026-01-12 to 2026-03-02: the child ceased to be looked after",
            "2026-03-09 to 2026-06-01: the child ceased to be looked after");

    [Fact]
    public void Breaks_that_an_agreement_follows_end_with_it() =>
        Series(Admitted("2026-01-12", LegalStatus.V3), Discharged("2026-01-16"), Admitted("2026-03-09", LegalStatus.V4)).Should().Equal(
            "2026-01-12 to 2026-03-09: other short breaks began",
            "2026-03-09 to 2033-05-01: the child turned 18");

    [Fact]
    public void Full_care_ends_a_series_and_breaks_after_it_are_another() =>
        Series(
            Admitted("2026-01-12", LegalStatus.V3), Discharged("2026-01-16"), Admitted("2026-02-02", LegalStatus.V2), StatusChanged("2026-03-02", LegalStatus.V3), Discharged("2026-03-06")).Should().Equal(
            "2026-01-12 to 2026-02-02: full care began",
            "2026-03-02 to 2027-03-06: twelve months had passed without a short break");

    [Fact]
    public void Death_ends_a_series() =>
        Series(Admitted("2026-01-12", LegalStatus.V3), Discharged("2026-01-16", DischargeReason.E2)).Should().Equal("2026-01-12 to 2026-01-16: the child died");

    [Fact]
    public void A_series_goes_on_until_18_at_most() =>
        Series(Admitted("2032-06-01", LegalStatus.V3), Discharged("2032-06-04")).Should().Equal("2032-06-01 to 2033-05-01: the child turned 18");

    [Theory]
    [InlineData("2026-01-11", false)]
    [InlineData("2026-01-12", true)]
    [InlineData("2026-01-15", true)]
    [InlineData("2026-01-16", false)] // home that day
    [InlineData("2026-02-01", false)]
    public void The_child_is_placed_on_the_days_of_a_break(string day, bool expected) =>
        ShortBreakSeries.ReadFrom(JourneyOf(Admitted("2026-01-12", LegalStatus.V3), Placed("2026-01-12"), Discharged("2026-01-16")))[0]
            .IsPlacedOn(Day(day)).Should().Be(expected);

    private static IEnumerable<string> Series(params Entry[] entries) =>
        ShortBreakSeries.ReadFrom(JourneyOf(entries)).Select(series => $"{series.From:uuuu-MM-dd} to {series.Ending.On:uuuu-MM-dd}: {series.Ending.Why}");
}
