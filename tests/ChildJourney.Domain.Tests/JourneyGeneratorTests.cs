using ChildJourney.Domain.Drift;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace ChildJourney.Domain.Tests;

/// <summary>The properties prove as much as the journeys reach: every rule in every status that it can have, and every sign of drift.</summary>
public sealed class JourneyGeneratorTests
{
    private const int DueSoonDays = 2;

    private static readonly Status[] usual = [Status.Upcoming, Status.DueSoon, Status.Overdue, Status.Met, Status.MetLate, Status.Missed, Status.Ended];

    /// <summary>What some rules can have beside the usual.</summary>
    private static readonly Dictionary<Status, string[]> more = new()
    {
        [Status.Refused] = ["dental-check", "health-initial", "health-review", "iro-spoke-with-child"],
        [Status.CannotDetermine] = ["care-plan", "exclusion-provision", "exclusion-provision-first-day", "pep-termly", "school-place", "visit-first"],
    };

    /// <summary>What they can never have.</summary>
    private static readonly Dictionary<string, Status[]> impossible = new()
    {
        // Due on the day they open; an offer made after the letter is none.
        ["bed-and-breakfast-risk-assessment"] = [Status.Upcoming, Status.Ended],
        ["family-group-meeting-offered"] = [Status.Upcoming, Status.Ended, Status.MetLate],
        ["section20-return-plan"] = [Status.Upcoming, Status.Ended],

        // Only the 18th birthday ends them, and what would not fall due before it is not raised.
        ["pre-proceedings-16-weeks"] = [Status.Ended],
        ["return-interview"] = [Status.Ended],

        // What is done too late counts for the next review, or the next year.
        ["iro-spoke-with-child"] = [Status.MetLate],
        ["sdq"] = [Status.MetLate],
    };

    [Fact]
    public void The_journeys_that_are_made_reach_every_rule_of_the_catalogue_in_every_status_that_it_can_have()
    {
        var reached = new HashSet<(string Rule, Status Status)>();
        foreach (var told in Made(5000))
        {
            reached.UnionWith(
                from obligation in Assessment.Of(told.Journey, WithTerms).Obligations
                from stage in obligation.Stages
                from day in new[] { stage.OpensOn, stage.DueOn, stage.DueOn?.PlusDays(1), stage.MetOn, stage.RefusedOn, stage.Ending?.On }
                where day is not null && stage.IsInForce(day.Value)
                select (obligation.Rule.Id, stage.Dates.StatusOn(day.Value, DueSoonDays)));
        }

        reached.Should().BeEquivalentTo(RuleCatalogue.All.SelectMany(rule => PossibleFor(rule).Select(status => (rule.Id, status))));
    }

    [Fact]
    public void They_reach_every_sign_of_drift_in_every_severity()
    {
        var reached = Made(2000).SelectMany(told => Assessment.Of(told.Journey, WithTerms).Drift).Select(drift => (drift.Indicator.Id, drift.Span.Severity)).ToHashSet();

        reached.Should().BeEquivalentTo(DriftCatalogue.All.Select(indicator => (indicator.Id, Severity.Red)).Append(("section20-long", Severity.Amber)));
    }

    private static Settings WithTerms { get; } = Settings.Default with { Policy = JourneyGenerator.PolicyWithTerms };

    /// <summary>The same journeys each time.</summary>
    private static JourneyGenerator.Told[] Made(int count) => JourneyGenerator.Journeys.Generator.Sample(count, new Rnd(2026, 11), 50);

    private static IEnumerable<Status> PossibleFor(Rule rule) => rule.IsAlert
        ? [Status.Overdue, Status.Missed]
        : usual.Except(impossible.GetValueOrDefault(rule.Id, [])).Concat(more.Where(pair => pair.Value.Contains(rule.Id)).Select(pair => pair.Key));
}
