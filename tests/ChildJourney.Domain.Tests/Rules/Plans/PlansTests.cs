using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.Plans;
using static ChildJourney.Domain.Tests.Make;

namespace ChildJourney.Domain.Tests.Rules.Plans;

public sealed class PlansTests
{
    [Theory]
    [InlineData("2020-04-23", false)]
    [InlineData("2020-04-24", true)]
    [InlineData("2020-09-24", true)]
    [InlineData("2020-09-25", false)]
    public void A_placement_plan_was_relaxed_for_placements_of_some_months_in_2020(string on, bool relaxed) =>
        (Only<PlacementPlanSigned>(Admitted(on), Placed(on)).Version.Relaxed is not null).Should().Be(relaxed);

    [Fact]
    public void The_end_of_a_placement_is_named_in_the_id() =>
        Only<EndNoticeGiven>(Admitted("2026-06-01"), Placed("2026-06-01"), Ended("2026-07-08", "end"), Placed("2026-07-08")).Id
            .Should().Be("placement-end-notice:2026-07-08:end");

    [Fact]
    public void A_care_plan_is_triggered_by_the_first_placement_and_says_so()
    {
        var obligation = Only<CarePlanSignedOff>(Admitted("2026-06-01", LegalStatus.V2), Placed("2026-06-03"), Placed("2026-06-05"));

        obligation.Id.Should().Be("care-plan:2026-06-03");
        obligation.Stages[0].Deadline.Ground.Should().Be("10 working days after the start of the first placement on 3 June 2026");
    }

    [Fact]
    public void Without_a_placement_a_care_plan_names_what_is_missing() =>
        Only<CarePlanSignedOff>(Admitted("2026-06-01", LegalStatus.V2)).MissingFact
            .Should().Be("When a care plan is due cannot be determined: no placement has been recorded for the days from 1 June 2026 on.");

    [Fact]
    public void A_care_plan_of_a_series_of_short_breaks_is_one_obligation_with_a_stage_for_each_break()
    {
        var obligation = Only<CarePlanSignedOff>(
            Admitted("2026-06-05", LegalStatus.V3),
            Placed("2026-06-05"),
            Discharged("2026-06-08"),
            Admitted("2026-06-19", LegalStatus.V3),
            Discharged("2026-06-22"),
            Admitted("2026-07-03", LegalStatus.V3));

        obligation.Stages.Select(stage => (stage.OpensOn, stage.DueOn)).Should().Equal(
            (Day("2026-06-05"), Day("2026-06-19")),
            (Day("2026-06-19"), Day("2026-06-19")),
            (Day("2026-07-03"), Day("2026-06-19")));
    }

    private static Obligation Only<T>(params Entry[] entries)
        where T : Rule => RuleCatalogue.Get<T>().For(JourneyOf(entries), Settings.Default).Should().ContainSingle().Which;

    private static Entry Ended(string on, string id) =>
        PlacementEnd.Shape.New(new EntryHead(id, Day(on)), PlacementEnd.WithoutNoticeField.Is(true));
}
