using ChildJourney.Infrastructure.Records;

namespace ChildJourney.Api.Platform.Idempotency;

/// <summary>Forgets, from time to time, the answers that have been kept for long enough.</summary>
internal sealed partial class ForgetKeptAnswers(IServiceScopeFactory scopes, WriterGate gate, ILogger<ForgetKeptAnswers> logger) : BackgroundService
{
    private static readonly TimeSpan looksEvery = TimeSpan.FromMinutes(15);

    /// <summary>Forgets what may be forgotten now.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        foreach (var authorityId in await InScopeAsync(services => services.GetRequiredService<RebuildRecords>().AuthoritiesAsync(cancellationToken)))
        {
            while (await ForgetAsync(authorityId, cancellationToken))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(looksEvery);
        do
        {
            try
            {
                await ForgetAsync(stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(problem);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> ForgetAsync(string authorityId, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        return await InScopeAsync(services => services.GetRequiredService<KeptAnswerRecords>().ForgetAsync(authorityId, cancellationToken));
    }

    private async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> workAsync)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await workAsync(scope.ServiceProvider);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Kept answers cannot be forgotten; it will be tried again")]
    private partial void LogFailed(Exception problem);
}
