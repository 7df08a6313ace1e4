using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using FsCheck.Fluent;

namespace ChildJourney.Domain.Tests;

public sealed class JourneyGeneratorCareTests
{
    [Fact]
    public void The_journeys_that_are_made_reach_the_plans_and_notices_the_alerts_and_the_practice_standards()
    {
        var settings = Settings.Default with { Policy = JourneyGenerator.PolicyWithTerms };
        var reached = new HashSet<string>();
        foreach (var told in JourneyGenerator.Journeys.Generator.Sample(6000))
        {
            var assessment = Assessment.Of(told.Journey, settings);
            reached.UnionWith(assessment.Drift.Select(drift => drift.Indicator.Id));
            foreach (var obligation in assessment.Obligations)
            {
                foreach (var stage in obligation.Stages)
                {
                    reached.UnionWith(told.Days.Where(stage.IsInForce).Select(day => $"{obligation.Rule.Id} {Words.Of(stage.Dates.StatusOn(day, 14))}"));
                }
            }
        }

        foreach (var rule in new[] { "care-plan", "placement-plan", "placement-notification", "life-story-work" })
        {
            reached.Should().Contain(new[] { "due-soon", "overdue", "met-late", "missed", "ended" }.Select(status => $"{rule} {status}"));
        }

        foreach (var rule in new[] { "out-of-area-notification", "placement-end-notice", "residential-independent-visitor", "rights-information", "case-audit-actions", "supervision" })
        {
            reached.Should().Contain(new[] { "due-soon", "overdue", "missed" }.Select(status => $"{rule} {status}"));
        }

        reached.Should().Contain(["bed-and-breakfast-risk-assessment overdue", "bed-and-breakfast-risk-assessment missed", "care-plan met", "care-plan cannot-determine", "case-audit-actions met"]);
        reached.Should().Contain(["unregulated-under-16 missed", "unregistered-placement missed", "supported-accommodation-unregistered missed"]);
        reached.Should().Contain(["proceedings-long", "placement-order-no-match", "placement-instability", "unsettled-long-term", "placement-unsuitable", "re-entry"]);
    }
}
