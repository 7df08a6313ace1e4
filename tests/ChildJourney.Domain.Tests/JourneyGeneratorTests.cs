using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using FsCheck.Fluent;

namespace ChildJourney.Domain.Tests;

public sealed class JourneyGeneratorTests
{
    private static readonly string[] usual = ["due-soon", "overdue", "met", "met-late", "missed", "ended"];

    [Fact]
    public void The_journeys_that_are_made_reach_the_rules_of_permanence_section_20_and_education()
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

        foreach (var rule in new[] { "permanence-plan-by-second-review", "proceedings-26-weeks", "section20-legal-planning", "pep-initiated", "pep-for-first-review", "pep-termly", "school-place", "exclusion-provision", "exclusion-provision-first-day" })
        {
            reached.Should().Contain(usual.Select(status => $"{rule} {status}"));
        }

        foreach (var rule in new[] { "pre-proceedings-16-weeks", "pre-proceedings-midpoint" })
        {
            reached.Should().Contain(usual.SkipLast(1).Select(status => $"{rule} {status}"));
        }

        reached.Should().Contain(new[] { "due-soon", "met", "missed", "ended" }.Select(status => $"section20-consent-reaffirmed {status}"));
        reached.Should().Contain(new[] { "due-soon", "overdue", "met", "missed" }.Select(status => $"family-group-meeting-offered {status}"));
        reached.Should().Contain(new[] { "pep-termly", "school-place", "exclusion-provision", "exclusion-provision-first-day" }.Select(rule => $"{rule} cannot-determine"));
        reached.Should().Contain(["no-permanence-plan", "section20-long", "plan-not-progressing", "not-heard"]);
    }
}
