using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.Adoption;
using static ChildJourney.Domain.Tests.Make;

namespace ChildJourney.Domain.Tests.Rules.Adoption;

public sealed class AuthorityToPlaceTests
{
    private static readonly Entry admitted = Admitted("2026-01-05", LegalStatus.V2);

    [Fact]
    public void It_lasts_while_a_placement_order_is_in_force() =>
        Authority(admitted, StatusChanged("2026-03-02", LegalStatus.E1), StatusChanged("2026-09-07", LegalStatus.C2)).Should().Equal("2026-03-02 to 2026-09-07");

    [Fact]
    public void Consent_lasts_until_the_decision_that_the_child_should_no_longer_be_placed() =>
        Authority(admitted, Decided("2026-03-02", AdoptionDecisionKind.Authorised), Decided("2026-06-01", AdoptionDecisionKind.NoLonger)).Should().Equal("2026-03-02 to 2026-06-01");

    [Fact]
    public void An_order_that_follows_consent_carries_it_on_and_takes_it_along_when_it_ends() =>
        Authority(admitted, Decided("2026-03-02", AdoptionDecisionKind.Authorised), StatusChanged("2026-05-04", LegalStatus.E1), StatusChanged("2026-09-07", LegalStatus.C2))
            .Should().Equal("2026-03-02 to 2026-09-07");

    [Fact]
    public void Given_again_after_it_ended_it_is_another() =>
        Authority(
            admitted,
            Decided("2026-03-02", AdoptionDecisionKind.Authorised),
            Decided("2026-06-01", AdoptionDecisionKind.NoLonger),
            Decided("2026-08-03", AdoptionDecisionKind.Authorised),
            Discharged("2026-12-01")).Should().Equal("2026-03-02 to 2026-06-01", "2026-08-03 to 2026-12-01");

    [Fact]
    public void Consent_of_a_former_period_of_care_is_none_of_this_one() =>
        Authority(admitted, Decided("2026-03-02", AdoptionDecisionKind.Authorised), Discharged("2026-04-01"), Admitted("2026-06-01", LegalStatus.V2)).Should().Equal("2026-03-02 to 2026-04-01");

    [Fact]
    public void A_review_on_the_very_day_it_was_given_meets_the_first_duty_and_opens_the_next()
    {
        var obligations = RuleCatalogue.Get<AuthorisedReview>().For(JourneyOf(admitted, StatusChanged("2026-03-02", LegalStatus.E1), Reviewed("2026-03-02")), Settings.Default);

        obligations.Select(obligation => $"{obligation.Id} due {obligation.Stages[0].DueOn:uuuu-MM-dd}").Should().Equal(
            "adoption-review-authorised:2026-03-02 due 2026-06-02",
            "adoption-review-authorised:2026-03-02:review.2026-03-02 due 2026-09-02");
    }

    private static string[] Authority(params Entry[] entries) =>
        [.. AuthorityToPlace.ReadFrom(JourneyOf(entries)).Select(it => $"{it.From:uuuu-MM-dd} to {it.To:uuuu-MM-dd}")];

    private static Entry Decided(string on, AdoptionDecisionKind kind) =>
        AdoptionDecision.Shape.New(new EntryHead($"adoption-decision.{on}", Day(on)), AdoptionDecision.KindField.Is(kind));
}
