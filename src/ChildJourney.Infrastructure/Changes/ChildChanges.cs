using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using ChildJourney.Infrastructure.Records;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Changes;

/// <summary>Keeps, while a transaction changes children, how their obligations stood before and stand after it, and writes the differences at its end.</summary>
/// <remarks>At the end, because only under the head it is known for which day, and beside which generation, the difference is to be told.</remarks>
internal sealed class ChildChanges(JourneyDb db, IClock clock, GenerationRecords generations) : IAsyncDisposable
{
    private readonly ChangeLog log = new(db, clock);
    private readonly Dictionary<int, Noted> byGeneration = [];
    private Guid? transaction;

    /// <summary>Reads how a child's obligations stand, before they are replaced. Returns it.</summary>
    public async Task<IReadOnlyList<StoredStage>> NoteBeforeAsync(Generation generation, string childId, bool isKnown, CancellationToken cancellationToken)
    {
        var noted = NotedIn(generation);
        if (!noted.Before.TryGetValue(childId, out var before))
        {
            before = isKnown
                ? await db.Obligations(generation).Where(row => row.ChildId == childId).Select(StoredStage.FromRow).ToListAsync(cancellationToken)
                : [];
            noted.Before.Add(childId, before);
        }

        return noted.After.GetValueOrDefault(childId) ?? before;
    }

    /// <summary>Keeps how a child's obligations stand now. Returns it.</summary>
    public IReadOnlyList<StoredStage> NoteAfter(Generation generation, string childId, IEnumerable<ObligationRow> rows) =>
        NotedIn(generation).After[childId] = [.. rows.Select(StoredStage.Of)];

    /// <summary>Writes the differences, as the last thing of the transaction.</summary>
    public async Task WriteAsync(string authorityId, CancellationToken cancellationToken)
    {
        if (transaction is null || transaction != db.Database.CurrentTransaction?.TransactionId)
        {
            return;
        }

        transaction = null;
        if (await log.HoldAsync(authorityId, cancellationToken) is not { } head)
        {
            return;
        }

        var current = (await generations.LiveAfreshAsync(authorityId, cancellationToken)).Current;
        if (!byGeneration.TryGetValue(current.Number, out var noted))
        {
            throw new DbUpdateConcurrencyException("Answers have come to rest on another generation.");
        }

        await log.AdvanceAsync(head, current, noted.Before, cancellationToken);
        var window = current.Settings.Policy.DueSoonDays;
        head.Record(StatusChange.Between(noted.Before.Values.SelectMany(of => of), window, noted.After.Values.SelectMany(of => of), window, head.Today));
        await log.StoreAsync(head, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => log.DisposeAsync();

    private Noted NotedIn(Generation generation)
    {
        var current = db.Database.CurrentTransaction?.TransactionId;
        if (transaction != current)
        {
            byGeneration.Clear();
            transaction = current;
        }

        if (!byGeneration.TryGetValue(generation.Number, out var noted))
        {
            byGeneration.Add(generation.Number, noted = new Noted());
        }

        return noted;
    }

    private sealed class Noted
    {
        public Dictionary<string, IReadOnlyList<StoredStage>> Before { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, IReadOnlyList<StoredStage>> After { get; } = new(StringComparer.Ordinal);
    }
}
