using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Features.Imports;

/// <summary>What a child's entries become: those that the rows make, beside those that are stored.</summary>
internal sealed class MergedEntries
{
    private readonly List<Entry> puts;
    private readonly List<Entry> voids = [];
    private readonly List<Entry> kept = [];

    /// <summary>Joins the two.</summary>
    /// <param name="drafts">The entries that the rows make.</param>
    /// <param name="stored">The entries stored.</param>
    /// <param name="span">The days for which the rows say everything.</param>
    /// <param name="keep">Identifiers of entries that stay, whatever the rows say.</param>
    public MergedEntries(Drafts drafts, IReadOnlyList<Entry> stored, ImportSpan? span, IReadOnlySet<string> keep)
    {
        puts = new List<Entry>(drafts.All.Count);
        if (stored.Count == 0)
        {
            foreach (var draft in drafts.All)
            {
                puts.Add(draft.Entry);
            }

            return;
        }

        var byId = stored.ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        var otherwise = stored.Where(entry => !ImportedIds.IsImported(entry)).ToList();
        var matched = new HashSet<Entry>();
        foreach (var draft in drafts.All)
        {
            if (byId.TryGetValue(draft.Entry.Id, out var earlier))
            {
                matched.Add(earlier);
                Replace(earlier, draft);
            }
            else if (otherwise.FindIndex(entry => CarriedFields.SaysTheSame(entry, draft.Entry)) is >= 0 and var same)
            {
                otherwise.RemoveAt(same);
            }
            else
            {
                puts.Add(draft.Entry);
            }
        }

        foreach (var entry in stored)
        {
            if (matched.Contains(entry))
            {
                continue;
            }

            var isGone = ImportedIds.IsImported(entry) && span is not null && span.Covers(entry) && !keep.Contains(entry.Id);
            (isGone ? voids : kept).Add(entry);
        }
    }

    /// <summary>Entries that are new or corrected.</summary>
    public IReadOnlyList<Entry> Puts => puts;

    /// <summary>Entries of an earlier import that the rows no longer make.</summary>
    public IReadOnlyList<Entry> Voids => voids;

    /// <summary>Drafts whose identifier is that of an entry of another type.</summary>
    public List<Draft> Taken { get; } = [];

    /// <summary>Every entry, once the change is stored.</summary>
    public IEnumerable<Entry> All => kept.Count == 0 ? puts : kept.Concat(puts);

    /// <summary>Leaves in place an entry that would be voided.</summary>
    public void Keep(Entry entry)
    {
        voids.Remove(entry);
        kept.Add(entry);
    }

    private void Replace(Entry earlier, Draft draft)
    {
        if (!ReferenceEquals(earlier.Shape, draft.Entry.Shape))
        {
            Taken.Add(draft);
            kept.Add(earlier);
        }
        else if (CarriedFields.Apply(earlier, draft.Entry) is var becomes && !ReferenceEquals(becomes, earlier))
        {
            puts.Add(becomes);
        }
        else
        {
            kept.Add(earlier);
        }
    }
}
