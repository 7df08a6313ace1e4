using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using static ChildJourney.Domain.Tests.Make;

namespace ChildJourney.Domain.Tests.Journeys;

public sealed class PeriodOfCareTests
{
    [Fact]
    public void Legal_statuses_follow_one_another_and_a_change_that_changes_nothing_is_left_out()
    {
        var period = Period(
            Admitted("2026-01-05", LegalStatus.V2),
            StatusChanged("2026-02-02", LegalStatus.V2),
            StatusChanged("2026-03-02", LegalStatus.C1),
            StatusChanged("2026-06-01", LegalStatus.C2),
            Discharged("2026-09-01"));

        period.LegalStatuses.Should().Equal(
            new DateSpan<LegalStatus>(Day("2026-01-05"), Day("2026-03-02"), LegalStatus.V2),
            new DateSpan<LegalStatus>(Day("2026-03-02"), Day("2026-06-01"), LegalStatus.C1),
            new DateSpan<LegalStatus>(Day("2026-06-01"), Day("2026-09-01"), LegalStatus.C2));
    }

    [Fact]
    public void Full_care_is_governed_by_care_planning_while_not_placed_for_adoption()
    {
        var period = Period(
            Admitted("2026-01-05", LegalStatus.E1),
            Placed("2026-01-05"),
            Placed("2026-03-02", PlacementType.A3),
            Placed("2026-04-01", PlacementType.T0),
            Placed("2026-04-08", PlacementType.A3),
            Placed("2026-06-01"),
            Discharged("2026-09-01"));

        period.Regimes.Should().Equal(
            Span("2026-01-05", "2026-03-02", Regime.CarePlanning),
            Span("2026-03-02", "2026-06-01", Regime.PlacedForAdoption),
            Span("2026-06-01", "2026-09-01", Regime.CarePlanning));
    }

    [Fact]
    public void Short_breaks_are_governed_by_rules_of_their_own()
    {
        var period = Period(
            Admitted("2026-01-05", LegalStatus.V3),
            Placed("2026-01-05"),
            StatusChanged("2026-02-02", LegalStatus.V4),
            StatusChanged("2026-03-02", LegalStatus.V2),
            Discharged("2026-09-01"));

        period.Regimes.Should().Equal(
            Span("2026-01-05", "2026-03-02", Regime.ShortBreaks),
            Span("2026-03-02", "2026-09-01", Regime.CarePlanning));
        period.FirstDayUnder(Regime.FullCare).Should().Be(Day("2026-03-02"));
        period.FirstDayUnder(Regime.Any).Should().Be(Day("2026-01-05"));
        period.FirstDayUnder(Regime.PlacedForAdoption).Should().BeNull();
        period.IsUnder(Regime.CarePlanning, Day("2026-03-01")).Should().BeFalse();
        period.IsUnder(Regime.CarePlanning, Day("2026-03-02")).Should().BeTrue();
        period.IsUnder(Regime.Any, Day("2026-09-01")).Should().BeFalse();
    }

    [Fact]
    public void A_placement_for_adoption_with_the_same_carer_begins_that_day_too()
    {
        var period = Period(Admitted("2026-01-05", LegalStatus.E1), Placed("2026-01-05", PlacementType.U5), Placed("2026-03-02", PlacementType.A5, sameCarer: true));

        period.Placements.Should().ContainSingle();
        period.IsUnder(Regime.PlacedForAdoption, Day("2026-03-01")).Should().BeFalse();
        period.IsUnder(Regime.PlacedForAdoption, Day("2026-03-02")).Should().BeTrue();
    }

    [Fact]
    public void A_stretch_under_some_rules_ends_with_the_regime_or_the_period()
    {
        var period = Period(
            Admitted("2026-01-05", LegalStatus.E1),
            Placed("2026-03-02", PlacementType.A3),
            Placed("2026-06-01"),
            Discharged("2026-09-01", DischargeReason.E2));

        period.EndOfStretch(Regime.CarePlanning, Day("2026-01-05")).Should().Be(new Ending(Day("2026-03-02"), "the child was placed for adoption", Recorded: true));
        period.EndOfStretch(Regime.CarePlanning, Day("2026-06-01")).Should().Be(new Ending(Day("2026-09-01"), "the child died", Recorded: true));
        period.EndOfStretch(Regime.FullCare, Day("2026-01-05")).On.Should().Be(Day("2026-09-01"));
    }

    [Fact]
    public void The_18th_birthday_ends_a_stretch_without_an_entry() =>
        JourneyOf("2008-11-22", Admitted("2024-05-07")).PeriodsOfCare[0].EndOfStretch(Regime.Any, Day("2024-05-07"))
            .Should().Be(new Ending(Day("2026-11-22"), "the child turned 18", Recorded: false));

    [Theory]
    [InlineData("2026-01-04", null)]
    [InlineData("2026-01-05", "2026-01-05")]
    [InlineData("2026-04-01", "2026-04-01")]
    public void Recording_began_late_where_it_began_on_or_after_admission(string historyFrom, string? expected) =>
        Period(Admitted("2026-01-05", historyFrom: historyFrom)).HistoryFrom.Equals(Maybe(expected)).Should().BeTrue();

    private static PeriodOfCare Period(params Entry[] entries)
    {
        var journey = JourneyOf(entries);
        journey.Conflicts.Should().BeEmpty();
        return journey.PeriodsOfCare.Should().ContainSingle().Which;
    }

    private static DateSpan<Regime> Span(string from, string to, Regime regime) => new(Day(from), Day(to), regime);
}
