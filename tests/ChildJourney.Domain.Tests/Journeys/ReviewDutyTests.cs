using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using static ChildJourney.Domain.Tests.Make;

namespace ChildJourney.Domain.Tests.Journeys;

public sealed class ReviewDutyTests
{
    [Fact]
    public void Each_review_is_counted_from_the_one_before() =>
        Chain(Admitted("2026-01-05"), Reviewed("2026-02-02"), Reviewed("2026-04-20"), Reviewed("2026-09-01")).Should().Equal(
            "First from 2026-01-05, opens 2026-01-05, met 2026-02-02",
            "Second from 2026-02-02, opens 2026-02-02, met 2026-04-20",
            "Subsequent from 2026-04-20, opens 2026-04-20, met 2026-09-01",
            "Subsequent from 2026-09-01, opens 2026-09-01, not met");

    [Fact]
    public void A_review_that_does_not_count_moves_nothing() =>
        Chain(Admitted("2026-01-05"), Reviewed("2026-01-20", counts: false), Reviewed("2026-02-02"), Reviewed("2026-03-02", counts: false)).Should().Equal(
            "First from 2026-01-05, opens 2026-01-05, met 2026-02-02",
            "Second from 2026-02-02, opens 2026-02-02, not met");

    [Fact]
    public void A_placement_for_adoption_interrupts_the_chain_and_a_review_during_it_carries_it_on() =>
        Chain(
            Admitted("2026-01-05", LegalStatus.E1),
            Reviewed("2026-02-02"),
            Placed("2026-03-02", PlacementType.A3),
            Reviewed("2026-03-30"),
            Placed("2026-05-11")).Should().Equal(
            "First from 2026-01-05, opens 2026-01-05, met 2026-02-02",
            "Second from 2026-02-02, opens 2026-02-02, met 2026-03-30",
            "Subsequent from 2026-03-30, opens 2026-05-11, not met");

    [Fact]
    public void Without_a_review_during_it_the_duty_opens_again_on_return() =>
        Chain(
            Admitted("2026-01-05", LegalStatus.E1),
            Reviewed("2026-02-02"),
            Placed("2026-03-02", PlacementType.A3),
            Placed("2026-05-11"),
            Reviewed("2026-05-20")).Should().Equal(
            "First from 2026-01-05, opens 2026-01-05, met 2026-02-02",
            "Second from 2026-02-02, opens 2026-02-02 and 2026-05-11, met 2026-05-20",
            "Subsequent from 2026-05-20, opens 2026-05-20, not met");

    [Fact]
    public void A_child_placed_for_adoption_on_entry_is_reviewed_there_and_the_chain_goes_on_from_it() =>
        Chain(
            Admitted("2026-01-05", LegalStatus.V2),
            Placed("2026-01-05", PlacementType.A3),
            Reviewed("2026-02-02"),
            Placed("2026-03-02")).Should().Equal(
            "First from 2026-01-05, never opens, met 2026-02-02",
            "Second from 2026-02-02, opens 2026-03-02, not met");

    [Fact]
    public void Short_breaks_have_no_such_chain_and_it_begins_with_full_care()
    {
        Chain(Admitted("2026-01-05", LegalStatus.V4), Reviewed("2026-03-02")).Should().BeEmpty();
        Chain(Admitted("2026-01-05", LegalStatus.V4), Reviewed("2026-03-02"), StatusChanged("2026-05-11", LegalStatus.V2)).Should().Equal(
            "First from 2026-05-11, opens 2026-05-11, not met");
    }

    [Fact]
    public void Where_recording_began_late_the_chain_begins_that_day_with_a_later_review() =>
        Chain(Admitted("2019-03-04", historyFrom: "2026-04-01"), Reviewed("2025-11-03"), Reviewed("2026-06-01")).Should().Equal(
            "Subsequent from 2026-04-01, opens 2026-04-01, met 2026-06-01",
            "Subsequent from 2026-06-01, opens 2026-06-01, not met");

    [Fact]
    public void A_review_on_the_very_day_recording_began_is_the_first_link() =>
        Chain(Admitted("2019-03-04", historyFrom: "2026-04-01"), Reviewed("2026-04-01")).Should().Equal(
            "Subsequent from 2026-04-01, opens 2026-04-01, not met");

    [Fact]
    public void Full_care_that_begins_after_recording_did_has_a_first_review() =>
        Chain(Admitted("2019-03-04", LegalStatus.V3, historyFrom: "2020-04-01"), StatusChanged("2026-05-11", LegalStatus.V2)).Should().Equal(
            "First from 2026-05-11, opens 2026-05-11, not met");

    private static string[] Chain(params Entry[] entries)
    {
        var journey = JourneyOf(entries);
        journey.Conflicts.Should().BeEmpty();
        return [.. journey.PeriodsOfCare[0].ReviewDuties.Select(Said)];
    }

    private static string Said(ReviewDuty duty) =>
        $"{duty.Order} from {duty.FromOn:uuuu-MM-dd}, "
        + (duty.OpensOn.Count == 0 ? "never opens" : $"opens {string.Join(" and ", duty.OpensOn.Select(day => $"{day:uuuu-MM-dd}"))}")
        + (duty.Met is { } met ? $", met {met.On:uuuu-MM-dd}" : ", not met");
}
