using ChildJourney.Domain.Calendar;
using NodaTime;

namespace ChildJourney.Domain.Rules;

/// <summary>An authority's own settings.</summary>
public sealed record Policy
{
    /// <summary>The published defaults.</summary>
    public static Policy Default { get; } = new();

    /// <summary>Within how many days of its due date an obligation counts as due soon.</summary>
    public int DueSoonDays { get; init; } = 14;

    /// <summary>The age from which a child in an early-years setting has a personal education plan.</summary>
    public int PepFromAge { get; init; } = 3;

    /// <summary>The school terms.</summary>
    public SchoolTerms Terms { get; init; } = SchoolTerms.None;

    /// <summary>From when an entry type is recorded here; null, not at all. A type that is left out has always been.</summary>
    public IReadOnlyDictionary<string, LocalDate?> RecordedFrom { get; init; } = new Dictionary<string, LocalDate?>();

    /// <summary>The on-time rate, in per cent, that a rule is meant to reach, by the rule's id.</summary>
    public IReadOnlyDictionary<string, decimal> Targets { get; init; } = new Dictionary<string, decimal> { ["pep-termly"] = 90 };

    /// <summary>What the authority set for single rules, by the rule's id.</summary>
    public IReadOnlyDictionary<string, RulePolicy> Rules { get; init; } = new Dictionary<string, RulePolicy>();

    /// <summary>What the authority set for single drift indicators, by the indicator's id.</summary>
    public IReadOnlyDictionary<string, DriftPolicy> Drift { get; init; } = new Dictionary<string, DriftPolicy>();

    /// <summary>Whether one of the entry types is recorded here on that day.</summary>
    public bool IsAnyRecorded(IReadOnlyList<string> types, LocalDate day)
    {
        if (RecordedFrom.Count == 0)
        {
            return true;
        }

        foreach (var type in types)
        {
            if (!RecordedFrom.TryGetValue(type, out var from) || from <= day)
            {
                return true;
            }
        }

        return types.Count == 0;
    }
}

/// <summary>What an authority set for one rule.</summary>
/// <param name="Enabled">Whether a local rule is on, or null where the default stands.</param>
/// <param name="Count">Its number, in the rule's own unit, counted back where the rule counts back; null where the default stands.</param>
/// <param name="From">The first trigger date that this governs.</param>
public sealed record RulePolicy(bool? Enabled, int? Count, LocalDate From);

/// <summary>What an authority set for one drift indicator.</summary>
/// <param name="Enabled">Whether it is looked for, or null where the default stands.</param>
/// <param name="Thresholds">Its thresholds by name; those left out stand at their defaults.</param>
public sealed record DriftPolicy(bool? Enabled, IReadOnlyDictionary<string, int> Thresholds);
