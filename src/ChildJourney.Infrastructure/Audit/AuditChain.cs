using System.Text.Json;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Records;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Audit;

/// <summary>This run's chain of the audit log: rows are appended in groups, each sealed by a hash over it and the group before.</summary>
/// <remarks>
/// One chain for each authority and run of the service. A new chain names the newest group of the others, so that a chain that was
/// removed whole is missed by the next. Whoever appends holds the turn from before the rows are written until they are committed.
/// </remarks>
public sealed class AuditChain(IClock clock) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Dictionary<string, Head> heads = new(StringComparer.Ordinal);

    /// <summary>The name of this run's chains.</summary>
    public string Name { get; } = Guid.CreateVersion7().ToString("N");

    /// <summary>Appends entries in the context's transaction. The group has to be told when that was committed, and disposed of in any case.</summary>
    public async Task<AuditGroup> AppendAsync(JourneyDb db, IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(entries);
        await turn.WaitAsync(cancellationToken);
        try
        {
            var now = clock.GetCurrentInstant().CutToMicroseconds();
            var after = new List<(string AuthorityId, Head Head)>();
            await using var rows = new RowInserter<AuditRow>(db);
            await using var children = new RowInserter<AuditChildRow>(db);
            await using var groups = new RowInserter<AuditGroupRow>(db);
            foreach (var ofAuthority in entries.GroupBy(entry => entry.AuthorityId, StringComparer.Ordinal))
            {
                var head = heads.TryGetValue(ofAuthority.Key, out var known) ? known : await NewHeadAsync(db, ofAuthority.Key, cancellationToken);
                var group = new List<AuditRow>();
                foreach (var entry in ofAuthority)
                {
                    var row = RowOf(entry, head.Group + 1, head.Number + group.Count + 1);
                    group.Add(row);
                    await rows.InsertAsync(row, cancellationToken);
                    foreach (var childId in entry.Children.Distinct(StringComparer.Ordinal))
                    {
                        await children.InsertAsync(new AuditChildRow { AuthorityId = row.AuthorityId, ChildId = childId, Chain = row.Chain, Number = row.Number }, cancellationToken);
                    }
                }

                var seal = AuditSeal.Of(head.Seal, group);
                await groups.InsertAsync(
                    new AuditGroupRow
                    {
                        AuthorityId = ofAuthority.Key,
                        Chain = Name,
                        GroupNumber = head.Group + 1,
                        LastNumber = head.Number + group.Count,
                        At = now,
                        Previous = head.Seal,
                        Hash = seal,
                    },
                    cancellationToken);
                after.Add((ofAuthority.Key, new Head(head.Group + 1, head.Number + group.Count, seal)));
            }

            return new AuditGroup(() => after.ForEach(moved => heads[moved.AuthorityId] = moved.Head), () => turn.Release());
        }
        catch
        {
            turn.Release();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private static async Task<Head> NewHeadAsync(JourneyDb db, string authorityId, CancellationToken cancellationToken)
    {
        var newest = await db.AuditGroups.AsNoTracking()
            .Where(group => group.AuthorityId == authorityId)
            .OrderByDescending(group => group.At).ThenByDescending(group => group.Chain).ThenByDescending(group => group.GroupNumber)
            .FirstOrDefaultAsync(cancellationToken);
        return new Head(0, 0, newest is null ? "" : FormattableString.Invariant($"{newest.Chain}:{newest.GroupNumber}:{newest.Hash}"));
    }

    private AuditRow RowOf(AuditEntry entry, long groupNumber, long number) => new()
    {
        AuthorityId = entry.AuthorityId,
        Chain = Name,
        Number = number,
        GroupNumber = groupNumber,
        At = entry.At.CutToMicroseconds(),
        By = entry.By,
        Operation = entry.Operation,
        Children = JsonSerializer.Serialize(entry.Children),
        Source = entry.Source,
        Status = entry.Status,
        Reason = entry.Reason,
    };

    private sealed record Head(long Group, long Number, string Seal);
}

/// <summary>Rows of the audit log that were written and are yet to be committed.</summary>
public sealed class AuditGroup : IDisposable
{
    private readonly Action committed;
    private Action? release;

    internal AuditGroup(Action committed, Action release)
    {
        this.committed = committed;
        this.release = release;
    }

    /// <summary>Says that the transaction was committed: the chain goes on from here.</summary>
    public void Committed() => committed();

    /// <inheritdoc/>
    public void Dispose()
    {
        release?.Invoke();
        release = null;
    }
}
