using System.Text.Json;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Records;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Audit;

/// <summary>This run's chain of the audit log: rows are appended in groups, each sealed by a hash over it and the group before.</summary>
/// <remarks>
/// One chain for each authority and run of the service. A new chain names the newest groups that no other chain goes on from, so that
/// a chain that was removed whole is missed by a later one; there are several where runs went on beside each other. Whoever appends
/// holds the turn from before the rows are written until they are committed.
/// </remarks>
public sealed class AuditChain(IClock clock) : IDisposable
{
    internal const char BetweenNames = ' ';

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
            var after = new Dictionary<string, Head>(StringComparer.Ordinal);
            await using var rows = new RowInserter<AuditRow>(db);
            await using var children = new RowInserter<AuditChildRow>(db);
            await using var groups = new RowInserter<AuditGroupRow>(db);
            foreach (var ofAuthority in entries.GroupBy(entry => entry.AuthorityId, StringComparer.Ordinal))
            {
                var head = heads.TryGetValue(ofAuthority.Key, out var known) ? known : await HeadAsync(db, ofAuthority.Key, cancellationToken);
                using var seal = new AuditSeal();
                var number = head.Number;
                var named = new List<AuditChildRow>();
                foreach (var entry in ofAuthority)
                {
                    var row = RowOf(entry, head.Group + 1, ++number);
                    seal.Add(row);
                    await rows.InsertAsync(row, cancellationToken);
                    named.AddRange(entry.Children.Distinct(StringComparer.Ordinal).Select(childId =>
                        new AuditChildRow { AuthorityId = row.AuthorityId, ChildId = childId, At = row.At, Chain = row.Chain, Number = row.Number }));
                }

                // In the order of the key, in which they lie beside each other.
                await children.InsertAsync([.. named.OrderBy(row => row.ChildId, StringComparer.Ordinal)], cancellationToken);

                var group = new AuditGroupRow
                {
                    AuthorityId = ofAuthority.Key,
                    Chain = Name,
                    GroupNumber = head.Group + 1,
                    LastNumber = number,
                    At = now,
                    Previous = head.Hash,
                    Hash = "",
                };
                group.Hash = seal.Close(group);
                await groups.InsertAsync(group, cancellationToken);
                after.Add(group.AuthorityId, new Head(group.GroupNumber, group.LastNumber, group.Hash));
            }

            return new AuditGroup(() => Keep(after), () => Forget(after.Keys), () => turn.Release());
        }
        catch
        {
            heads.Clear();
            turn.Release();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    /// <summary>How a group is named by the chain that goes on from it.</summary>
    internal static string NameOf(AuditGroupRow group) => FormattableString.Invariant($"{group.Chain}:{group.GroupNumber}:{group.Hash}");

    private void Keep(Dictionary<string, Head> moved)
    {
        foreach (var (authorityId, head) in moved)
        {
            heads[authorityId] = head;
        }
    }

    /// <summary>Where it is not known whether a group was committed, the database is asked.</summary>
    private void Forget(IEnumerable<string> authorityIds)
    {
        foreach (var authorityId in authorityIds)
        {
            heads.Remove(authorityId);
        }
    }

    private async Task<Head> HeadAsync(JourneyDb db, string authorityId, CancellationToken cancellationToken)
    {
        var own = await db.AuditGroups.AsNoTracking()
            .Where(group => group.AuthorityId == authorityId && group.Chain == Name)
            .OrderByDescending(group => group.GroupNumber)
            .FirstOrDefaultAsync(cancellationToken);
        return own is null ? new Head(0, 0, await OpenEndsAsync(db, authorityId, cancellationToken)) : new Head(own.GroupNumber, own.LastNumber, own.Hash);
    }

    /// <summary>The newest groups of the authority's chains, but for those that a chain goes on from already.</summary>
    private static async Task<string> OpenEndsAsync(JourneyDb db, string authorityId, CancellationToken cancellationToken)
    {
        var ends = new List<string>();
        var named = new HashSet<string>(StringComparer.Ordinal);
        var groups = db.AuditGroups.AsNoTracking().Where(group => group.AuthorityId == authorityId);

        // From chain to chain by the key: the groups of a chain are many, and only its first and its last count.
        for (var last = await LastOfAsync(groups); last is not null; last = await LastOfAsync(groups.Where(group => string.Compare(group.Chain, last.Chain) < 0)))
        {
            ends.Add(NameOf(last));
            var first = await groups.FirstOrDefaultAsync(group => group.Chain == last.Chain && group.GroupNumber == 1, cancellationToken);
            named.UnionWith(first?.Previous.Split(BetweenNames) ?? []);
        }

        return string.Join(BetweenNames, ends.Where(end => !named.Contains(end)));

        Task<AuditGroupRow?> LastOfAsync(IQueryable<AuditGroupRow> within) =>
            within.OrderByDescending(group => group.Chain).ThenByDescending(group => group.GroupNumber).FirstOrDefaultAsync(cancellationToken);
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

    private sealed record Head(long Group, long Number, string Hash);
}

/// <summary>Rows of the audit log that were written and are yet to be committed.</summary>
public sealed class AuditGroup : IDisposable
{
    private readonly Action keep;
    private readonly Action forget;
    private readonly Action release;
    private bool isCommitted;
    private bool isDisposed;

    internal AuditGroup(Action keep, Action forget, Action release)
    {
        this.keep = keep;
        this.forget = forget;
        this.release = release;
    }

    /// <summary>Says that the transaction was committed: the chain goes on from here.</summary>
    public void Committed()
    {
        keep();
        isCommitted = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (isDisposed)
        {
            return;
        }

        if (!isCommitted)
        {
            forget();
        }

        isDisposed = true;
        release();
    }
}
