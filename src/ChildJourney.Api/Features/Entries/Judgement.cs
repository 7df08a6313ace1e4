using ChildJourney.Api.Platform;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Records;
using NodaTime;

namespace ChildJourney.Api.Features.Entries;

/// <summary>Judges whether entries can be true together, and says it in an answer's terms.</summary>
internal static class Judgement
{
    /// <summary>Judges the entries as a change would leave them; null where nothing is wrong.</summary>
    /// <param name="child">The child.</param>
    /// <param name="current">The entries as they would be.</param>
    /// <param name="path">Where an entry of the request stands in it, or null for an entry that is stored.</param>
    public static Error? Of(Child child, IEnumerable<Entry> current, Func<Entry, string?> path)
    {
        var conflicts = Journey.Of(child, current).Conflicts;
        return conflicts.Count == 0
            ? null
            : new JourneyConflicts([.. conflicts.Select(conflict => ProblemOf(conflict, path))]);
    }

    /// <summary>The conflict at the entry that was sent, where one of the two was; an id that was only made for it is not named.</summary>
    private static InputProblem ProblemOf(JourneyConflict conflict, Func<Entry, string?> path)
    {
        var (entry, message, beside) = conflict;
        var sentBeside = beside is null ? null : path(beside);
        return path(entry) is { } sent ? new InputProblem(sent, message)
            : sentBeside is null ? new InputProblem($"entries.{entry.Id}", message)
            : conflict.IsMutual ? new InputProblem(sentBeside, message.Replace(beside!.Id, entry.Id, StringComparison.Ordinal))
            : new InputProblem($"entries.{entry.Id}", message.Replace(beside!.Id, "the entry sent", StringComparison.Ordinal));
    }

    /// <summary>Judges the stored entries beside a child that is to be changed; null where nothing is wrong.</summary>
    public static Error? OfStored(Child child, StoredChild before, LocalDate today)
    {
        var problems = new List<InputProblem>();
        foreach (var stored in before.Entries)
        {
            EntryChecks.Add(stored.Entry, child, today, $"entries.{stored.Entry.Id}", problems);
        }

        return problems.Count > 0
            ? new JourneyConflicts(problems)
            : Of(child, before.Entries.Select(stored => stored.Entry), _ => null);
    }
}

/// <summary>Entries that cannot be true together.</summary>
/// <param name="Problems">What conflicts, by entry.</param>
public sealed record JourneyConflicts(IReadOnlyCollection<InputProblem> Problems)
    : Error(ProblemTypes.Conflict, "The entries cannot all be true; errors names those that do not fit in.")
{
    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string[]> Fields { get; } = ByField(Problems);
}
