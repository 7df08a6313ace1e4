using System.Security.Cryptography;
using ChildJourney.Infrastructure.Changes;
using ChildJourney.Infrastructure.Mapping;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Webhooks;

/// <summary>Where an authority's changes are sent, and the keys that sign them.</summary>
public sealed class SubscriptionRecords(JourneyDb db, IClock clock, ChangeRecords changes)
{
    private const string Prefix = "whsec_";
    private const int KeyBytes = 32;

    /// <summary>How long the key before goes on signing beside a new one.</summary>
    public static Duration Overlap { get; } = Duration.FromHours(24);

    /// <summary>Stores a subscription to what changes from now on, in the caller's transaction. Returns it with its first key.</summary>
    public async Task<(SubscriptionRow Row, string Secret)> CreateAsync(
        string authorityId, string url, string? description, SubscriptionFilters filters, string by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filters);
        await changes.BringUpToDateAsync(authorityId, cancellationToken);
        var row = new SubscriptionRow
        {
            AuthorityId = authorityId,
            SubscriptionId = Guid.CreateVersion7().ToString("N"),
            Url = url,
            Description = description,
            Filters = filters.Text,
            CreatedAt = Now(),
            CreatedBy = by,
            ReadTo = await db.ChangeHeads.Where(head => head.AuthorityId == authorityId).Select(head => head.LastNumber).SingleAsync(cancellationToken),
        };
        db.Add(row);
        var secret = AddSecret(row, 1);
        await SaveAsync(cancellationToken);
        return (row, secret);
    }

    /// <summary>The subscriptions of an authority, oldest first.</summary>
    public IQueryable<SubscriptionRow> Of(string authorityId) =>
        db.Subscriptions.AsNoTracking().Where(row => row.AuthorityId == authorityId).OrderBy(row => row.SubscriptionId);

    /// <summary>A subscription, or null.</summary>
    public Task<SubscriptionRow?> FindAsync(string authorityId, string subscriptionId, CancellationToken cancellationToken) =>
        Of(authorityId).FirstOrDefaultAsync(row => row.SubscriptionId == subscriptionId, cancellationToken);

    /// <summary>Removes a subscription with its keys and all that is still to be delivered. Returns whether there was one.</summary>
    public async Task<bool> DeleteAsync(string authorityId, string subscriptionId, CancellationToken cancellationToken)
    {
        await db.Deliveries.Where(row => row.AuthorityId == authorityId && row.SubscriptionId == subscriptionId).ExecuteDeleteAsync(cancellationToken);
        await db.SubscriptionSecrets.Where(row => row.AuthorityId == authorityId && row.SubscriptionId == subscriptionId).ExecuteDeleteAsync(cancellationToken);
        return await db.Subscriptions.Where(row => row.AuthorityId == authorityId && row.SubscriptionId == subscriptionId).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    /// <summary>Gives a subscription another key; the one before signs beside it for a while, any older one no longer. Returns the key, and until when.</summary>
    public async Task<(string Secret, Instant PreviousEndsAt)> RotateAsync(SubscriptionRow subscription, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        var endsAt = Now() + Overlap;
        var mine = SecretsOf(subscription);
        var last = await mine.MaxAsync(row => row.Number, cancellationToken);
        await mine.Where(row => row.Number < last).ExecuteDeleteAsync(cancellationToken);
        await mine.ExecuteUpdateAsync(row => row.SetProperty(r => r.EndsAt, endsAt), cancellationToken);
        var secret = AddSecret(subscription, last + 1);
        await SaveAsync(cancellationToken);
        return (secret, endsAt);
    }

    /// <summary>The keys that sign now, newest first.</summary>
    public async Task<IReadOnlyList<byte[]>> KeysAsync(SubscriptionRow subscription, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        var now = Now();
        var secrets = await SecretsOf(subscription)
            .Where(row => row.EndsAt == null || row.EndsAt > now)
            .OrderByDescending(row => row.Number)
            .Select(row => row.Secret)
            .ToListAsync(cancellationToken);
        return [.. secrets.Select(secret => Convert.FromBase64String(secret[Prefix.Length..]))];
    }

    private IQueryable<SubscriptionSecretRow> SecretsOf(SubscriptionRow subscription)
    {
        var (authorityId, id) = (subscription.AuthorityId, subscription.SubscriptionId);
        return db.SubscriptionSecrets.AsNoTracking().Where(row => row.AuthorityId == authorityId && row.SubscriptionId == id);
    }

    private string AddSecret(SubscriptionRow subscription, int number)
    {
        var secret = Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));
        db.Add(new SubscriptionSecretRow
        {
            AuthorityId = subscription.AuthorityId,
            SubscriptionId = subscription.SubscriptionId,
            Number = number,
            Secret = secret,
            CreatedAt = Now(),
        });
        return secret;
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private Instant Now() => clock.GetCurrentInstant().CutToMicroseconds();
}
