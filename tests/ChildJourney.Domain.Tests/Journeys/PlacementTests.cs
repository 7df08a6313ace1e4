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

    [Fact]
    public void An_end_that_was_recorded_ends_it_whatever_follows()
    {
        Placements(Placed("2026-01-05"), Ended("2026-02-02")).Should().Equal("U6 2026-01-05 to 2026-02-02");
        Placements(Placed("2026-01-05"), Ended("2026-02-02"), Placed("2026-02-16"))
            .Should().Equal("U6 2026-01-05 to 2026-02-02", "U6 2026-02-16 to 2026-12-01");
    }

    [Fact]
    public void An_end_on_the_day_of_a_new_placement_is_of_the_one_before() =>
        Placements(Placed("2026-01-05"), Ended("2026-02-02"), Placed("2026-02-02"))
            .Should().Equal("U6 2026-01-05 to 2026-02-02", "U6 2026-02-02 to 2026-12-01");

    [Fact]
    public void A_second_end_has_nothing_left_to_end() =>
        Placements(Placed("2026-01-05"), Ended("2026-02-02"), Ended("2026-02-09"), Placed("2026-02-16"))
            .Should().Equal("U6 2026-01-05 to 2026-02-02", "U6 2026-02-16 to 2026-12-01");

    [Fact]
    public void After_its_end_there_is_no_same_carer_to_go_on_with()
    {
        Placements(Placed("2026-01-05"), Ended("2026-02-02"), Placed("2026-02-16", PlacementType.U4, sameCarer: true))
            .Should().Equal("U6 2026-01-05 to 2026-02-02", "U4 2026-02-16 to 2026-12-01");
        Placements(Placed("2026-01-05"), Ended("2026-02-02"), Placed("2026-02-02", PlacementType.U4, sameCarer: true))
            .Should().Equal("U6 2026-01-05 to 2026-02-02", "U4 2026-02-02 to 2026-12-01");
    }

    [Fact]
    public void Nor_is_there_a_place_to_return_to() =>
        Placements(Placed("2026-01-05"), Ended("2026-02-02"), Placed("2026-02-02", PlacementType.T0), Placed("2026-02-09"))
            .Should().Equal("U6 2026-01-05 to 2026-02-02", "U6 2026-02-09 to 2026-12-01");

    [Theory]
    [InlineData("2026-02-09", false)] // on the day of the return
    [InlineData("2026-02-08", false)]
    [InlineData("2026-02-09", true)]
    [InlineData("2026-02-08", true)]
    public void An_end_while_the_child_is_temporarily_elsewhere_is_of_that_stay_alone(string endedOn, bool sameCarer) =>
        Placements(Placed("2026-01-05"), Placed("2026-02-02", PlacementType.T0), Ended(endedOn), Placed("2026-02-09", sameCarer: sameCarer))
            .Should().Equal("U6 2026-01-05 to 2026-12-01");

    [Fact]
    public void Once_that_stay_has_ended_the_next_end_is_of_the_placement()
    {
        Placements(Placed("2026-01-05"), Placed("2026-02-02", PlacementType.T0), Ended("2026-02-09"), Ended("2026-04-01"))
            .Should().Equal("U6 2026-01-05 to 2026-04-01");
        Placements(Placed("2026-01-05"), Placed("2026-02-02", PlacementType.T0), Placed("2026-02-09"), Ended("2026-04-01"))
            .Should().Equal("U6 2026-01-05 to 2026-04-01");
    }

    [Fact]
    public void Where_the_child_lives_is_told_by_each_entry_until_the_next_or_an_end()
    {
        var period = PeriodOf(
            Placed("2026-01-05"),
            Placed("2026-02-02", PlacementType.T0),
            Ended("2026-02-09"),
            Placed("2026-02-09"),
            Placed("2026-03-02", PlacementType.U4, sameCarer: true),
            Ended("2026-04-01"),
            Placed("2026-04-13", PlacementType.K2));

        period.PlacementSpans.Select(span => $"{span.Value.PlacementType} {span.From:uuuu-MM-dd} to {span.To:uuuu-MM-dd}").Should().Equal(
            "U6 2026-01-05 to 2026-02-02",
            "T0 2026-02-02 to 2026-02-09",
            "U6 2026-02-09 to 2026-03-02",
            "U4 2026-03-02 to 2026-04-01",
            "K2 2026-04-13 to 2026-12-01");
        period.PlacementSpans.On(Day("2026-04-12")).Should().BeNull();
    }

    [Theory]
    [InlineData("2026-01-05", 0, false)] // 28 days before, and no placement yet
    [InlineData("2026-01-04", -1, false)]
    [InlineData("2026-02-02", 0, false)]
    [InlineData("2026-03-01", 0, false)]
    [InlineData("2026-03-02", 1, false)] // on the day of a move it is of the new one
    [InlineData("2026-04-05", 2, true)] // between two placements it is of the next
    [InlineData("2026-05-01", 2, true)]
    public void An_entry_that_names_none_is_about_the_placement_of_its_day_or_else_the_next(string plannedOn, int expected, bool afterAnEnd)
    {
        var about = AboutWhich([Placed("2026-02-02"), Placed("2026-03-02"), .. afterAnEnd ? [Ended("2026-04-01")] : Array.Empty<Entry>(), Placed("2026-04-13")], Planned(plannedOn));

        about.Should().Equal(expected < 0 ? [] : [expected]);
    }

    [Theory]
    [InlineData("2026-02-02", true)]
    [InlineData("2026-02-01", false)] // 29 days before
    [InlineData("2026-09-01", true)] // named, it may come at any later time
    public void An_entry_that_names_a_placement_is_about_that_one_from_28_days_before(string plannedOn, bool found) =>
        AboutWhich([Placed("2026-01-12"), Placed("2026-03-02", id: "home"), Placed("2026-06-01")], Planned(plannedOn, placement: "home")).Should().Equal(found ? [1] : []);

    [Fact]
    public void A_change_of_terms_names_its_placement_too_and_a_temporary_stay_names_none()
    {
        Entry[] placed = [Placed("2026-01-12"), Placed("2026-03-02", PlacementType.U4, sameCarer: true, id: "terms"), Placed("2026-04-01", PlacementType.T0, id: "away"), Placed("2026-06-01", PlacementType.K2)];

        AboutWhich(placed, Planned("2026-06-03", placement: "terms")).Should().Equal(0);
        AboutWhich(placed, Planned("2026-04-03", placement: "away")).Should().BeEmpty();
        AboutWhich(placed, Planned("2026-04-03")).Should().Equal(0);
    }

    [Fact]
    public void The_first_entry_about_it_is_found()
    {
        var journey = JourneyOf(Admitted("2026-01-05"), Placed("2026-01-05"), Planned("2026-01-12", id: "second"), Planned("2026-01-08", id: "first"));

        journey.PeriodsOfCare[0].Placements[0].FirstAbout<PlacementPlan>(journey, journey.PeriodsOfCare[0])!.Id.Should().Be("first");
    }

    [Theory]
    [InlineData("2026-01-19", false)] // still placed in the period before
    [InlineData("2026-01-20", true)]
    public void What_was_in_force_in_the_period_of_care_before_is_not_the_next_placement(string plannedOn, bool found)
    {
        var journey = JourneyOf(
            Admitted("2026-01-05"), Placed("2026-01-05", id: "p1"), Discharged("2026-01-20"), Admitted("2026-02-02", id: "again"), Placed("2026-02-02", id: "p2"), Planned(plannedOn));
        var again = journey.PeriodsOfCare[1];

        (again.Placements[0].FirstAbout<PlacementPlan>(journey, again) is not null).Should().Be(found);
    }

    private static PlacementEnd Ended(string on) => (PlacementEnd)PlacementEnd.Shape.New(new EntryHead($"end.{on}", Day(on)));

    private static PlacementPlan Planned(string on, string? placement = null, string? id = null) =>
        (PlacementPlan)PlacementPlan.Shape.New(new EntryHead(id ?? $"plan.{on}", Day(on)), new FieldValue(PlacementPlan.PlacementField, placement));

    private static PeriodOfCare PeriodOf(params Entry[] entries) =>
        JourneyOf([Admitted("2026-01-05"), .. entries, Discharged("2026-12-01")]).PeriodsOfCare[0];

    [Theory]
    [InlineData("2026-05-04", "p1", true)] // 28 days before, while the last placement of an earlier period of care was still in force
    [InlineData("2026-05-04", null, false)]
    [InlineData("2026-05-20", null, true)] // between the two, it is about the next
    [InlineData("2026-06-01", null, true)]
    [InlineData("2026-06-01", "p0", false)]
    public void An_entry_that_names_no_placement_is_about_the_one_then_in_force_or_the_next(string on, string? named, bool isAbout)
    {
        var plan = PlacementPlan.Shape.New(new EntryHead("plan", Day(on)), new FieldValue(PlacementPlan.PlacementField, named));
        var journey = JourneyOf(Admitted("2026-01-05"), Placed("2026-01-05", id: "p0"), Discharged("2026-05-11"), Admitted("2026-06-01"), Placed("2026-06-01", id: "p1"), plan);
        var period = journey.PeriodsOfCare[1];

        (period.Placements[0].FirstAbout<PlacementPlan>(journey, period) is not null).Should().Be(isAbout);
    }

    private static IReadOnlyList<Placement> Read(params Entry[] entries) => PeriodOf(entries).Placements;

    /// <summary>Of which placements the plan is found to be, counted from 0.</summary>
    private static int[] AboutWhich(Entry[] placed, PlacementPlan plan)
    {
        var journey = JourneyOf([Admitted("2026-01-05"), .. placed, plan, Discharged("2026-12-01")]);
        var period = journey.PeriodsOfCare[0];
        return [.. Enumerable.Range(0, period.Placements.Count).Where(i => period.Placements[i].FirstAbout<PlacementPlan>(journey, period) is not null)];
    }

    private static string[] Placements(params Entry[] entries) =>
        [.. Read(entries).Select(placement => $"{placement.Start.PlacementType} {placement.From:uuuu-MM-dd} to {placement.To:uuuu-MM-dd}")];
}
