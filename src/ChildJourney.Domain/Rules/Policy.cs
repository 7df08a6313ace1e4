using NodaTime;

namespace ChildJourney.Domain.Rules;

/// <summary>An authority's own settings.</summary>
public sealed record Policy
{
    /// <summary>The published defaults.</summary>
    public static Policy Default { get; } = new();

    /// <summary>Within how many days of its due date an obligation counts as due soon.</summary>
    public int DueSoonDays { get; init; } = 14;

    /// <summary>What the authority set for single rules, by the rule's id.</summary>
    public IReadOnlyDictionary<string, RulePolicy> Rules { get; init; } = new Dictionary<string, RulePolicy>();
}

/// <summary>What an authority set for one rule.</summary>
/// <param name="Enabled">Whether a local rule is on, or null where the default stands.</param>
/// <param name="Count">Its number, in the rule's own unit, or null where the default stands.</param>
/// <param name="From">The first trigger date that this governs.</param>
public sealed record RulePolicy(bool? Enabled, int? Count, LocalDate From);
