using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Features.Imports;

/// <summary>Finds the row to refuse where entries cannot all be true. What is stored stays: the row gives way.</summary>
internal sealed class Blame(RefusedRows refused, HashSet<string> keep, Drafts drafts, MergedEntries merged)
{
    /// <summary>Refuses rows that make a second, different entry where a day can have one only.</summary>
    public static bool RefuseClashes(ReturnContext context, RefusedRows refused, Drafts drafts, MergedEntries merged)
    {
        foreach (var (second, first) in drafts.Clashes)
        {
            Refuse(refused, second, $"one {second.Entry.Shape.Type} a day: {context.Named(first.Row)} gives another on this one");
        }

        foreach (var draft in merged.Taken)
        {
            Refuse(refused, draft, $"an entry that can be recorded as {draft.Entry.Id}, which one of another type is");
        }

        return drafts.Clashes.Count + merged.Taken.Count > 0;
    }

    /// <summary>Refuses the rows behind the first of the conflicts, so many of them.</summary>
    /// <returns>Whether anything gave way.</returns>
    public bool Settle(IReadOnlyList<JourneyConflict> conflicts, int most)
    {
        var settled = false;
        var left = most;
        foreach (var conflict in conflicts)
        {
            if (left == 0)
            {
                break;
            }

            // A review makes nothing else impossible, so that whether it is refused does not touch what comes after it.
            left -= conflict.Entry is Review && merged.Puts.Contains(conflict.Entry) ? 0 : 1;
            settled |= Settle(conflict);
        }

        return settled;
    }

    private bool Settle(JourneyConflict conflict)
    {
        var entry = conflict.Entry;
        if (merged.Puts.Contains(entry))
        {
            Refuse(refused, drafts.Find(entry.Id)!, $"a row that can be true beside the others: {conflict.Message}");
            return true;
        }

        var (culprit, gone) = entry is Admission
            ? (SameDay(entry) ?? Latest<Admission>(merged.Puts, entry), (Entry?)Latest<Discharge>(merged.Voids, entry))
            : (SameDay(entry) ?? Latest<Discharge>(merged.Puts, entry), Latest<Admission>(merged.Voids, entry));
        if (gone is not null && !(culprit?.On > gone.On))
        {
            keep.UnionWith(merged.Voids.Select(lost => lost.Id));
            return true;
        }

        if ((culprit ?? OfEpisode(entry)) is { } blamed)
        {
            Refuse(refused, drafts.Find(blamed.Id)!, $"a row that can be true beside what is recorded: {entry.Id} would be impossible, {conflict.Message}");
            return true;
        }

        if (merged.Voids.Count > 0)
        {
            keep.UnionWith(merged.Voids.Select(lost => lost.Id));
            return true;
        }

        if (drafts.Find(entry.Id) is { } draft)
        {
            Refuse(refused, draft, $"a row that can be true beside the others: {conflict.Message}");
            return true;
        }

        return false;
    }

    private static T? Latest<T>(IEnumerable<Entry> entries, Entry impossible)
        where T : Entry => entries.OfType<T>().Where(entry => entry.On <= impossible.On).MaxBy(entry => entry.On);

    private Entry? SameDay(Entry impossible) =>
        merged.Puts.FirstOrDefault(put => put.On == impossible.On && ReferenceEquals(put.Shape, impossible.Shape));

    /// <summary>The new or corrected entry of an episode that makes a stored one impossible from a day after it.</summary>
    private Entry? OfEpisode(Entry impossible) =>
        merged.Puts.Where(put => put is Admission && put.On > impossible.On).MinBy(put => put.On)
        ?? merged.Puts.Where(put => put is Admission or Discharge).MinBy(put => put.On)
        ?? merged.Puts.FirstOrDefault(put => ImportSpan.TablesOf(put).Contains(Ssda903Table.Episodes));

    private static void Refuse(RefusedRows refused, Draft draft, string expected)
    {
        var (column, on) = draft.Row.DateOf(draft.Entry);
        refused.Add(draft.Row, column, CellDates.Text(on), expected);
    }
}
