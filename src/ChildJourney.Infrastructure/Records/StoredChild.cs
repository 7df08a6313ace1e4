using System.Collections.Frozen;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Mapping;
using NodaTime;

namespace ChildJourney.Infrastructure.Records;

/// <summary>A child and its current entries, as stored.</summary>
/// <param name="Child">The child.</param>
/// <param name="Version">Raised with every change about the child.</param>
/// <param name="Entries">The current entries.</param>
public sealed record StoredChild(Child Child, long Version, IReadOnlyList<StoredEntry> Entries)
{
    /// <summary>The entries that were voided, other than by an import that no longer found them.</summary>
    public IReadOnlySet<string> VoidedByHand { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The current entry of that id, or null.</summary>
    public StoredEntry? Find(string entryId) => Entries.FirstOrDefault(stored => stored.Entry.Id == entryId);

    /// <summary>The journey that the current entries make.</summary>
    public Journey Journey() => Domain.Journeys.Journey.Of(Child, Entries.Select(stored => stored.Entry));

    internal static StoredChild From(ChildRow row, IReadOnlyCollection<EntryRow> entries) =>
        new(ChildOf(row), row.Version, [.. entries.Where(entry => entry.VoidReason is null).Select(StoredEntry.From)])
        {
            VoidedByHand = entries.Where(entry => entry is { VoidReason: not null, ByImport: not true }).Select(entry => entry.EntryId).ToHashSet(StringComparer.Ordinal),
        };

    private static Child ChildOf(ChildRow row) =>
        new(row.ChildId, row.DateOfBirth, row.Sex is { } sex ? CodeLists.Sexes.Find(sex) : null, row.Upn, row.Restricted);
}

/// <summary>An entry with what is known of its recording.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Revision">1 for the first.</param>
/// <param name="RecordedAt">When the revision was recorded.</param>
/// <param name="RecordedBy">Who recorded it.</param>
public sealed record StoredEntry(Entry Entry, int Revision, Instant RecordedAt, string RecordedBy)
{
    /// <summary>Reads a revision back.</summary>
    public static StoredEntry From(EntryRow row)
    {
        using var fields = System.Text.Json.JsonDocument.Parse(row.Fields);
        var entry = EntryShapes.Restore(row.Type, new EntryHead(row.EntryId, row.On, row.Reference), fields.RootElement);
        return new StoredEntry(entry, row.Revision, row.RecordedAt, row.RecordedBy);
    }
}

/// <summary>What is to be recorded about a child, all of it or none.</summary>
/// <param name="Child">The child as it is to be.</param>
/// <param name="Put">Entries to add, or to correct where the id is known.</param>
/// <param name="Voided">Entries to void.</param>
public sealed record ChildChange(Child Child, IReadOnlyList<Entry> Put, IReadOnlyList<Voiding> Voided)
{
    /// <summary>Whether an import makes the change.</summary>
    public bool IsImported { get; init; }
}

/// <summary>An entry to void.</summary>
/// <param name="EntryId">The entry.</param>
/// <param name="Reason">entered-in-error, duplicate or wrong-child.</param>
public sealed record Voiding(string EntryId, string Reason);
