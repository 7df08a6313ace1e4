using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using static ChildJourney.Domain.Tests.Make;

namespace ChildJourney.Domain.Tests.Journeys;

public sealed class PlacementTests
{
    [Fact]
    public void A_placement_lasts_until_the_next_or_the_end_of_the_period() =>
        Placements(Placed("2026-01-05"), Placed("2026-02-02"))
            .Should().Equal("U6 2026-01-05 to 2026-02-02", "U6 2026-02-02 to 2026-12-01");

    [Fact]
    public void With_the_same_carer_only_its_terms_change()
    {
        var placement = Read(Placed("2026-01-05"), Placed("2026-03-02", PlacementType.U4, sameCarer: true)).Should().ContainSingle().Which;

        placement.From.Should().Be(Day("2026-01-05"));
        placement.TermsOn(Day("2026-01-05")).PlacementType.Should().Be(PlacementType.U6);
        placement.TermsOn(Day("2026-03-01")).PlacementType.Should().Be(PlacementType.U6);
        placement.TermsOn(Day("2026-03-02")).PlacementType.Should().Be(PlacementType.U4);
    }

    [Fact]
    public void The_first_placement_is_one_even_if_it_says_that_the_carer_is_the_same() =>
        Placements(Placed("2026-01-05", sameCarer: true)).Should().Equal("U6 2026-01-05 to 2026-12-01");

    [Theory]
    [InlineData(PlacementType.T0)]
    [InlineData(PlacementType.T1)]
    [InlineData(PlacementType.T2)]
    [InlineData(PlacementType.T3)]
    [InlineData(PlacementType.T4)]
    public void A_temporary_placement_interrupts_nothing(PlacementType away) =>
        Placements(Placed("2026-01-05"), Placed("2026-02-02", away), Placed("2026-02-09"))
            .Should().Equal("U6 2026-01-05 to 2026-12-01");

    [Fact]
    public void A_return_to_another_type_is_a_new_placement() =>
        Placements(Placed("2026-01-05"), Placed("2026-02-02", PlacementType.T0), Placed("2026-02-09", PlacementType.K2))
            .Should().Equal("U6 2026-01-05 to 2026-02-09", "K2 2026-02-09 to 2026-12-01");

    [Fact]
    public void Where_the_carers_are_recorded_they_decide_whether_it_is_a_return()
    {
        Placements(Placed("2026-01-05", carer: "F1"), Placed("2026-02-02", PlacementType.T0), Placed("2026-02-09", PlacementType.U4, carer: "F1"))
            .Should().Equal("U6 2026-01-05 to 2026-12-01");
        Placements(Placed("2026-01-05", carer: "F1"), Placed("2026-02-02", PlacementType.T0), Placed("2026-02-09", carer: "F2"))
            .Should().Equal("U6 2026-01-05 to 2026-02-09", "U6 2026-02-09 to 2026-12-01");
        Placements(Placed("2026-01-05", carer: "F1"), Placed("2026-02-02", PlacementType.T0), Placed("2026-02-09"))
            .Should().Equal("U6 2026-01-05 to 2026-12-01");
    }

    [Fact]
    public void Two_temporary_stays_in_a_row_are_still_away_from_the_same_placement() =>
        Placements(Placed("2026-01-05"), Placed("2026-02-02", PlacementType.T0), Placed("2026-02-05", PlacementType.T1), Placed("2026-02-09"))
            .Should().Equal("U6 2026-01-05 to 2026-12-01");

    [Fact]
    public void Without_a_temporary_stay_between_them_the_same_type_is_a_move() =>
        Placements(Placed("2026-01-05", carer: "F1"), Placed("2026-02-09", carer: "F1")).Should().HaveCount(2);

    [Fact]
    public void A_temporary_stay_alone_is_no_placement() => Placements(Placed("2026-01-05", PlacementType.T4)).Should().BeEmpty();

    private static IReadOnlyList<Placement> Read(params PlacementStart[] entries) =>
        JourneyOf([Admitted("2026-01-05"), .. entries, Discharged("2026-12-01")]).PeriodsOfCare[0].Placements;

    private static string[] Placements(params PlacementStart[] entries) =>
        [.. Read(entries).Select(placement => $"{placement.Start.PlacementType} {placement.From:uuuu-MM-dd} to {placement.To:uuuu-MM-dd}")];
}
