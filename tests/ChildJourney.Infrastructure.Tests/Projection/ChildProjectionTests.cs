using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Projection;
using NodaTime;

namespace ChildJourney.Infrastructure.Tests.Projection;

public class ChildProjectionTests
{
    [Fact]
    public void A_stage_that_the_calendar_alone_will_close_is_not_settled()
    {
        var entered = new LocalDate(2026, 1, 5);
        var child = new Child("C1", new LocalDate(2015, 5, 1));
        var journey = Journey.Of(child, [Admission.New(new EntryHead("e1", entered), LegalStatus.C1)]);

        var first = ChildProjection.Of("A", journey, Settings.Default).Obligations.Single(row => row.Rule == "health-initial" && row.OpensOn == entered);

        first.ClosesOn.Should().Be(new LocalDate(2026, 2, 2));
        first.Settled.Should().BeFalse();
    }
}
