using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules.LeavingCare;
using static ChildJourney.Domain.Tests.Make;
using static ChildJourney.Domain.Tests.Rules.LeavingCare.CareLeaver;

namespace ChildJourney.Domain.Tests.Rules.LeavingCare;

/// <summary>Of a young person who turns 16 on 15 June 2026, 21 in 2031 and 25 in 2035.</summary>
public sealed class LeavingCareStandingTests
{
    private static readonly Entry inCare = Admitted("2024-01-08", LegalStatus.C2);

    [Fact]
    public void It_lasts_from_the_day_of_eligibility_to_21_in_care_or_not()
    {
        Standing(inCare).Should().Equal("2026-06-15 to 2031-06-15: the young person turned 21");
        Standing(inCare, Discharged("2026-09-01")).Should().Equal("2026-06-15 to 2031-06-15: the young person turned 21");
    }

    [Fact]
    public void A_child_who_is_never_eligible_has_none() => Standing(inCare, Discharged("2026-06-01")).Should().BeEmpty();

    [Fact]
    public void It_ends_with_death() => Standing(inCare, Discharged("2027-03-01", DischargeReason.E2)).Should().Equal("2026-06-15 to 2027-03-01: the child died");

    [Fact]
    public void It_is_another_authoritys_while_that_has_taken_over_the_care() =>
        Standing(inCare, Discharged("2027-03-01", DischargeReason.E3), Admitted("2027-09-06")).Should().Equal(
            "2026-06-15 to 2027-03-01: another authority took over the child's care",
            "2027-09-06 to 2031-06-15: the young person turned 21");

    [Fact]
    public void It_goes_on_to_25_where_support_is_in_force_at_21() =>
        Standing(inCare, SupportAskedFor("2031-06-15")).Should().Equal("2026-06-15 to 2035-06-15: the young person turned 25");

    [Fact]
    public void It_ends_with_support() =>
        Standing(inCare, SupportAskedFor("2031-05-01", endedOn: "2032-02-02")).Should().Equal("2026-06-15 to 2032-02-02: support after 21 ended");

    [Fact]
    public void Support_that_ended_before_21_changes_nothing() =>
        Standing(inCare, SupportAskedFor("2031-02-03", endedOn: "2031-06-15")).Should().Equal("2026-06-15 to 2031-06-15: the young person turned 21");

    [Fact]
    public void It_begins_again_with_support_that_is_asked_for_later() =>
        Standing(inCare, SupportAskedFor("2031-06-16", endedOn: "2032-02-02"), SupportAskedFor("2033-01-10")).Should().Equal(
            "2026-06-15 to 2031-06-15: the young person turned 21",
            "2031-06-16 to 2032-02-02: support after 21 ended",
            "2033-01-10 to 2035-06-15: the young person turned 25");

    [Fact]
    public void Support_alone_gives_none() => Standing(SupportAskedFor("2032-01-05")).Should().BeEmpty();

    [Fact]
    public void Where_no_time_in_care_is_on_record_it_begins_with_the_first_work_with_a_care_leaver() =>
        Standing(Planned("2026-05-04"), AdviserVisited("2028-09-04"), Planned("2028-10-02")).Should().Equal("2028-09-04 to 2031-06-15: the young person turned 21");

    [Fact]
    public void Where_recording_began_late_it_begins_so_too_before_91_days_are_on_record() =>
        Standing(Admitted("2027-04-01", LegalStatus.C2, historyFrom: "2027-04-01"), Planned("2027-05-03")).Should().Equal("2027-05-03 to 2031-06-15: the young person turned 21");

    [Fact]
    public void Where_the_record_is_whole_a_plan_alone_gives_none() =>
        Standing(Admitted("2027-04-01"), Planned("2027-05-03"), Discharged("2027-05-10")).Should().BeEmpty();

    private static string[] Standing(params Entry[] entries) =>
        [.. LeavingCareStanding.ReadFrom(JourneyOf("2010-06-15", entries)).Select(it => $"{it.From:uuuu-MM-dd} to {it.Ending.On:uuuu-MM-dd}: {it.Ending.Why}")];
}
