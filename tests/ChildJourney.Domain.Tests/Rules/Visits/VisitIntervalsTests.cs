using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.Law;
using ChildJourney.Domain.Rules.Visits;
using NodaTime;
using static ChildJourney.Domain.Tests.Make;

namespace ChildJourney.Domain.Tests.Rules.Visits;

public sealed class VisitIntervalsTests
{
    private static readonly Entry[] atHomeUnderAnInterimOrder = [Admitted("2026-06-01"), Home("2026-06-01", PlacementType.P1), Reviewed("2026-06-24"), Visited("2026-07-01")];

    [Fact]
    public void A_tightened_interval_keeps_its_rule_its_id_and_what_triggered_it()
    {
        var obligation = Last([.. atHomeUnderAnInterimOrder, StatusChanged("2026-07-10", LegalStatus.C2)]);

        obligation.Id.Should().Be("visit-temporary-approval:2026-07-01");
        obligation.Trigger.Id.Should().Be("visit.2026-07-01");
    }

    [Fact]
    public void The_earlier_date_holds_from_the_day_of_the_change_and_the_later_one_until_then() =>
        Stages(Last([.. atHomeUnderAnInterimOrder, StatusChanged("2026-07-10", LegalStatus.C2)])).Should().Equal(
            "opens 2026-07-01 due 2026-07-29 closes 2026-07-10",
            "opens 2026-07-10 due 2026-07-17");

    [Fact]
    public void Each_stage_cites_what_asks_for_its_date()
    {
        var obligation = Last([.. atHomeUnderAnInterimOrder, StatusChanged("2026-07-10", LegalStatus.C2)]);

        obligation.Version.Citation.Should().Be(CarePlanning2010.Regulation("28(4)"));
        obligation.Stages.Select(stage => stage.Citation).Should().Equal(null, CarePlanning2010.Regulation("28(5)"));
        obligation.Stages[1].Deadline.Ground.Should().Be("seven days after the care order on 10 July 2026");
    }

    [Theory]
    [InlineData("2026-07-22")] // seven days from it are the day that stands
    [InlineData("2026-07-25")]
    public void What_would_be_due_no_earlier_opens_no_stage(string orderedOn) =>
        Stages(Last([.. atHomeUnderAnInterimOrder, StatusChanged(orderedOn, LegalStatus.C2)])).Should().Equal("opens 2026-07-01 due 2026-07-29");

    [Fact]
    public void A_visit_on_the_day_of_the_change_is_judged_by_what_held_before() =>
        Stages(All([.. atHomeUnderAnInterimOrder, StatusChanged("2026-07-10", LegalStatus.C2), Visited("2026-07-10")])[^2]).Should().Equal("opens 2026-07-01 due 2026-07-29 met 2026-07-10");

    [Fact]
    public void It_is_met_in_the_stage_in_which_the_visit_is_made() =>
        Stages(All([.. atHomeUnderAnInterimOrder, StatusChanged("2026-07-10", LegalStatus.C2), Visited("2026-07-16")])[^2]).Should().Equal(
            "opens 2026-07-01 due 2026-07-29 closes 2026-07-10 met 2026-07-16",
            "opens 2026-07-10 due 2026-07-17 met 2026-07-16");

    [Fact]
    public void It_may_be_tightened_twice_and_not_loosened_again()
    {
        var obligation = Last(
            Admitted("2025-06-02", LegalStatus.C2),
            Home("2025-06-02", PlacementType.U4, meantToLast: true, agreesToFewerVisits: true),
            Visited("2026-06-02"),
            Home("2026-06-10", PlacementType.U4, sameCarer: true, meantToLast: true),
            Home("2026-06-20", PlacementType.U4, sameCarer: true),
            Home("2026-07-01", PlacementType.U4, sameCarer: true, meantToLast: true, agreesToFewerVisits: true));

        obligation.Id.Should().Be("visit-long-term:2026-06-02");
        Stages(obligation).Should().Equal(
            "opens 2026-06-02 due 2026-12-02 closes 2026-06-10",
            "opens 2026-06-10 due 2026-09-02 closes 2026-06-20",
            "opens 2026-06-20 due 2026-07-14");
        obligation.Stages[2].Citation.Should().Be(CarePlanning2010.Regulation("28(2)(c)"));
    }

    [Fact]
    public void What_should_have_been_earlier_still_is_due_on_the_day_of_the_change()
    {
        var obligation = Last([.. atHomeUnderAnInterimOrder[..^1], Home("2026-06-25", PlacementType.U3), Visited("2026-06-26"), Home("2026-08-03", PlacementType.U3, sameCarer: true, PlacementApproval.Temporary)]);

        Stages(obligation).Should().Equal("opens 2026-06-26 due 2026-08-07 closes 2026-08-03", "opens 2026-08-03 due 2026-08-03");
        obligation.Stages[1].Deadline.Ground.Should().Be("the day from which visits had to be closer together");
        obligation.Stages[1].Citation.Should().Be(CarePlanning2010.Regulation("28(4)"));
    }

    [Fact]
    public void New_terms_under_an_order_that_stood_are_not_a_new_order() =>
        Stages(Last(
            Admitted("2026-06-01", LegalStatus.C2),
            Home("2026-06-01", PlacementType.P1),
            Visited("2026-06-08"),
            Home("2026-06-22", PlacementType.P1, sameCarer: true))).Should().Equal("opens 2026-06-08 due 2026-07-20");

    [Fact]
    public void A_placement_for_adoption_with_the_same_carer_suspends_it_and_it_goes_on_from_the_last_visit()
    {
        var obligation = Last(
            Admitted("2026-06-01", LegalStatus.E1),
            Home("2026-06-01", PlacementType.U5),
            Visited("2026-06-05"),
            Home("2026-06-22", PlacementType.A5, sameCarer: true),
            Home("2026-07-06", PlacementType.U5, sameCarer: true));

        obligation.Id.Should().Be("visit-first-year:2026-06-05");
        Stages(obligation).Should().Equal("opens 2026-06-05 due 2026-07-17 closes 2026-07-06 ended 2026-06-22", "opens 2026-07-06 due 2026-07-17");
        obligation.Stages[0].Ending!.Value.Why.Should().Be("the child was placed for adoption");
    }

    [Fact]
    public void Youth_detention_ends_it_and_says_so() =>
        Last(Admitted("2026-06-01", LegalStatus.J1), Home("2026-06-01", PlacementType.K2), Home("2026-06-05", PlacementType.K1, sameCarer: true)).Stages[0].Ending
            .Should().Be(new Ending(Day("2026-06-05"), "these visits were no longer due", Recorded: true));

    [Fact]
    public void After_youth_detention_it_is_counted_from_the_day_visits_became_due()
    {
        var obligation = Last(Admitted("2026-06-01", LegalStatus.J1), Home("2026-06-01", PlacementType.K1), StatusChanged("2026-06-22", LegalStatus.C1));

        obligation.Id.Should().Be("visit-first:2026-06-22");
        obligation.Stages[0].Deadline.Ground.Should().Be("seven days after visits became due on 22 June 2026");
    }

    [Fact]
    public void Two_of_one_rule_that_begin_on_one_day_have_ids_of_their_own() =>
        All(Admitted("2026-06-01", LegalStatus.C2), Home("2026-06-01", PlacementType.P1), Visited("2026-06-01")).Select(obligation => obligation.Id)
            .Should().Equal("visit-care-order-at-home:2026-06-01", "visit-care-order-at-home:2026-06-01:visit.2026-06-01");

    [Theory]
    [InlineData("2020-04-23", false)]
    [InlineData("2020-04-24", true)]
    [InlineData("2020-09-24", true)]
    [InlineData("2020-09-25", false)]
    public void Visits_are_relaxed_where_they_were_triggered_from_24_april_to_24_september_2020(string on, bool relaxed)
    {
        foreach (var obligation in All(Admitted(on), Home(on, PlacementType.U6), Visited(on)))
        {
            (obligation.Version.Relaxed == Coronavirus2020.Relaxation).Should().Be(relaxed, obligation.Id);
        }
    }

    [Fact]
    public void What_cannot_be_determined_is_said_once_in_each_period_of_care()
    {
        var settings = Settings.Default with { Policy = Settings.Default.Policy with { RecordedFrom = new Dictionary<string, LocalDate?> { ["visit"] = null } } };
        var journey = JourneyOf(
            Admitted("2026-01-05"), Home("2026-01-26", PlacementType.U6), Discharged("2026-03-02"),
            Admitted("2026-06-01"), Home("2026-06-22", PlacementType.U6));

        RuleCatalogue.Get<VisitFirst>().For(journey, settings).Select(obligation => (obligation.Period!.From, obligation.MissingFact is null))
            .Should().Equal((Day("2026-01-05"), false), (Day("2026-06-01"), false));
    }

    [Fact]
    public void Every_interval_is_of_one_rule()
    {
        var journey = JourneyOf(
            Admitted("2026-06-01"), Home("2026-06-01", PlacementType.P1, approval: PlacementApproval.ParentBeforeAssessment), Visited("2026-06-05"), Visited("2026-06-12"), Reviewed("2026-06-24"), Visited("2026-06-26"));

        VisitIntervals.Of(journey, Settings.Default).All.Select(interval => $"{interval.Rule.Id} {interval.Duty.TriggerOn:uuuu-MM-dd}").Should().Equal(
            "visit-first 2026-06-01",
            "visit-parent-before-assessment 2026-06-05",
            "visit-parent-before-assessment 2026-06-12",
            "visit-temporary-approval 2026-06-26");
    }

    private static Visit Visited(string on) => (Visit)Visit.Shape.New(new EntryHead($"visit.{on}", Day(on)));

    private static PlacementStart Home(
        string on,
        PlacementType type,
        bool sameCarer = false,
        PlacementApproval? approval = null,
        bool meantToLast = false,
        bool agreesToFewerVisits = false) => (PlacementStart)PlacementStart.Shape.New(
            new EntryHead($"placement.{on}", Day(on)),
            PlacementStart.PlacementTypeField.Is(type),
            PlacementStart.SameCarerField.Is(sameCarer),
            new FieldValue(PlacementStart.ApprovalField, approval),
            PlacementStart.IntendedToLastTo18Field.Is(meantToLast),
            PlacementStart.ChildAgreesToFewerVisitsField.Is(agreesToFewerVisits));

    private static Obligation Last(params Entry[] entries) => All(entries)[^1];

    /// <summary>The obligations to visit, in the order in which they begin.</summary>
    private static Obligation[] All(params Entry[] entries)
    {
        var journey = JourneyOf(entries);
        journey.Conflicts.Should().BeEmpty();
        return [.. RuleCatalogue.All.OfType<VisitRule>()
            .SelectMany(rule => rule.For(journey, Settings.Default))
            .OrderBy(obligation => obligation.TriggerOn)
            .ThenBy(obligation => obligation.Trigger is Visit)];
    }

    private static string[] Stages(Obligation obligation) => [.. obligation.Stages.Select(Said)];

    private static string Said(Stage stage)
    {
        var said = $"opens {stage.OpensOn:uuuu-MM-dd} due {stage.DueOn:uuuu-MM-dd}";
        Add("closes", stage.ClosesOn);
        Add("met", stage.MetOn);
        Add("ended", stage.Ending is { Recorded: true } ending ? ending.On : null);
        return said;

        void Add(string what, LocalDate? on) => said += on is null ? "" : $" {what} {on:uuuu-MM-dd}";
    }
}
