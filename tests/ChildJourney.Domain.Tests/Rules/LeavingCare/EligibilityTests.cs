using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules.LeavingCare;
using static ChildJourney.Domain.Tests.Make;

namespace ChildJourney.Domain.Tests.Rules.LeavingCare;

/// <summary>Of a child who turned 14 on 15 June 2024 and turns 16 on 15 June 2026, where it is not said otherwise.</summary>
public sealed class EligibilityTests
{
    private const string Born = "2010-06-15";

    [Theory]
    [InlineData("2026-03-16", "2026-06-15")] // 15 June is the 92nd day
    [InlineData("2026-03-17", "2026-06-15")] // the 91st
    [InlineData("2026-03-18", "2026-06-16")] // the 90th
    [InlineData("2026-06-15", "2026-09-13")]
    [InlineData("2026-10-05", "2027-01-03")]
    public void It_is_reached_on_the_91st_day_but_not_before_16(string admitted, string expected) => Eligible(Admitted(admitted)).Should().Be(expected);

    [Theory]
    [InlineData("2026-09-13", null)] // the days are those from 15 June to 12 September, 90 of them
    [InlineData("2026-09-14", "2026-09-13")]
    public void The_day_of_discharge_is_no_day_in_care(string discharged, string? expected) => Eligible(Admitted("2026-06-15"), Discharged(discharged)).Should().Be(expected);

    [Fact]
    public void Days_before_the_14th_birthday_do_not_count() =>
        Eligible(Admitted("2023-01-09"), Discharged("2024-06-15"), Admitted("2026-07-01")).Should().Be("2026-09-29");

    [Fact]
    public void Days_from_the_14th_birthday_on_do() =>
        Eligible(Admitted("2023-01-09"), Discharged("2024-06-16"), Admitted("2026-07-01")).Should().Be("2026-09-28");

    [Fact]
    public void The_days_of_several_periods_of_care_are_added_up() =>
        Eligible(Admitted("2024-09-02"), Discharged("2024-10-02"), Admitted("2025-09-01"), Discharged("2025-10-01"), Admitted("2026-08-03")).Should().Be("2026-09-02", "30 and 30 days came before");

    [Theory]
    [InlineData(LegalStatus.V3)]
    [InlineData(LegalStatus.V4)]
    public void Short_breaks_are_left_out(LegalStatus status)
    {
        Eligible(Admitted("2024-09-02", status)).Should().BeNull();
        Eligible(Admitted("2024-09-02", status), StatusChanged("2026-06-01", LegalStatus.V2)).Should().Be("2026-08-30");
    }

    [Fact]
    public void Days_placed_for_adoption_are_days_in_care() => Eligible(Admitted("2026-03-17", LegalStatus.E1), Placed("2026-03-17", PlacementType.A5)).Should().Be("2026-06-15");

    [Fact]
    public void In_care_only_before_16_it_is_never_reached() =>
        Eligible(Admitted("2024-07-01"), Discharged("2026-06-15")).Should().BeNull();

    [Fact]
    public void Back_in_care_at_17_with_the_days_behind_it_is_reached_that_day() =>
        Eligible(Admitted("2024-07-01"), Discharged("2025-07-01"), Admitted("2027-08-02")).Should().Be("2027-08-02");

    [Fact]
    public void On_the_16th_birthday_in_care_and_home_the_day_after_is_enough() =>
        Eligible(Admitted("2024-07-01"), Discharged("2026-06-16")).Should().Be("2026-06-15");

    [Theory]
    [InlineData("2028-03-16", "2028-06-14")]
    [InlineData("2028-03-17", null)] // the 91st day would be the 18th birthday
    public void From_the_18th_birthday_no_one_is_looked_after(string admitted, string? expected) => Eligible(Admitted(admitted)).Should().Be(expected);

    [Theory]
    [InlineData("2012-02-29", "2028-02-29")]
    [InlineData("2011-02-28", "2027-02-28")]
    public void A_leap_day_is_a_birthday_like_any_other(string born, string expected) =>
        $"{Eligibility.Of(JourneyOf(born, Admitted("2024-01-08")))?.On:uuuu-MM-dd}".Should().Be(expected);

    [Fact]
    public void A_child_never_in_care_is_not_eligible() => Eligible().Should().BeNull();

    private static string? Eligible(params Entry[] entries) => Eligibility.Of(JourneyOf(Born, entries)) is { } eligible ? $"{eligible.On:uuuu-MM-dd}" : null;
}
