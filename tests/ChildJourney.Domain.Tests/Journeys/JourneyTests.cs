using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using FsCheck.Fluent;
using static ChildJourney.Domain.Tests.Make;

namespace ChildJourney.Domain.Tests.Journeys;

public sealed class JourneyTests
{
    [Fact]
    public void A_period_of_care_runs_from_the_day_of_admission_up_to_the_day_of_discharge()
    {
        var journey = JourneyOf(Admitted("2026-01-05"), Discharged("2026-03-02"));

        journey.Conflicts.Should().BeEmpty();
        Periods(journey).Should().Equal("2026-01-05 to 2026-03-02 by Discharge");
        journey.PeriodOn(Day("2026-01-04")).Should().BeNull();
        journey.PeriodOn(Day("2026-01-05")).Should().NotBeNull();
        journey.PeriodOn(Day("2026-03-01")).Should().NotBeNull();
        journey.PeriodOn(Day("2026-03-02")).Should().BeNull();
    }

    [Theory]
    [InlineData("2008-11-22", "2026-11-22")]
    [InlineData("2008-02-29", "2026-03-01")]
    [InlineData("2010-02-28", "2028-02-28")]
    public void Without_a_discharge_it_closes_at_the_18th_birthday(string born, string birthday)
    {
        var journey = Make.JourneyOf(born, Admitted("2024-05-07"));

        Periods(journey).Should().Equal($"2024-05-07 to {birthday} by Birthday");
    }

    [Theory]
    [InlineData("2026-11-21", DischargeReason.E4A, "2026-11-21 by Discharge")]
    [InlineData("2026-11-22", DischargeReason.E4A, "2026-11-22 by Birthday")]
    [InlineData("2026-06-01", DischargeReason.E2, "2026-06-01 by Death")]
    public void What_closed_it_is_told_apart(string on, DischargeReason reason, string closed)
    {
        var journey = Make.JourneyOf("2008-11-22", Admitted("2024-05-07"), Discharged(on, reason));

        journey.Conflicts.Should().BeEmpty();
        Periods(journey).Should().Equal($"2024-05-07 to {closed}");
    }

    [Fact]
    public void An_admission_while_looked_after_is_refused()
    {
        var (first, again) = (Admitted("2026-01-05"), Admitted("2026-02-02"));

        Conflict(JourneyOf(first, again))
            .Should().Be(new JourneyConflict(again, "already looked after since 5 January 2026, by admission.2026-01-05", first));
    }

    [Fact]
    public void A_discharge_while_not_looked_after_is_refused()
    {
        Conflict(JourneyOf(Discharged("2026-01-05"))).Message.Should().Be("not looked after on 5 January 2026, so there is nothing to end");
        Conflict(JourneyOf(Admitted("2026-01-05"), Discharged("2026-02-02"), Discharged("2026-02-03")))
            .Entry.Id.Should().Be("discharge.2026-02-03");
    }

    [Fact]
    public void A_discharge_after_the_18th_birthday_has_nothing_to_end()
    {
        var late = Discharged("2026-11-23");

        Conflict(Make.JourneyOf("2008-11-22", Admitted("2024-05-07"), late)).Entry.Should().BeSameAs(late);
    }

    [Fact]
    public void Of_a_discharge_and_an_admission_on_one_day_the_discharge_comes_first_where_the_child_was_looked_after_that_morning()
    {
        var journey = JourneyOf(Admitted("2026-01-05"), Discharged("2026-02-02"), Admitted("2026-02-02"));

        journey.Conflicts.Should().BeEmpty();
        Periods(journey).Should().Equal("2026-01-05 to 2026-02-02 by Discharge", "2026-02-02 to 2033-05-01 by Birthday");
    }

    [Fact]
    public void Otherwise_the_admission_comes_first_and_the_period_has_no_day()
    {
        var journey = JourneyOf(Admitted("2026-01-05"), Discharged("2026-01-05"));

        journey.Conflicts.Should().BeEmpty();
        Periods(journey).Should().Equal("2026-01-05 to 2026-01-05 by Discharge");
        journey.PeriodOn(Day("2026-01-05")).Should().BeNull();
    }

    [Fact]
    public void What_lies_on_the_day_of_a_change_belongs_to_the_period_that_begins()
    {
        var journey = JourneyOf(Admitted("2026-01-05"), Discharged("2026-02-02"), Admitted("2026-02-02"), Placed("2026-02-02"), Reviewed("2026-02-02"));

        journey.Conflicts.Should().BeEmpty();
        journey.PeriodsOfCare[0].Reviews.Should().BeEmpty();
        journey.PeriodsOfCare[1].Reviews.Should().ContainSingle();
        journey.PeriodsOfCare[1].Placements.Should().ContainSingle();
    }

    [Theory]
    [InlineData("review")]
    [InlineData("placement")]
    [InlineData("legal-status")]
    [InlineData("admission")]
    [InlineData("discharge")]
    public void A_second_of_a_kind_on_one_day_is_refused(string type)
    {
        Entry[] entries = type switch
        {
            "review" => [Reviewed("2026-02-02", id: "a"), Reviewed("2026-02-02", id: "b")],
            "placement" => [Placed("2026-02-02", id: "a"), Placed("2026-02-02", id: "b")],
            "legal-status" => [StatusChanged("2026-02-02", LegalStatus.C2, id: "a"), StatusChanged("2026-02-02", LegalStatus.E1, id: "b")],
            "admission" => [Discharged("2026-02-01"), Admitted("2026-02-02", id: "a"), Admitted("2026-02-02", id: "b")],
            _ => [Discharged("2026-02-02", id: "a"), Discharged("2026-02-02", id: "b")],
        };

        Conflict(JourneyOf([Admitted("2026-01-05", id: "0"), .. entries]))
            .Should().Match<JourneyConflict>(conflict =>
                conflict.Entry.Id == "b" && conflict.Message == $"a second entry of type {type} on 2 February 2026, beside a");
    }

    [Fact]
    public void A_legal_status_on_the_day_of_admission_is_a_second_one() =>
        Conflict(JourneyOf(Admitted("2026-01-05"), StatusChanged("2026-01-05", LegalStatus.C2)))
            .Message.Should().Be("a second legal status on 5 January 2026, beside that of admission.2026-01-05");

    [Theory]
    [InlineData("2026-01-04")] // the day before admission
    [InlineData("2026-03-02")] // the day of discharge
    [InlineData("2026-04-01")]
    public void A_placement_legal_status_or_review_lies_within_a_period_of_care(string on)
    {
        Entry[] within = [Placed(on), Reviewed(on), StatusChanged(on, LegalStatus.C2)];

        JourneyOf([Admitted("2026-01-05"), Discharged("2026-03-02"), .. within]).Conflicts.Select(conflict => conflict.Entry)
            .Should().BeEquivalentTo(within);
    }

    [Fact]
    public void So_it_does_before_the_18th_birthday()
    {
        var journey = Make.JourneyOf("2008-11-22", Admitted("2024-05-07"), Reviewed("2026-11-21"), Placed("2026-11-22"), Reviewed("2026-11-22"));

        journey.Conflicts.Select(conflict => conflict.Entry.Id).Should().BeEquivalentTo("placement.2026-11-22", "review.2026-11-22");
    }

    [Fact]
    public void Plans_and_allocations_may_lie_outside_a_period_of_care() =>
        JourneyOf(
            Allocated("2025-12-01", AllocationRole.SocialWorker, "SW1"),
            Admitted("2026-01-05"),
            Discharged("2026-03-02"),
            ReturnPlanned("2026-04-01"),
            PermanencePlanned("2025-12-01", PermanenceRoute.Kinship)).Conflicts.Should().BeEmpty();

    [Fact]
    public void Conflicts_and_periods_are_the_same_in_whatever_order_entries_arrive()
    {
        // Odd on purpose: half of these entries cannot be true beside the others.
        Entry[] entries =
        [
            Admitted("2026-01-05", id: "a1"), Admitted("2026-01-05", id: "a2"), Discharged("2026-02-02", id: "d1"), Discharged("2026-02-02", id: "d2"),
            Admitted("2026-02-02", id: "a3"), Reviewed("2026-02-02", id: "r1"), Reviewed("2026-02-02", id: "r2"), Placed("2026-01-01", id: "p1"),
            StatusChanged("2026-02-02", LegalStatus.V2, id: "s1"), Admitted("2026-03-02", id: "a4"), Discharged("2026-03-09", id: "d3"), Discharged("2026-03-10", id: "d4"),
        ];
        var expected = Told(JourneyOf(entries));

        expected.Should().HaveCountGreaterThan(8);
        Properties.Hold(Gen.Shuffle(entries), shuffled => Told(JourneyOf(shuffled)).Should().Equal(expected));

        static string[] Told(Journey journey) => [.. Periods(journey), .. journey.Conflicts.Select(conflict => $"{conflict.Entry.Id}: {conflict.Message}")];
    }

    [Fact]
    public void An_allocation_lasts_until_the_next_of_its_role_through_discharge_too()
    {
        var journey = JourneyOf(
            Allocated("2025-12-01", AllocationRole.SocialWorker, "SW1"),
            Admitted("2026-01-05"),
            Allocated("2026-01-05", AllocationRole.Iro, "IRO1"),
            Discharged("2026-02-02"),
            Allocated("2026-03-02", AllocationRole.SocialWorker, null),
            Allocated("2026-03-09", AllocationRole.SocialWorker, "SW2"));

        journey.Allocations(AllocationRole.SocialWorker).Select(span => (span.From, span.To, span.Value.Assignee)).Should().Equal(
            (Day("2025-12-01"), Day("2026-03-02"), "SW1"),
            (Day("2026-03-02"), Day("2026-03-09"), null),
            (Day("2026-03-09"), null, "SW2"));
        journey.AssigneeOn(AllocationRole.SocialWorker, Day("2025-11-30")).Should().BeNull();
        journey.AssigneeOn(AllocationRole.SocialWorker, Day("2026-03-01")).Should().Be("SW1");
        journey.AssigneeOn(AllocationRole.SocialWorker, Day("2026-03-02")).Should().BeNull();
        journey.AssigneeOn(AllocationRole.SocialWorker, Day("2040-01-01")).Should().Be("SW2");
        journey.AssigneeOn(AllocationRole.Iro, Day("2026-02-02")).Should().Be("IRO1");
        journey.AssigneeOn(AllocationRole.Team, Day("2026-02-02")).Should().BeNull();
    }

    [Fact]
    public void Of_two_allocations_in_a_role_on_one_day_the_last_by_id_holds()
    {
        var journey = JourneyOf(
            Allocated("2026-01-05", AllocationRole.Iro, "IRO2", id: "b"),
            Allocated("2026-01-05", AllocationRole.Iro, "IRO1", id: "a"));

        journey.Allocations(AllocationRole.Iro).Should().ContainSingle().Which.Value.Assignee.Should().Be("IRO2");
    }

    [Fact]
    public void The_entries_of_a_type_are_read_by_date()
    {
        var journey = JourneyOf(Reviewed("2026-03-02"), Admitted("2026-01-05"), Reviewed("2026-02-02"));

        journey.All<Review>().Select(review => review.On).Should().Equal(Day("2026-02-02"), Day("2026-03-02"));
        journey.All<Sdq>().Should().BeEmpty();
    }

    private static JourneyConflict Conflict(Journey journey) => journey.Conflicts.Should().ContainSingle().Which;

    private static string[] Periods(Journey journey) =>
        [.. journey.PeriodsOfCare.Select(period => $"{period.From:uuuu-MM-dd} to {period.To:uuuu-MM-dd} by {period.ClosedBy}")];
}
