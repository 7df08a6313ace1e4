using System.Text.Json;
using ChildJourney.Infrastructure.Mapping;
using Microsoft.EntityFrameworkCore;

namespace ChildJourney.Infrastructure.Audit;

/// <summary>Proves that no row of the audit log was removed or altered.</summary>
public sealed class AuditVerification(JourneyDb db)
{
    /// <summary>Looks at every chain. Returns what was found amiss, and how many rows were looked at.</summary>
    /// <remarks>Rows cut off the end of the newest chain cannot be told from rows that never were: compare its last hash with one noted before.</remarks>
    public async Task<AuditFindings> VerifyAsync(CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        var heads = new List<AuditHead>();
        var rows = 0L;

        // Counted first: what is appended meanwhile belongs to a group, and only adds to what is looked at.
        var stored = await db.Audit.LongCountAsync(cancellationToken);
        var seals = new HashSet<string>(StringComparer.Ordinal);
        var starts = new List<(string Chain, string Previous)>();
        foreach (var chain in await db.AuditGroups.AsNoTracking().Select(group => new { group.AuthorityId, group.Chain }).Distinct().ToListAsync(cancellationToken))
        {
            var previous = default(AuditGroupRow);
            await foreach (var group in db.AuditGroups.AsNoTracking()
                .Where(row => row.AuthorityId == chain.AuthorityId && row.Chain == chain.Chain)
                .OrderBy(row => row.GroupNumber)
                .AsAsyncEnumerable()
                .WithCancellation(cancellationToken))
            {
                seals.Add(FormattableString.Invariant($"{group.Chain}:{group.GroupNumber}:{group.Hash}"));
                if (previous is null)
                {
                    starts.Add((group.Chain, group.Previous));
                }

                rows += await LookAtAsync(group, previous, faults, cancellationToken);
                previous = group;
            }

            heads.Add(new AuditHead(chain.AuthorityId, chain.Chain, previous!.LastNumber, previous.Hash));
        }

        faults.AddRange(starts.Where(start => start.Previous.Length > 0 && !seals.Contains(start.Previous)).Select(start => $"chain {start.Chain} goes on from {start.Previous}, which is not there"));
        if (stored > rows)
        {
            faults.Add($"{stored} rows are stored, {rows} belong to a group");
        }

        return new AuditFindings(rows, faults, heads);
    }

    private async Task<int> LookAtAsync(AuditGroupRow group, AuditGroupRow? previous, List<string> faults, CancellationToken cancellationToken)
    {
        var where = $"chain {group.Chain}, group {group.GroupNumber}";
        var (first, last) = ((previous?.LastNumber ?? 0) + 1, group.LastNumber);
        var rows = await db.Audit.AsNoTracking()
            .Where(row => row.AuthorityId == group.AuthorityId && row.Chain == group.Chain && row.Number >= first && row.Number <= last)
            .OrderBy(row => row.Number)
            .ToListAsync(cancellationToken);
        if (group.GroupNumber != (previous?.GroupNumber ?? 0) + 1 || (previous is not null && group.Previous != previous.Hash))
        {
            faults.Add($"{where}: the group before it is not the one it was sealed after");
        }

        if (rows.Count != last - first + 1 || AuditSeal.Of(group.Previous, rows) != group.Hash)
        {
            faults.Add($"{where}: a row was removed, added or altered");
        }

        var named = rows.SelectMany(row => JsonSerializer.Deserialize<string[]>(row.Children)!.Distinct(StringComparer.Ordinal), (row, child) => (row.Number, child)).ToHashSet();
        var found = await db.AuditChildren.AsNoTracking()
            .Where(row => row.AuthorityId == group.AuthorityId && row.Chain == group.Chain && row.Number >= first && row.Number <= last)
            .Select(row => new { row.Number, row.ChildId })
            .ToListAsync(cancellationToken);
        if (!named.SetEquals(found.Select(row => (row.Number, row.ChildId))))
        {
            faults.Add($"{where}: the index by child is not what the rows say");
        }

        return rows.Count;
    }
}

/// <summary>What a verification of the audit log found.</summary>
/// <param name="Rows">How many rows were looked at.</param>
/// <param name="Faults">What is amiss, in words.</param>
/// <param name="Heads">The last row of each chain, to be noted where nobody who can write to the database can reach.</param>
public sealed record AuditFindings(long Rows, IReadOnlyList<string> Faults, IReadOnlyList<AuditHead> Heads);

/// <summary>The end of a chain.</summary>
/// <param name="AuthorityId">The authority.</param>
/// <param name="Chain">The chain.</param>
/// <param name="LastNumber">The number of its last row.</param>
/// <param name="Hash">The hash of its last group.</param>
public sealed record AuditHead(string AuthorityId, string Chain, long LastNumber, string Hash);
