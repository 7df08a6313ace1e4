using System.Collections.Concurrent;
using ChildJourney.Api.Features.Changes;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Audit;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Webhooks;
using NodaTime;

namespace ChildJourney.Api.Features.Subscriptions;

/// <summary>How often it is looked for changes to be delivered.</summary>
/// <param name="LooksEvery">The time between two looks.</param>
public sealed record DeliveryPace(TimeSpan LooksEvery);

/// <summary>Delivers changes to subscriptions in the background. Everything it goes by is in the database: a kill loses nothing, and several instances share the work.</summary>
internal sealed partial class DeliveryService(
    IServiceScopeFactory scopes,
    WriterGate gate,
    WebhookSender sender,
    AuditTrail trail,
    DeliveryPace pace,
    IConfiguration configuration,
    IClock clock,
    ILogger<DeliveryService> logger) : BackgroundService
{
    private const int AtOnce = 4;
    private const int GroupSize = 40;

    private readonly ConcurrentDictionary<string, Task> atWork = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(problem);
            }

            await Task.Delay(pace.LooksEvery, stoppingToken);
        }
    }

    /// <summary>Takes up what has changed, what time brought too, and has each subscription worked at by itself: one that hangs keeps no other waiting.</summary>
    private async Task LookAsync(CancellationToken stoppingToken)
    {
        var subscriptions = await WithinAsync(services => services.GetRequiredService<DeliveryRecords>().SubscriptionsAsync(stoppingToken));
        foreach (var authorityId in subscriptions.Select(row => row.AuthorityId).Distinct(StringComparer.Ordinal))
        {
            await WithinAsync(async services =>
            {
                await services.GetRequiredService<ChangesUpToDate>().EnsureAsync(authorityId, stoppingToken);
                return true;
            });
        }

        foreach (var subscription in subscriptions)
        {
            await TakeUpAsync(subscription, stoppingToken);
            if (!atWork.TryGetValue(subscription.SubscriptionId, out var work) || work.IsCompleted)
            {
                atWork[subscription.SubscriptionId] = DeliverAsync(subscription, stoppingToken);
            }
        }

        foreach (var gone in atWork.Keys.Except(subscriptions.Select(row => row.SubscriptionId), StringComparer.Ordinal))
        {
            atWork.TryRemove(gone, out _);
        }
    }

    private async Task TakeUpAsync(SubscriptionRow subscription, CancellationToken stoppingToken)
    {
        if (!await WithinAsync(services => services.GetRequiredService<DeliveryRecords>().IsBehindAsync(subscription, stoppingToken)))
        {
            return;
        }

        var isMore = true;
        while (isMore)
        {
            isMore = await WriteAsync(records => records.TakeUpAsync(subscription, stoppingToken), stoppingToken);
        }
    }

    /// <summary>Delivers what is due to one subscription, of several children at once.</summary>
    private async Task DeliverAsync(SubscriptionRow subscription, CancellationToken stoppingToken)
    {
        try
        {
            IReadOnlyList<DeliveryRow> due;
            do
            {
                due = await WithinAsync(services => services.GetRequiredService<DeliveryRecords>().DueAsync(subscription, GroupSize, stoppingToken));
                await Parallel.ForEachAsync(
                    due,
                    new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken },
                    async (delivery, token) => await DeliverAsync(subscription, delivery, token));
            }
            while (due.Count > 0);
        }
        catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(problem);
        }
    }

    private async Task DeliverAsync(SubscriptionRow subscription, DeliveryRow delivery, CancellationToken cancellationToken)
    {
        if (await WriteAsync(records => records.LeaseAsync(delivery, cancellationToken), cancellationToken) is not { } until)
        {
            return;
        }

        var keys = await WithinAsync(services => services.GetRequiredService<SubscriptionRecords>().KeysAsync(subscription, cancellationToken));
        var outcome = keys.Count == 0
            ? new DeliveryOutcome(null, "The subscription has no key.")
            : await sender.SendAsync(subscription, delivery, keys, clock.GetCurrentInstant(), cancellationToken);
        await WriteAsync(
            async records =>
            {
                await records.SettleAsync(delivery, until, outcome, cancellationToken);
                return true;
            },
            cancellationToken);
        LogTried(subscription.SubscriptionId, delivery.Number, outcome.Status);
        if (SignIn.IsAudited(configuration))
        {
            await trail.WriteAsync(
                new AuditEntry(
                    delivery.AuthorityId, clock.GetCurrentInstant(), $"subscription {subscription.SubscriptionId}", "DeliverChange", [delivery.ChildId], new Uri(subscription.Url).Host, outcome.Status ?? 0, Reason: null),
                cancellationToken);
        }
    }

    private async Task<T> WithinAsync<T>(Func<IServiceProvider, Task<T>> readAsync)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await readAsync(scope.ServiceProvider);
    }

    private async Task<T> WriteAsync<T>(Func<DeliveryRecords, Task<T>> writeAsync, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        using var turn = await gate.EnterAsync(cancellationToken);
        await using var transaction = await scope.ServiceProvider.GetRequiredService<JourneyDb>().Database.BeginTransactionAsync(cancellationToken);
        var written = await writeAsync(scope.ServiceProvider.GetRequiredService<DeliveryRecords>());
        await transaction.CommitAsync(cancellationToken);
        return written;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Subscription {SubscriptionId}: change {Number} was sent, and answered with {Answer}")]
    private partial void LogTried(string subscriptionId, long number, int? answer);

    [LoggerMessage(Level = LogLevel.Error, Message = "Changes cannot be delivered to subscriptions; it will be tried again")]
    private partial void LogFailed(Exception problem);
}
