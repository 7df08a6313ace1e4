using System.Runtime.CompilerServices;
using System.Text.Json;
using ChildJourney.Infrastructure.Mapping;
using Microsoft.EntityFrameworkCore;

namespace ChildJourney.Infrastructure.Audit;

/// <summary>Proves that no row of the audit log was removed, added or altered.</summary>
public sealed class AuditVerification(JourneyDb db)
{
    private const int NamesAtOnce = 500;
    private const int PageSize = 1000;

    /// <summary>Looks at every chain. Returns what was found amiss, and how many rows were looked at.</summary>
    /// <remarks>Rows cut off the end of a chain that no other went on from yet cannot be told from rows that never were: compare its last hash with one noted before.</remarks>
    /// <param name="progress">Makes what is told how many rows have been looked at, once their number is known.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<AuditFindings> VerifyAsync(Func<int, IProgress<int>>? progress, CancellationToken cancellationToken)
    {
        // All of it as it stands now: what is appended meanwhile is left for the next time.
        await using var view = await db.BeginReadAsync(cancellationToken);
        var work = new Work(progress?.Invoke((int)long.Min(await db.Audit.LongCountAsync(cancellationToken), int.MaxValue)));
        foreach (var start in await db.AuditGroups.Where(group => group.GroupNumber == 1 && group.Previous != "").Select(group => new { group.Chain, group.Previous }).ToListAsync(cancellationToken))
        {
            foreach (var name in start.Previous.Split(AuditChain.BetweenNames))
            {
                work.Expected[name] = start.Chain;
            }
        }

        var chains = db.Audit.Select(row => new { row.AuthorityId, row.Chain }).Union(db.AuditGroups.Select(group => new { group.AuthorityId, group.Chain }));
        foreach (var chain in await chains.OrderBy(chain => chain.AuthorityId).ThenBy(chain => chain.Chain).ToListAsync(cancellationToken))
        {
            await LookAtAsync(chain.AuthorityId, chain.Chain, work, cancellationToken);
        }

        work.Faults.AddRange(work.Expected.Select(end => $"chain {end.Value} goes on from {end.Key}, which is not there"));
        var indexed = await db.AuditChildren.LongCountAsync(cancellationToken);
        if (indexed > work.Named)
        {
            work.Faults.Add($"the index by child has {indexed} rows where the log names {work.Named} children");
        }

        work.Report();
        return new AuditFindings(work.Rows, work.Faults, work.Heads);
    }

    private async Task LookAtAsync(string authorityId, string chain, Work work, CancellationToken cancellationToken)
    {
        try
        {
            var names = new List<(AuditRow Row, string ChildId)>();
            var previous = default(AuditGroupRow);
            var ofRows = db.Audit.AsNoTracking().Where(row => row.AuthorityId == authorityId && row.Chain == chain);
            var ofGroups = db.AuditGroups.AsNoTracking().Where(row => row.AuthorityId == authorityId && row.Chain == chain);
            await using var rows = InPagesAsync(after => ofRows.Where(row => row.Number > after).OrderBy(row => row.Number), row => row.Number, cancellationToken).GetAsyncEnumerator(cancellationToken);
            var isRow = await rows.MoveNextAsync();
            await foreach (var group in InPagesAsync(after => ofGroups.Where(row => row.GroupNumber > after).OrderBy(row => row.GroupNumber), row => row.GroupNumber, cancellationToken))
            {
                using var seal = new AuditSeal();
                for (; isRow && rows.Current.Number <= group.LastNumber; isRow = await rows.MoveNextAsync())
                {
                    seal.Add(rows.Current);
                    work.Count();
                    names.AddRange(ChildrenOf(rows.Current).Select(childId => (rows.Current, childId)));
                    if (names.Count >= NamesAtOnce)
                    {
                        await LookUpAsync(names, work, cancellationToken);
                    }
                }

                Judge(group, previous, seal, work);
                previous = group;
            }

            await LookUpAsync(names, work, cancellationToken);
            if (isRow)
            {
                work.Faults.Add($"chain {chain}: from row {rows.Current.Number} on, rows belong to no group");
            }

            if (previous is not null)
            {
                work.Heads.Add(new AuditHead(authorityId, chain, previous.LastNumber, previous.Hash));
            }
        }
        catch (Exception problem) when (problem is FormatException or InvalidCastException or OverflowException)
        {
            work.Faults.Add($"chain {chain}: a row holds what cannot be read");
        }
    }

    /// <summary>Rows in order of their numbers, a page at a time: no query stays open beside others, of which a connection to PostgreSQL takes one at a time.</summary>
    private static async IAsyncEnumerable<T> InPagesAsync<T>(Func<long, IQueryable<T>> after, Func<T, long> numberOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var last = long.MinValue; ;)
        {
            var page = await after(last).Take(PageSize).ToListAsync(cancellationToken);
            foreach (var row in page)
            {
                yield return row;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            last = numberOf(page[^1]);
        }
    }

    private static void Judge(AuditGroupRow group, AuditGroupRow? previous, AuditSeal seal, Work work)
    {
        var where = $"chain {group.Chain}, group {group.GroupNumber}";
        if (group.GroupNumber != (previous?.GroupNumber ?? 0) + 1 || (previous is not null && group.Previous != previous.Hash))
        {
            work.Faults.Add($"{where}: the group before it is not the one it was sealed after");
        }

        if (seal.Close(group) != group.Hash)
        {
            work.Faults.Add($"{where}: a row was removed, added, moved or altered");
        }

        work.Expected.Remove(AuditChain.NameOf(group));
    }

    /// <summary>Looks for children that rows of a chain name in the index by child; what it has beyond them is found by its number.</summary>
    private async Task LookUpAsync(List<(AuditRow Row, string ChildId)> names, Work work, CancellationToken cancellationToken)
    {
        if (names.Count == 0)
        {
            return;
        }

        var (authorityId, chain) = (names[0].Row.AuthorityId, names[0].Row.Chain);
        var children = names.Select(name => name.ChildId).Distinct(StringComparer.Ordinal).ToList();
        var (from, to) = (names.Min(name => name.Row.At), names.Max(name => name.Row.At));
        var found = (await db.AuditChildren.AsNoTracking()
                .Where(row => row.AuthorityId == authorityId && children.Contains(row.ChildId) && row.At >= from && row.At <= to && row.Chain == chain)
                .ToListAsync(cancellationToken))
            .Select(row => (row.Number, row.At, row.ChildId))
            .ToHashSet();
        foreach (var number in names.Where(name => !found.Contains((name.Row.Number, name.Row.At, name.ChildId))).Select(name => name.Row.Number).Distinct())
        {
            work.Faults.Add($"chain {chain}, row {number}: the index by child leaves it out");
        }

        work.Named += names.Count;
        names.Clear();
    }

    /// <summary>The children that a row names; of one that was altered past reading, none.</summary>
    private static IEnumerable<string> ChildrenOf(AuditRow row)
    {
        try
        {
            return (JsonSerializer.Deserialize<string[]>(row.Children) ?? []).Distinct(StringComparer.Ordinal);
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>What has been found so far.</summary>
    private sealed class Work(IProgress<int>? progress)
    {
        private const int Step = 10_000;

        private long reported = -1;

        public List<string> Faults { get; } = [];

        public List<AuditHead> Heads { get; } = [];

        /// <summary>The groups that chains go on from, as far as they have not been met, each with such a chain.</summary>
        public Dictionary<string, string> Expected { get; } = new(StringComparer.Ordinal);

        public long Rows { get; private set; }

        public long Named { get; set; }

        public void Count()
        {
            Rows++;
            if (Rows % Step == 0)
            {
                Report();
            }
        }

        public void Report()
        {
            if (reported != Rows)
            {
                reported = Rows;
                progress?.Report((int)long.Min(Rows, int.MaxValue));
            }
        }
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
