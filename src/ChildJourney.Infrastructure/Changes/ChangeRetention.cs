using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Changes;

/// <summary>Removes changes that are no longer kept, some in each of the caller's transactions.</summary>
public sealed class ChangeRetention(JourneyDb db)
{
    /// <summary>The authorities whose changes are written.</summary>
    public async Task<IReadOnlyList<string>> AuthoritiesAsync(CancellationToken cancellationToken) =>
        await db.ChangeHeads.Where(row => row.BeganAt != null).OrderBy(row => row.AuthorityId).Select(row => row.AuthorityId).ToListAsync(cancellationToken);

    /// <summary>Removes the oldest changes from before an instant, so many at most. Returns whether there may be more.</summary>
    public async Task<bool> RemoveAsync(string authorityId, Instant before, int groupSize, CancellationToken cancellationToken)
    {
        var oldest = await db.Changes
            .Where(row => row.AuthorityId == authorityId)
            .OrderBy(row => row.Number)
            .Take(groupSize)
            .Select(row => new { row.Number, row.At })
            .ToListAsync(cancellationToken);
        var gone = oldest.TakeWhile(row => row.At < before).ToList();
        if (gone.Count == 0)
        {
            return false;
        }

        var last = gone[^1].Number;
        await db.Changes.Where(row => row.AuthorityId == authorityId && row.Number <= last).ExecuteDeleteAsync(cancellationToken);
        await db.ChangeHeads.Where(row => row.AuthorityId == authorityId).ExecuteUpdateAsync(row => row.SetProperty(r => r.FirstNumber, last + 1), cancellationToken);
        return gone.Count == groupSize;
    }
}
