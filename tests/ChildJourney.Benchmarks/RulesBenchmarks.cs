using System.Text.Json;
using BenchmarkDotNet.Attributes;
using ChildJourney.Domain.Drift;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;

namespace ChildJourney.Benchmarks;

/// <summary>Rules and indicators over a typical journey, beside the time that System.Text.Json takes to parse it.</summary>
[MemoryDiagnoser]
public class RulesBenchmarks
{
    private static readonly Rule[] rules =
        [.. new[] { "review-first", "review-second", "review-subsequent", "section20-return-plan", "iro-appointed" }.Select(id => RuleCatalogue.Find(id)!)];

    private static readonly DriftIndicator[] indicators =
        [.. new[] { "section20-no-return-plan", "review-overdue", "unallocated" }.Select(id => DriftCatalogue.Find(id)!)];

    private readonly IReadOnlyList<Entry> entries = TypicalJourney.Entries();
    private readonly Journey journey = Journey.Of(TypicalJourney.Child, TypicalJourney.Entries());

    /// <summary>The reference: the journey's JSON, parsed into a document.</summary>
    [Benchmark(Baseline = true)]
    public int ParseJson()
    {
        using var json = JsonDocument.Parse(TypicalJourney.Json);
        return json.RootElement.GetArrayLength();
    }

    /// <summary>The review cycle, Section 20 and the appointment of an officer: five rules and three indicators.</summary>
    [Benchmark]
    public int ReviewsAndSection20()
    {
        var found = 0;
        var obligations = new List<Obligation>();
        foreach (var rule in rules)
        {
            obligations.AddRange(rule.For(journey, Settings.Default));
        }

        foreach (var indicator in indicators)
        {
            foreach (var span in indicator.For(journey, obligations, Settings.Default))
            {
                found++;
            }
        }

        return found + obligations.Count;
    }

    /// <summary>Every rule and indicator over the journey.</summary>
    [Benchmark]
    public Assessment AllRules() => Assessment.Of(journey, Settings.Default);

    /// <summary>The journey read out of its entries, then every rule and indicator.</summary>
    [Benchmark]
    public Assessment JourneyAndAllRules() => Assessment.Of(Journey.Of(TypicalJourney.Child, entries), Settings.Default);
}
