using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;

namespace ChildJourney.Domain.Tests.Rules;

/// <summary>What a breach means, written down a second time: guidance and local practice are never shown as law.</summary>
public sealed class LevelsTests
{
    [Theory]
    [InlineData("permanence-plan-by-second-review", Level.Guidance)]
    [InlineData("proceedings-26-weeks", Level.Regulation)]
    [InlineData("pre-proceedings-16-weeks", Level.Guidance)]
    [InlineData("pre-proceedings-midpoint", Level.Local)]
    [InlineData("family-group-meeting-offered", Level.Local)]
    [InlineData("section20-return-plan", Level.Local)]
    [InlineData("section20-consent-reaffirmed", Level.Guidance)]
    [InlineData("section20-legal-planning", Level.Local)]
    [InlineData("pep-initiated", Level.Guidance)]
    [InlineData("pep-for-first-review", Level.Guidance)]
    [InlineData("pep-termly", Level.Guidance)]
    [InlineData("school-place", Level.Guidance)]
    [InlineData("exclusion-provision", Level.Regulation)]
    [InlineData("exclusion-provision-first-day", Level.Guidance)]
    [InlineData("care-plan", Level.Regulation)]
    [InlineData("placement-plan", Level.Regulation)]
    [InlineData("placement-notification", Level.Regulation)]
    [InlineData("out-of-area-notification", Level.Regulation)]
    [InlineData("placement-end-notice", Level.Regulation)]
    [InlineData("bed-and-breakfast-risk-assessment", Level.Local)]
    [InlineData("residential-independent-visitor", Level.Local)]
    [InlineData("rights-information", Level.Local)]
    [InlineData("unregulated-under-16", Level.Regulation)]
    [InlineData("unregistered-placement", Level.Regulation)]
    [InlineData("supported-accommodation-unregistered", Level.Regulation)]
    [InlineData("supervision", Level.Local)]
    [InlineData("case-audit-actions", Level.Local)]
    [InlineData("life-story-work", Level.Local)]
    [InlineData("adoption-review-authorised", Level.Regulation)]
    [InlineData("adoption-review-first", Level.Regulation)]
    [InlineData("adoption-review-second", Level.Regulation)]
    [InlineData("adoption-review-subsequent", Level.Regulation)]
    [InlineData("adoption-visit", Level.Regulation)]
    [InlineData("adoption-decision", Level.Guidance)]
    [InlineData("leaving-care-assessment", Level.Regulation)]
    [InlineData("pathway-plan", Level.Local)]
    [InlineData("pathway-review", Level.Regulation)]
    [InlineData("adviser-visit-first", Level.Regulation)]
    [InlineData("adviser-visit-before-review", Level.Regulation)]
    [InlineData("adviser-visit", Level.Guidance)]
    public void A_rule_is_of_its_level(string id, Level level) => RuleCatalogue.Find(id)!.Level.Should().Be(level);
}
