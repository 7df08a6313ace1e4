using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Changes;
using ChildJourney.Infrastructure.Figures;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Records;

/// <summary>Loads children with their entries, and stores changes with all that follows from them.</summary>
/// <remarks>
/// An entry and the obligations it changes are stored in the caller's transaction: together or not at all. One object serves many
/// children in turn, so that its prepared commands are made once.
/// </remarks>
public sealed class ChildRecords(JourneyDb db, IClock clock, GenerationRecords generations) : IAsyncDisposable
{
    private readonly ArrayBufferWriter<byte> json = new();
    private readonly ChildChanges changes = new(db, clock, generations);
    private readonly DayCounts counts = new(db);
    private RowInserter<ChildRow>? children;
    private RowInserter<EntryRow>? entries;
    private ProjectionWriter? projections;

    /// <summary>The day it is.</summary>
    internal LocalDate Today => LondonTime.DayOf(clock.GetCurrentInstant());

    /// <summary>Loads a child, or null where none of that id lies within the scope; as of an instant where one is given.</summary>
    /// <remarks>In a writer's transaction no other changes or makes the child until it ends.</remarks>
    public async Task<StoredChild?> FindAsync(ChildScope scope, string childId, Instant? knownAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var authorityId = scope.AuthorityId;
        if (knownAt is null)
        {
            await generations.Locks.LockAsync(authorityId, [childId], cancellationToken);
        }

        var row = await scope.Apply(db.Children.AsNoTracking()).FirstOrDefaultAsync(child => child.ChildId == childId, cancellationToken);
        if (row is null || row.RecordedAt > knownAt)
        {
            return null;
        }

        var revisions = db.Entries.AsNoTracking().Where(entry => entry.AuthorityId == authorityId && entry.ChildId == childId);
        revisions = knownAt is { } at
            ? revisions.Where(entry => entry.RecordedAt <= at && (entry.SupersededAt == null || entry.SupersededAt > at))
            : revisions.Where(entry => entry.SupersededAt == null);
        return StoredChild.From(row, await revisions.ToListAsync(cancellationToken));
    }

    /// <summary>Loads those of the children that are known and lie within the scope.</summary>
    /// <remarks>In a writer's transaction no other changes or makes one of them until it ends.</remarks>
    public async Task<IReadOnlyDictionary<string, StoredChild>> FindManyAsync(ChildScope scope, IReadOnlyCollection<string> childIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var authorityId = scope.AuthorityId;
        await generations.Locks.LockAsync(authorityId, childIds, cancellationToken);
        var rows = await scope.Apply(db.Children.AsNoTracking())
            .Where(child => childIds.Contains(child.ChildId))
            .ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            return new Dictionary<string, StoredChild>();
        }

        var revisions = await db.Entries.AsNoTracking()
            .Where(entry => entry.AuthorityId == authorityId && childIds.Contains(entry.ChildId) && entry.SupersededAt == null)
            .ToListAsync(cancellationToken);
        var byChild = revisions.ToLookup(entry => entry.ChildId);
        return rows.ToDictionary(row => row.ChildId, row => StoredChild.From(row, [.. byChild[row.ChildId]]));
    }

    /// <summary>The children within the scope as they were known at an instant, by id, a group at a time, so that an authority of any size can be gone through.</summary>
    public async IAsyncEnumerable<IReadOnlyList<StoredChild>> KnownAsync(
        ChildScope scope, Instant knownAt, int groupSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var authorityId = scope.AuthorityId;
        var after = "";
        while (true)
        {
            var rows = await scope.Apply(db.Children.AsNoTracking())
                .Where(child => child.RecordedAt <= knownAt && string.Compare(child.ChildId, after) > 0)
                .OrderBy(child => child.ChildId)
                .Take(groupSize)
                .ToListAsync(cancellationToken);
            if (rows.Count == 0)
            {
                yield break;
            }

            var ids = rows.Select(row => row.ChildId).ToList();
            var revisions = await db.Entries.AsNoTracking()
                .Where(entry => entry.AuthorityId == authorityId && ids.Contains(entry.ChildId)
                    && entry.RecordedAt <= knownAt && (entry.SupersededAt == null || entry.SupersededAt > knownAt))
                .ToListAsync(cancellationToken);
            var byChild = revisions.ToLookup(entry => entry.ChildId);
            yield return [.. rows.Select(row => StoredChild.From(row, [.. byChild[row.ChildId]]))];
            after = ids[^1];
        }
    }

    /// <summary>Stores a change that has been judged. Returns the entries recorded, and the child's version.</summary>
    public async Task<StoredChange> StoreAsync(string authorityId, StoredChild? before, ChildChange change, string by, CancellationToken cancellationToken)
    {
        await generations.Locks.ShareAsync(authorityId, cancellationToken);
        var now = clock.GetCurrentInstant().CutToMicroseconds();
        var journey = Journey.Of(change.Child, Current(before, change));
        var version = await StoreChildAsync(authorityId, before, journey, now, cancellationToken);
        var recorded = await RecordEntriesAsync(authorityId, before, change, by, now, cancellationToken);
        await ProjectAsync(authorityId, journey, replace: before is not null, cancellationToken);
        return new StoredChange(version, recorded, journey);
    }

    /// <summary>Works out and stores afresh all that follows from a journey, in the generation that is being built too where there is one.</summary>
    public async Task ProjectAsync(string authorityId, Journey journey, bool replace, CancellationToken cancellationToken)
    {
        var live = await generations.LiveAsync(authorityId, cancellationToken);
        var childId = journey.Child.Id;
        db.UnwrittenIn = db.Database.CurrentTransaction?.TransactionId;
        if (replace)
        {
            var spans = db.Spans.Where(row => row.AuthorityId == authorityId && row.ChildId == childId);
            await counts.RemoveStaysAsync(spans, cancellationToken);
            await spans.ExecuteDeleteAsync(cancellationToken);
        }

        projections ??= new ProjectionWriter(db);
        foreach (var generation in live.All)
        {
            counts.AddStages(generation.Number, await changes.NoteBeforeAsync(generation, childId, isKnown: replace, cancellationToken), -1);
            if (replace)
            {
                await projections.RemoveAsync(generation, childId, cancellationToken);
            }

            var projection = ChildProjection.Stored(generation, journey, Today);
            if (generation == live.Current)
            {
                await projections.InsertSpansAsync(projection, cancellationToken);
                counts.AddStays(projection.Spans, 1);
            }

            await projections.InsertAsync(projection, cancellationToken);
            counts.AddStages(generation.Number, changes.NoteAfter(generation, childId, projection.Obligations), 1);
        }
    }

    /// <summary>Writes down how the counts of days and the statuses of obligations have changed, as the last thing of the caller's transaction; of one that changed no child there is nothing to write.</summary>
    public async Task WriteChangesAsync(string authorityId, CancellationToken cancellationToken)
    {
        await counts.WriteAsync(authorityId, cancellationToken);
        await WriteRepairAsync(authorityId, cancellationToken);
    }

    /// <summary>Writes down how statuses have changed where rows that were not what follows from the entries have been set right: counts never followed those rows.</summary>
    internal async Task WriteRepairAsync(string authorityId, CancellationToken cancellationToken)
    {
        await changes.WriteAsync(authorityId, cancellationToken);
        db.UnwrittenIn = null;
    }

    /// <summary>The entries as they will be after a change.</summary>
    public static IReadOnlyList<Entry> Current(StoredChild? before, ChildChange change)
    {
        var changed = change.Put.Select(entry => entry.Id).Concat(change.Voided.Select(voided => voided.EntryId)).ToHashSet(StringComparer.Ordinal);
        return [.. (before?.Entries ?? []).Select(stored => stored.Entry).Where(entry => !changed.Contains(entry.Id)), .. change.Put];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await DisposeAsync(children);
        await DisposeAsync(entries);
        await DisposeAsync(projections);
        await changes.DisposeAsync();

        static ValueTask DisposeAsync(IAsyncDisposable? inserter) => inserter?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private async Task<long> StoreChildAsync(string authorityId, StoredChild? before, Journey journey, Instant now, CancellationToken cancellationToken)
    {
        var child = journey.Child;
        var holders = CurrentHolders.Of(journey, LondonTime.DayOf(now));
        var sex = child.Sex is { } known ? CodeLists.Sexes.TextOf(known) : null;
        if (before is null)
        {
            await (children ??= new RowInserter<ChildRow>(db)).InsertAsync(
                new ChildRow
                {
                    AuthorityId = authorityId,
                    ChildId = child.Id,
                    DateOfBirth = child.DateOfBirth,
                    Sex = sex,
                    Upn = child.Upn,
                    Restricted = child.Restricted,
                    Team = holders.Team,
                    SocialWorker = holders.SocialWorker,
                    Iro = holders.Iro,
                    PersonalAdviser = holders.PersonalAdviser,
                    Version = 1,
                    RecordedAt = now,
                    ChangedAt = now,
                },
                cancellationToken);
            await generations.EnsureStoredAsync(authorityId, cancellationToken);
            if ((await generations.LiveAsync(authorityId, cancellationToken)).Building is { } building)
            {
                await generations.CountNewAsync(building, child.Id, cancellationToken);
            }

            return 1;
        }

        var version = before.Version + 1;
        var updated = await db.Children
            .Where(row => row.AuthorityId == authorityId && row.ChildId == child.Id && row.Version == before.Version)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(r => r.DateOfBirth, child.DateOfBirth)
                    .SetProperty(r => r.Sex, sex)
                    .SetProperty(r => r.Upn, child.Upn)
                    .SetProperty(r => r.Restricted, child.Restricted)
                    .SetProperty(r => r.Team, holders.Team)
                    .SetProperty(r => r.SocialWorker, holders.SocialWorker)
                    .SetProperty(r => r.Iro, holders.Iro)
                    .SetProperty(r => r.PersonalAdviser, holders.PersonalAdviser)
                    .SetProperty(r => r.Version, version)
                    .SetProperty(r => r.ChangedAt, now),
                cancellationToken);
        return updated == 1 ? version : throw new DbUpdateConcurrencyException($"Child {child.Id} was changed by another writer.");
    }

    private async Task<IReadOnlyList<StoredEntry>> RecordEntriesAsync(
        string authorityId, StoredChild? before, ChildChange change, string by, Instant now, CancellationToken cancellationToken)
    {
        entries ??= new RowInserter<EntryRow>(db);
        var recorded = new List<StoredEntry>(change.Put.Count);
        var known = before is null ? [] : await RevisionsAsync(authorityId, before, change, cancellationToken);
        foreach (var entry in change.Put)
        {
            var revision = known.GetValueOrDefault(entry.Id) + 1;
            await RecordAsync(entry, revision, voidReason: null);
            recorded.Add(new StoredEntry(entry, revision, now, by));
        }

        foreach (var voided in change.Voided)
        {
            await RecordAsync(before!.Find(voided.EntryId)!.Entry, known[voided.EntryId] + 1, voided.Reason);
        }

        return recorded;

        async Task RecordAsync(Entry entry, int revision, string? voidReason)
        {
            if (revision > 1)
            {
                await db.Entries
                    .Where(row => row.AuthorityId == authorityId && row.ChildId == change.Child.Id && row.EntryId == entry.Id && row.SupersededAt == null)
                    .ExecuteUpdateAsync(row => row.SetProperty(r => r.SupersededAt, now), cancellationToken);
            }

            await entries.InsertAsync(
                new EntryRow
                {
                    AuthorityId = authorityId,
                    ChildId = change.Child.Id,
                    EntryId = entry.Id,
                    Revision = revision,
                    Type = entry.Shape.Type,
                    On = entry.On,
                    Reference = entry.Reference,
                    Fields = FieldsOf(entry),
                    VoidReason = voidReason,
                    RecordedAt = now,
                    RecordedBy = by,
                    ByImport = change.IsImported ? true : null,
                },
                cancellationToken);
        }
    }

    /// <summary>The latest revisions of the entries that change, voided ones too: an id is never used afresh.</summary>
    private async Task<Dictionary<string, int>> RevisionsAsync(string authorityId, StoredChild before, ChildChange change, CancellationToken cancellationToken)
    {
        var ids = change.Put.Select(entry => entry.Id).Concat(change.Voided.Select(voided => voided.EntryId)).ToList();
        return await db.Entries.AsNoTracking()
            .Where(row => row.AuthorityId == authorityId && row.ChildId == before.Child.Id && ids.Contains(row.EntryId) && row.SupersededAt == null)
            .ToDictionaryAsync(row => row.EntryId, row => row.Revision, cancellationToken);
    }

    private string FieldsOf(Entry entry)
    {
        json.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            entry.Shape.Write(writer, entry.Values);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(json.WrittenSpan);
    }
}

/// <summary>What was stored.</summary>
/// <param name="Version">The child's version.</param>
/// <param name="Recorded">The entries added or corrected.</param>
/// <param name="Journey">The journey they make with the rest.</param>
public sealed record StoredChange(long Version, IReadOnlyList<StoredEntry> Recorded, Journey Journey);
