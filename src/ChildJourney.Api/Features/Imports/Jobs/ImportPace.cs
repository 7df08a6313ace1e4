using NodaTime;

namespace ChildJourney.Api.Features.Imports.Jobs;

/// <summary>How imports in the background are spread out.</summary>
/// <param name="GroupSize">How many children are stored in a transaction.</param>
/// <param name="PauseAsync">What is waited for between two transactions.</param>
/// <param name="LooksEvery">How long it is at most until the service looks for imports that it was not told of.</param>
/// <param name="Keeps">How long an import that has ended stays, with its report.</param>
public sealed record ImportPace(int GroupSize, Func<CancellationToken, Task> PauseAsync, TimeSpan LooksEvery, Duration Keeps)
{
    /// <summary>How often whoever waits may hear how far the reading has come.</summary>
    public static readonly Duration BetweenWords = Duration.FromSeconds(2);

    /// <summary>The pace of the service: other writers come in between two groups, in the order in which they wait.</summary>
    public static ImportPace Default { get; } = new(GroupSize: 200, _ => Task.CompletedTask, LooksEvery: TimeSpan.FromSeconds(5), Keeps: Duration.FromDays(30));
}

/// <summary>Tells the background that a return was handed in.</summary>
public sealed class ImportSignal : IDisposable
{
    private readonly SemaphoreSlim told = new(0);

    /// <summary>Tells it.</summary>
    public void Wake() => told.Release();

    /// <summary>Waits until it is told, or for so long.</summary>
    public Task WaitAsync(TimeSpan limit, CancellationToken cancellationToken) => told.WaitAsync(limit, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => told.Dispose();
}
