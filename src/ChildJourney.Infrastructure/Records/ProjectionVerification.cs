using System.Globalization;
using System.Text.Json;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Figures;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using Microsoft.EntityFrameworkCore;

namespace ChildJourney.Infrastructure.Records;

/// <summary>Compares what is stored beside the entries with what follows from them, a group of children at a time, and sets it right where that is asked for.</summary>
/// <remarks>The one place that goes through all authorities for it: a command of whoever runs the service, not of a caller.</remarks>
public sealed class ProjectionVerification(JourneyDb db, ChildRecords records, GenerationRecords generations)
{
    private const int GroupSize = 100;

    private readonly ProjectionComparison comparison = new(db.Model);

    /// <summary>Looks at every child of every authority; each group of children is seen as it stood at one moment.</summary>
    /// <param name="repair">Whether what differs is worked out and stored afresh, in a transaction for each group.</param>
    /// <param name="progressOver">Makes, for a number of children, what is told how many have been gone through.</param>
    /// <param name="cancellationToken">Stops between groups.</param>
    public async Task<ProjectionFindings> RunAsync(bool repair, Func<int, IProgress<int>> progressOver, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progressOver);
        var found = new Work();
        var total = await db.Children.CountAsync(cancellationToken);
        var progress = progressOver(total);
        foreach (var authorityId in await db.Children.Select(row => row.AuthorityId).Union(db.Projections.Select(row => row.AuthorityId)).OrderBy(id => id).ToListAsync(cancellationToken))
        {
            var after = "";
            while (true)
            {
                await using var transaction = repair ? await db.Database.BeginTransactionAsync(cancellationToken) : await db.BeginReadAsync(cancellationToken);
                var group = await NextAsync(authorityId, after, cancellationToken);
                if (group.Count == 0)
                {
                    await LookForStraysAsync(authorityId, repair, found, cancellationToken);
                    await transaction.CommitAsync(cancellationToken);
                    await LookAtCountsAsync(authorityId, repair, found, cancellationToken);
                    break;
                }

                await LookAtAsync(authorityId, group, repair, found, cancellationToken);
                await records.WriteRepairAsync(authorityId, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                after = group[^1];
                progress.Report(int.Min(found.Children, total));
            }
        }

        return new ProjectionFindings(found.Children, found.Differing, found.Differences, found.Outdated);
    }

    private Task<List<string>> NextAsync(string authorityId, string after, CancellationToken cancellationToken) => db.Children
        .Where(row => row.AuthorityId == authorityId && string.Compare(row.ChildId, after) > 0)
        .OrderBy(row => row.ChildId)
        .Select(row => row.ChildId)
        .Take(GroupSize)
        .ToListAsync(cancellationToken);

    private async Task LookAtAsync(string authorityId, List<string> group, bool repair, Work found, CancellationToken cancellationToken)
    {
        found.Children += group.Count;
        var generation = (await generations.LiveAsync(authorityId, cancellationToken)).Current;
        if (generation.IsOfOtherRules)
        {
            found.Outdated.Add(authorityId);
            return;
        }

        var spans = await OfGroupAsync(db.Spans.AsNoTracking(), authorityId, group, cancellationToken);
        var obligations = await OfGroupAsync(db.Obligations(generation), authorityId, group, cancellationToken);
        var drift = await OfGroupAsync(db.Drift(generation), authorityId, group, cancellationToken);
        var glances = await OfGroupAsync(db.ReviewGlances(generation), authorityId, group, cancellationToken);
        foreach (var childId in group)
        {
            if (await ReadAsync(authorityId, childId, found, cancellationToken) is not { } child)
            {
                continue;
            }

            var journey = child.Journey();
            var differences = comparison.Of(generation, journey, new ChildProjection([.. spans[childId]], [.. obligations[childId]], [.. drift[childId]], [.. glances[childId]]), records.Today);
            found.Add(authorityId, childId, differences);
            if (repair && differences.Count > 0)
            {
                await records.ProjectAsync(authorityId, journey, replace: true, cancellationToken);
            }
        }
    }

    /// <summary>The child, or null where an entry of it is no longer what any program has written.</summary>
    private async Task<StoredChild?> ReadAsync(string authorityId, string childId, Work found, CancellationToken cancellationToken)
    {
        try
        {
            return await records.FindAsync(ChildScope.Everything(authorityId), childId, knownAt: null, cancellationToken);
        }
        catch (Exception problem) when (problem is JsonException or FormatException or ArgumentException or InvalidOperationException or KeyNotFoundException)
        {
            found.Add(authorityId, childId, ["an entry cannot be read"]);
            return null;
        }
    }

    private static async Task<ILookup<string, TRow>> OfGroupAsync<TRow>(IQueryable<TRow> rows, string authorityId, List<string> group, CancellationToken cancellationToken)
        where TRow : class, IAboutChild
    {
        var (first, last) = (group[0], group[^1]);
        var found = await rows
            .Where(row => row.AuthorityId == authorityId && string.Compare(row.ChildId, first) >= 0 && string.Compare(row.ChildId, last) <= 0)
            .ToListAsync(cancellationToken);
        return found.ToLookup(row => row.ChildId, StringComparer.Ordinal);
    }

    /// <summary>Rows of children that are not there, and entries whose revisions do not follow one another.</summary>
    private async Task LookForStraysAsync(string authorityId, bool repair, Work found, CancellationToken cancellationToken)
    {
        foreach (var childId in await StrayAsync(db.Entries))
        {
            found.Add(authorityId, childId, ["has entries, and is not there"]);
        }

        foreach (var childId in (await StrayAsync(db.Spans)).Union(await StrayAsync(db.Set<ObligationRow>())).Union(await StrayAsync(db.Set<DriftRow>())).Union(await StrayAsync(db.Set<ReviewGlanceRow>())))
        {
            found.Add(authorityId, childId, ["has spans, obligations or signs of drift, and is not there"]);
            if (repair)
            {
                await db.Spans.Where(row => row.AuthorityId == authorityId && row.ChildId == childId).ExecuteDeleteAsync(cancellationToken);
                await db.Set<ObligationRow>().Where(row => row.AuthorityId == authorityId && row.ChildId == childId).ExecuteDeleteAsync(cancellationToken);
                await db.Set<DriftRow>().Where(row => row.AuthorityId == authorityId && row.ChildId == childId).ExecuteDeleteAsync(cancellationToken);
                await db.Set<ReviewGlanceRow>().Where(row => row.AuthorityId == authorityId && row.ChildId == childId).ExecuteDeleteAsync(cancellationToken);
            }
        }

        var broken = await db.Entries
            .Where(row => row.AuthorityId == authorityId)
            .GroupBy(row => new { row.ChildId, row.EntryId })
            .Where(entry => entry.Count(row => row.SupersededAt == null) != 1 || entry.Max(row => row.Revision) != entry.Count())
            .Select(entry => entry.Key)
            .ToListAsync(cancellationToken);
        foreach (var entry in broken)
        {
            found.Add(authorityId, entry.ChildId, [$"entry {entry.EntryId} has revisions that do not follow one another"]);
        }

        Task<List<string>> StrayAsync<TRow>(IQueryable<TRow> rows)
            where TRow : class, IAboutChild => rows
            .Where(row => row.AuthorityId == authorityId && !db.Children.Any(child => child.AuthorityId == row.AuthorityId && child.ChildId == row.ChildId))
            .Select(row => row.ChildId)
            .Distinct()
            .ToListAsync(cancellationToken);
    }

    /// <summary>What is counted for each day, beside what the rows come to.</summary>
    private async Task LookAtCountsAsync(string authorityId, bool repair, Work found, CancellationToken cancellationToken)
    {
        await using var transaction = repair ? await db.Database.BeginTransactionAsync(cancellationToken) : await db.BeginReadAsync(cancellationToken);
        if (repair)
        {
            await generations.TakeAloneAsync(authorityId, cancellationToken);
        }

        var generation = (await generations.LiveAfreshAsync(authorityId, cancellationToken)).Current;
        if (generation.IsOfOtherRules)
        {
            return;
        }

        var stored = await DayCounts.Of(db, generation).AsNoTracking().Where(count => count.Growth != 0).ToListAsync(cancellationToken);
        var counted = (await DayCounts.RecountAsync(db, generation, cancellationToken)).ByKey.ToList();
        var differing = stored.Select(count => (new DayCountKey(count.Generation, count.Kind, count.Grain, count.Day), count.Growth))
            .ToHashSet();
        differing.SymmetricExceptWith(counted.Select(count => (count.Key, count.Value)));
        if (differing.Count > 0)
        {
            found.Differences.Add(string.Create(CultureInfo.InvariantCulture, $"Authority {authorityId}: of {differing.Select(count => count.Item1).Distinct().Count()} days and months it was counted wrongly how many children are looked after, or how much cannot be determined"));
            if (repair)
            {
                await DayCounts.Of(db, generation).ExecuteDeleteAsync(cancellationToken);
                db.AddRange(counted.Select(count => new DayCountRow
                {
                    AuthorityId = authorityId,
                    Generation = count.Key.Generation,
                    Kind = count.Key.Kind,
                    Grain = count.Key.Grain,
                    Day = count.Key.Day,
                    Growth = count.Value,
                }));
                await db.SaveChangesAsync(cancellationToken);
                db.ChangeTracker.Clear();
            }
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private sealed class Work
    {
        private readonly HashSet<(string, string)> differing = [];

        public int Children { get; set; }

        public int Differing => differing.Count;

        public List<string> Differences { get; } = [];

        public SortedSet<string> Outdated { get; } = new(StringComparer.Ordinal);

        public void Add(string authorityId, string childId, IReadOnlyList<string> differences)
        {
            if (differences.Count > 0)
            {
                differing.Add((authorityId, childId));
            }

            Differences.AddRange(differences.Select(difference => $"Authority {authorityId}, child {childId}: {difference}"));
        }
    }
}

/// <summary>What a comparison of the stored projection with the entries found.</summary>
/// <param name="Children">How many children were looked at.</param>
/// <param name="Differing">How many of them something differed of.</param>
/// <param name="Differences">What differed, a line each.</param>
/// <param name="Outdated">The authorities whose obligations were made by other rules than the program's, or another list of bank holidays, and have yet to be worked out afresh.</param>
public sealed record ProjectionFindings(int Children, int Differing, IReadOnlyList<string> Differences, IReadOnlyCollection<string> Outdated);
