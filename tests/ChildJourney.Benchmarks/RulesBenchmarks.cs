using System.Text.Json;
using BenchmarkDotNet.Attributes;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;

namespace ChildJourney.Benchmarks;

/// <summary>Every rule and indicator over a typical journey, beside the time that System.Text.Json takes to parse it.</summary>
[MemoryDiagnoser]
public class RulesBenchmarks
{
    private readonly IReadOnlyList<Entry> entries = TypicalJourney.Entries();
    private readonly Journey journey = Journey.Of(TypicalJourney.Child, TypicalJourney.Entries());

    /// <summary>The reference: the journey's JSON, parsed into a document.</summary>
    [Benchmark(Baseline = true)]
    public int ParseJson()
    {
        using var json = JsonDocument.Parse(TypicalJourney.Json);
        return json.RootElement.GetArrayLength();
    }

    /// <summary>The rules and indicators over the journey.</summary>
    [Benchmark]
    public Assessment Rules() => Assessment.Of(journey, Settings.Default);

    /// <summary>The journey read out of its entries, then the rules and indicators.</summary>
    [Benchmark]
    public Assessment JourneyAndRules() => Assessment.Of(Journey.Of(TypicalJourney.Child, entries), Settings.Default);
}
