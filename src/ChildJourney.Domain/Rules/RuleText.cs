namespace ChildJourney.Domain.Rules;

/// <summary>What a rule calls the thing to be done, for its sentences.</summary>
/// <param name="Subject">The thing, at the head of a sentence: "Second review".</param>
/// <param name="Done">What has been done when it is met: "held".</param>
public sealed record Wording(string Subject, string Done)
{
    /// <summary>Whether it is something that must not be, and not something to be done: the ground alone says what.</summary>
    public bool IsAlert { get; init; }
}

/// <summary>A rule in words, for its page in the catalogue.</summary>
/// <param name="Trigger">What triggers it.</param>
/// <param name="Due">When it is due.</param>
/// <param name="MetBy">The entry types that meet it.</param>
/// <param name="EndedBy">What ends it unmet.</param>
/// <param name="Counting">How the first and last day are counted.</param>
/// <param name="Wording">What it calls the thing to be done.</param>
public sealed record RuleText(string Trigger, string Due, IReadOnlyList<string> MetBy, string EndedBy, string Counting, Wording Wording);
