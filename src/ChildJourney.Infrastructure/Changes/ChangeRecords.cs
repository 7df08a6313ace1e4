using ChildJourney.Domain.Calendar;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Records;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Changes;

/// <summary>Reads an authority's changes, and brings them up to date before.</summary>
public sealed class ChangeRecords(JourneyDb db, IClock clock, GenerationRecords generations) : IAsyncDisposable
{
    private readonly ChangeLog log = new(db, clock);

    /// <summary>Whether the log has begun, and what time brought is written up to today.</summary>
    public async Task<bool> IsUpToDateAsync(string authorityId, CancellationToken cancellationToken)
    {
        var today = LondonTime.DayOf(clock.GetCurrentInstant());
        return await db.ChangeHeads.AnyAsync(row => row.AuthorityId == authorityId && row.BeganAt != null && row.AdvancedTo >= today, cancellationToken);
    }

    /// <summary>Begins the log where that is not done yet, and writes what time has brought, in the caller's transaction.</summary>
    public async Task BringUpToDateAsync(string authorityId, CancellationToken cancellationToken)
    {
        await log.BeginAsync(authorityId, cancellationToken);
        var head = (await log.HoldAsync(authorityId, cancellationToken))!;
        await log.AdvanceAsync(head, (await generations.LiveAfreshAsync(authorityId, cancellationToken)).Current, before: null, cancellationToken);
        await log.StoreAsync(head, cancellationToken);
    }

    /// <summary>
    /// Reads on from a place, or from the start: every flag that is open now, and then what changes. Null where what came after the
    /// place is no longer kept. There is more as long as as many are read as were asked for.
    /// </summary>
    public async Task<ChangeSlice?> ReadAsync(Visible visible, string authorityId, ChangePlace? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(visible);
        await using var transaction = await db.BeginReadAsync(cancellationToken);
        var head = await db.ChangeHeads.AsNoTracking().FirstOrDefaultAsync(row => row.AuthorityId == authorityId && row.BeganAt != null, cancellationToken);
        if (head is null || (after is not null && !await IsKeptAsync(head, after, cancellationToken)))
        {
            return null;
        }

        var found = new List<ChangeRow>();
        var place = after ?? new ChangePlace(head.LastNumber, head.LastAt!.Value, FlagPlace.Start);
        if (place.Flag is not null)
        {
            var current = (await generations.LiveAfreshAsync(authorityId, cancellationToken)).Current;
            var snapshot = new OpenFlags(visible, current, head.AdvancedTo);
            while (place.Flag is not null && found.Count < limit)
            {
                place = await snapshot.ReadAsync(place, limit - found.Count, found, cancellationToken);
            }
        }

        if (place.Flag is null && found.Count < limit)
        {
            var number = place.Number;
            found.AddRange(await visible.Changes.Where(row => row.Number > number).OrderBy(row => row.Number).Take(limit - found.Count).ToListAsync(cancellationToken));
            place = found.Count > 0 && found[^1].Number > number ? new ChangePlace(found[^1].Number, found[^1].At, null) : place;
        }

        return new ChangeSlice(found, place);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => log.DisposeAsync();

    /// <summary>Whether all that came after a place is kept, and the place is one of this log.</summary>
    private async Task<bool> IsKeptAsync(ChangeHeadRow head, ChangePlace place, CancellationToken cancellationToken)
    {
        if (place.Number == head.LastNumber)
        {
            return place.At == head.LastAt;
        }

        if (place.Number > head.LastNumber || place.Number < head.FirstNumber - 1)
        {
            return false;
        }

        // Of the change before the first that is kept nothing is known but the start of the log.
        var at = place.Number == 0
            ? head.BeganAt
            : await db.Changes
                .Where(row => row.AuthorityId == head.AuthorityId && row.Number == place.Number)
                .Select(row => (Instant?)row.At)
                .FirstOrDefaultAsync(cancellationToken);
        return at is null || at == place.At;
    }
}
