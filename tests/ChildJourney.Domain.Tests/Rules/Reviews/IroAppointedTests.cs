using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.Reviews;
using static ChildJourney.Domain.Tests.Make;

namespace ChildJourney.Domain.Tests.Rules.Reviews;

public sealed class IroAppointedTests
{
    [Theory]
    [InlineData("2026-05-01", "2026-06-01")] // from before entry it counts as of entry
    [InlineData("2026-06-01", "2026-06-01")]
    [InlineData("2026-06-04", "2026-06-04")]
    public void It_is_met_on_the_first_day_in_care_with_an_officer(string allocatedOn, string metOn)
    {
        var journey = JourneyOf(Allocated(allocatedOn, AllocationRole.Iro, "IRO2"), Admitted("2026-06-01"));

        var obligation = RuleCatalogue.Get<IroAppointed>().For(journey, Settings.Default).Should().ContainSingle().Which;

        obligation.Id.Should().Be("iro-appointed:2026-06-01");
        obligation.Stages.Should().ContainSingle().Which.MetOn.Should().Be(Day(metOn));
    }
}
