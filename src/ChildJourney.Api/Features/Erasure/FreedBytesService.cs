using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Erasure;

namespace ChildJourney.Api.Features.Erasure;

/// <summary>Writes the SQLite file anew soon after an erasure: once for several, and after an interruption at the next start.</summary>
internal sealed partial class FreedBytesService(IServiceScopeFactory scopes, WriterGate gate, ErasureSignal signal, ILogger<FreedBytesService> logger) : BackgroundService
{
    private static readonly TimeSpan looksEvery = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan waitsForMore = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await OverwriteAsync(stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(problem);
            }

            if (await signal.WaitAsync(looksEvery, stoppingToken))
            {
                await Task.Delay(waitsForMore, stoppingToken);
            }
        }
    }

    private async Task OverwriteAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var freed = scope.ServiceProvider.GetRequiredService<FreedBytes>();
        if (!await freed.AreLeftAsync(cancellationToken))
        {
            return;
        }

        using var turn = await gate.EnterAsync(cancellationToken);
        if (!await freed.OverwriteAsync(cancellationToken))
        {
            LogHeldUp();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What was erased cannot be overwritten in the database file yet; it will be tried again")]
    private partial void LogFailed(Exception problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was erased is still in the write-ahead log, which a reader holds; it will be tried again")]
    private partial void LogHeldUp();
}

/// <summary>Tells the background that a record was erased.</summary>
public sealed class ErasureSignal : IDisposable
{
    private readonly SemaphoreSlim told = new(0);

    /// <summary>Tells it, after the transaction.</summary>
    public void Wake() => told.Release();

    /// <summary>Waits until it is told, or for so long; returns whether it was told. Told several times meanwhile is told once.</summary>
    public async Task<bool> WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var wasTold = await told.WaitAsync(limit, cancellationToken);
        while (told.Wait(0, CancellationToken.None))
        {
        }

        return wasTold;
    }

    /// <inheritdoc/>
    public void Dispose() => told.Dispose();
}
