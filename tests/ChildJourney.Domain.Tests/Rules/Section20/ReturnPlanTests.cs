using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.Section20;
using static ChildJourney.Domain.Tests.Make;

namespace ChildJourney.Domain.Tests.Rules.Section20;

public sealed class ReturnPlanTests
{
    [Fact]
    public void It_is_triggered_by_the_first_review_that_was_held() =>
        Only(Admitted("2026-06-01", LegalStatus.V2), Reviewed("2026-06-24")).Trigger.Id.Should().Be("review.2026-06-24");

    [Fact]
    public void Where_the_first_review_fell_due_unheld_it_is_triggered_by_the_admission() =>
        Only(Admitted("2026-06-01", LegalStatus.V2)).Trigger.Id.Should().Be("admission.2026-06-01");

    [Fact]
    public void Where_section_20_began_later_it_is_triggered_by_the_change_of_legal_status()
    {
        var obligation = Only(Admitted("2026-06-01", LegalStatus.C1), Reviewed("2026-06-24"), StatusChanged("2026-08-03", LegalStatus.V2));

        obligation.Trigger.Id.Should().Be("legal-status.2026-08-03");
        obligation.Id.Should().Be("section20-return-plan:2026-08-03");
    }

    [Fact]
    public void Where_it_began_on_the_day_of_the_first_review_it_is_triggered_by_that() =>
        Only(Admitted("2026-06-01", LegalStatus.C1), Reviewed("2026-06-24"), StatusChanged("2026-06-24", LegalStatus.V2)).Trigger.Id.Should().Be("review.2026-06-24");

    [Fact]
    public void A_plan_made_earlier_meets_it_on_the_day_it_was_made() =>
        Only(Admitted("2026-06-01", LegalStatus.V2), ReturnPlanned("2026-06-05"), Reviewed("2026-06-24")).Stages[0].MetOn.Should().Be(Day("2026-06-05"));

    [Fact]
    public void It_ends_with_section_20_and_says_so() =>
        Only(Admitted("2026-06-01", LegalStatus.V2), Reviewed("2026-06-24"), StatusChanged("2026-08-03", LegalStatus.C1)).Stages[0].Ending!.Value
            .Should().Match<Domain.Journeys.Ending>(ending => ending.On == Day("2026-08-03") && ending.Why == "Section 20 ended");

    private static Obligation Only(params Entry[] entries) =>
        RuleCatalogue.Get<ReturnPlan>().For(JourneyOf(entries), Settings.Default).Should().ContainSingle().Which;
}
