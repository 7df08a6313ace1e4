using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Changes;
using NodaTime;

namespace ChildJourney.Api.Features.Changes;

/// <summary>Removes, in the background and a few at a time, the changes that are no longer kept.</summary>
internal sealed partial class ChangeRetentionService(
    IServiceScopeFactory scopes, WriterGate gate, IConfiguration configuration, IClock clock, ILogger<ChangeRetentionService> logger) : BackgroundService
{
    private const int GroupSize = 1000;

    private static readonly TimeSpan betweenLooks = TimeSpan.FromHours(1);
    private static readonly TimeSpan betweenGroups = TimeSpan.FromMilliseconds(20);

    /// <summary>Removes what is too old by now.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetCurrentInstant() - Duration.FromDays(Limits.ChangeDays.In(configuration));
        await using var scope = scopes.CreateAsyncScope();
        var (db, retention) = (scope.ServiceProvider.GetRequiredService<JourneyDb>(), scope.ServiceProvider.GetRequiredService<ChangeRetention>());
        foreach (var authorityId in await retention.AuthoritiesAsync(cancellationToken))
        {
            var isMore = true;
            while (isMore)
            {
                using (await gate.EnterAsync(cancellationToken))
                {
                    await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                    isMore = await retention.RemoveAsync(authorityId, before, GroupSize, cancellationToken);
                    await transaction.CommitAsync(cancellationToken);
                }

                await Task.Delay(betweenGroups, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await RemoveAsync(stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(problem);
            }

            await Task.Delay(betweenLooks, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Changes that are no longer kept cannot be removed; it will be tried again")]
    private partial void LogFailed(Exception problem);
}
