using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Imports;

/// <summary>Turns a child's social worker episodes into allocations.</summary>
/// <remarks>
/// An allocation lasts until the next. So each day on which an episode begins or ends says who holds the case from then on:
/// the worker whose episode, of those that last, began latest, or nobody. Of two that begin on one day the later-ending holds.
/// </remarks>
internal static class SocialWorkerEntries
{
    /// <summary>Adds the allocations of episodes that are in order.</summary>
    /// <returns>How many episodes give way to a later-ending one of the same first day.</returns>
    public static int Add(Drafts drafts, IEnumerable<SocialWorkerRow> episodes)
    {
        var holding = new List<SocialWorkerRow>();
        var gaveWay = 0;
        foreach (var row in episodes)
        {
            if (holding.Count > 0 && holding[^1].Start == row.Start)
            {
                gaveWay += holding[^1].Worker == row.Worker && holding[^1].End == row.End ? 0 : 1;
                drafts.Add(holding[^1]);
                holding.RemoveAt(holding.Count - 1);
            }

            holding.Add(row);
        }

        SocialWorkerRow? before = null;
        foreach (var day in Boundaries(holding))
        {
            var holder = HolderOn(holding, day, out var begun);
            if ((begun ?? (holder == before ? null : before)) is { } row)
            {
                drafts.Add(row, Allocation.New(ImportedIds.Head(Allocation.Shape, day), AllocationRole.SocialWorker, holder?.Worker));
            }

            before = holder;
        }

        return gaveWay;
    }

    private static SortedSet<LocalDate> Boundaries(List<SocialWorkerRow> episodes)
    {
        var days = new SortedSet<LocalDate>();
        foreach (var row in episodes)
        {
            days.Add(row.Start);
            if (row.End is { } end)
            {
                days.Add(end);
            }
        }

        return days;
    }

    /// <summary>The episode that holds on the day, and the one that begins on it.</summary>
    private static SocialWorkerRow? HolderOn(List<SocialWorkerRow> episodes, LocalDate day, out SocialWorkerRow? begun)
    {
        begun = null;
        for (var i = episodes.Count - 1; i >= 0; i--)
        {
            var row = episodes[i];
            if (row.Start == day)
            {
                begun = row;
            }

            if (row.Start <= day && !(row.End <= day))
            {
                return row;
            }
        }

        return null;
    }
}
