using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Mapping;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Webhooks;

/// <summary>What is still to be delivered to subscriptions: at least once, and in order for each child.</summary>
/// <remarks>
/// Of each child the oldest that is waiting is the only one that may be tried, so that what fails holds back that child's later
/// changes and nobody else's. Whoever tries one has leased it; a lease that has run out is anyone's.
/// </remarks>
public sealed class DeliveryRecords(JourneyDb db, IClock clock)
{
    private const int GroupSize = 500;

    /// <summary>How long something is tried before it is given up.</summary>
    public static Duration TriedFor { get; } = Duration.FromDays(3);

    private static readonly Duration lease = Duration.FromMinutes(1);

    /// <summary>All subscriptions.</summary>
    public async Task<IReadOnlyList<SubscriptionRow>> SubscriptionsAsync(CancellationToken cancellationToken) =>
        await db.Subscriptions.AsNoTracking().OrderBy(row => row.AuthorityId).ThenBy(row => row.SubscriptionId).ToListAsync(cancellationToken);

    /// <summary>Whether there are changes of which it is not settled yet whether they are sent.</summary>
    public Task<bool> IsBehindAsync(SubscriptionRow subscription, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        var (authorityId, readTo) = (subscription.AuthorityId, subscription.ReadTo);
        return db.ChangeHeads.AnyAsync(head => head.AuthorityId == authorityId && head.LastNumber > readTo, cancellationToken);
    }

    /// <summary>Puts the next changes among what is to be delivered, in the caller's transaction. Returns whether there may be more.</summary>
    public async Task<bool> TakeUpAsync(SubscriptionRow subscription, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        var (authorityId, id) = (subscription.AuthorityId, subscription.SubscriptionId);
        var mine = db.Subscriptions.Where(row => row.AuthorityId == authorityId && row.SubscriptionId == id);

        // Held until the end of the transaction: two instances never take up the same.
        if (await mine.ExecuteUpdateAsync(row => row.SetProperty(r => r.ReadTo, r => r.ReadTo), cancellationToken) == 0)
        {
            return false;
        }

        // What is written up to here can be read from here on; of what is not found the record was erased.
        var writtenTo = await db.ChangeHeads.Where(row => row.AuthorityId == authorityId).Select(row => row.LastNumber).FirstOrDefaultAsync(cancellationToken);
        var readTo = await mine.Select(row => row.ReadTo).SingleAsync(cancellationToken);
        var changes = await db.Changes.AsNoTracking()
            .Where(row => row.AuthorityId == authorityId && row.Number > readTo)
            .OrderBy(row => row.Number)
            .Take(GroupSize)
            .ToListAsync(cancellationToken);
        if (changes.Count == 0)
        {
            await mine.Where(row => row.ReadTo < writtenTo).ExecuteUpdateAsync(row => row.SetProperty(r => r.ReadTo, writtenTo), cancellationToken);
            return false;
        }

        var now = Now();
        db.AddRange((await ChosenAsync(SubscriptionFilters.Parse(subscription.Filters), authorityId, changes, cancellationToken)).Select(change => new DeliveryRow
        {
            AuthorityId = authorityId,
            SubscriptionId = id,
            Number = change.Number,
            At = change.At,
            ChildId = change.ChildId,
            ObligationId = change.ObligationId,
            Rule = change.Rule,
            Status = change.Status,
            PreviousStatus = change.PreviousStatus,
            NextAt = now,
        }));
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        var last = changes[^1].Number;
        await mine.ExecuteUpdateAsync(row => row.SetProperty(r => r.ReadTo, last), cancellationToken);
        return changes.Count == GroupSize;
    }

    /// <summary>What may be tried now, oldest first.</summary>
    public async Task<IReadOnlyList<DeliveryRow>> DueAsync(SubscriptionRow subscription, int count, CancellationToken cancellationToken)
    {
        var now = Now();
        var waiting = Of(subscription).Where(row => row.ParkedAt == null);
        return await waiting
            .Where(row => row.NextAt <= now && (row.LeasedUntil == null || row.LeasedUntil <= now))
            .Where(row => !waiting.Any(earlier => earlier.ChildId == row.ChildId && earlier.Number < row.Number))
            .OrderBy(row => row.Number)
            .Take(count)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Leases one, in the caller's transaction. Returns until when, or null where it is someone else's or gone.</summary>
    public async Task<Instant?> LeaseAsync(DeliveryRow delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var now = Now();
        var until = now + lease;
        var attempts = delivery.Attempts;
        var leased = await One(delivery)
            .Where(row => row.ParkedAt == null && row.Attempts == attempts && row.NextAt <= now && (row.LeasedUntil == null || row.LeasedUntil <= now))
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.LeasedUntil, until).SetProperty(r => r.FirstTriedAt, r => r.FirstTriedAt ?? now), cancellationToken);
        return leased == 1 ? until : null;
    }

    /// <summary>Settles one that has been tried: it is delivered, waits for another try, or is given up.</summary>
    public async Task SettleAsync(DeliveryRow delivery, Instant leasedUntil, DeliveryOutcome outcome, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(outcome);
        var mine = One(delivery).Where(row => row.LeasedUntil == leasedUntil);
        if (outcome.IsDelivered)
        {
            await mine.ExecuteDeleteAsync(cancellationToken);
            return;
        }

        var now = Now();
        Instant? parkedAt = now - (delivery.FirstTriedAt ?? now) >= TriedFor ? now : null;
        var nextAt = now + BackOff.After(delivery.Attempts);
        await mine.ExecuteUpdateAsync(
            row => row
                .SetProperty(r => r.Attempts, r => r.Attempts + 1)
                .SetProperty(r => r.NextAt, nextAt)
                .SetProperty(r => r.LeasedUntil, (Instant?)null)
                .SetProperty(r => r.ParkedAt, parkedAt)
                .SetProperty(r => r.LastStatus, outcome.Status)
                .SetProperty(r => r.LastError, outcome.Error),
            cancellationToken);
    }

    /// <summary>Has everything that was given up tried again. Returns how much it was.</summary>
    public Task<int> ReplayAsync(SubscriptionRow subscription, CancellationToken cancellationToken)
    {
        var now = Now();
        return Of(subscription).Where(row => row.ParkedAt != null).ExecuteUpdateAsync(
            row => row
                .SetProperty(r => r.ParkedAt, (Instant?)null)
                .SetProperty(r => r.FirstTriedAt, (Instant?)null)
                .SetProperty(r => r.Attempts, 0)
                .SetProperty(r => r.NextAt, now),
            cancellationToken);
    }

    /// <summary>What is to be delivered to a subscription, and what was given up.</summary>
    public IQueryable<DeliveryRow> Of(SubscriptionRow subscription)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        var (authorityId, id) = (subscription.AuthorityId, subscription.SubscriptionId);
        return db.Deliveries.AsNoTracking().Where(row => row.AuthorityId == authorityId && row.SubscriptionId == id);
    }

    private IQueryable<DeliveryRow> One(DeliveryRow delivery)
    {
        var (authorityId, id, number) = (delivery.AuthorityId, delivery.SubscriptionId, delivery.Number);
        return db.Deliveries.Where(row => row.AuthorityId == authorityId && row.SubscriptionId == id && row.Number == number);
    }

    private async Task<IEnumerable<ChangeRow>> ChosenAsync(SubscriptionFilters filters, string authorityId, List<ChangeRow> changes, CancellationToken cancellationToken)
    {
        var chosen = changes.Where(change => Fits(filters.Status, change.Status) && Fits(filters.Rule, change.Rule)
            && (filters.Level.Count == 0 || Fits(filters.Level, RuleCatalogue.Find(change.Rule) is { } rule ? Words.Of(rule.Level) : null))).ToList();
        if (filters.Team.Count == 0 || chosen.Count == 0)
        {
            return chosen;
        }

        var (ids, teams) = (chosen.Select(change => change.ChildId).Distinct(StringComparer.Ordinal).ToList(), filters.Team);
        var held = await db.Children
            .Where(row => row.AuthorityId == authorityId && ids.Contains(row.ChildId) && row.Team != null && teams.Contains(row.Team))
            .Select(row => row.ChildId)
            .ToListAsync(cancellationToken);
        return chosen.Where(change => held.Contains(change.ChildId));
    }

    private static bool Fits(IReadOnlyList<string> wanted, string? value) => wanted.Count == 0 || (value is not null && wanted.Contains(value));

    private Instant Now() => clock.GetCurrentInstant().CutToMicroseconds();
}

/// <summary>What came of trying to deliver something.</summary>
/// <param name="Status">The HTTP status of the answer, or null where there was none.</param>
/// <param name="Error">What was wrong, or null where it was delivered.</param>
public sealed record DeliveryOutcome(int? Status, string? Error)
{
    /// <summary>Whether the receiver took it.</summary>
    public bool IsDelivered => Error is null;
}
