using NodaTime;

namespace ChildJourney.Api.Features.Policies;

/// <summary>How the work in the background is spread out.</summary>
/// <param name="GroupSize">How many children are gone through in a transaction.</param>
/// <param name="PauseAsync">What is waited for between two transactions.</param>
/// <param name="LooksEvery">How long it is at most until the service looks for work that it was not told of.</param>
/// <param name="KeepsRetired">How long the rows of a retired generation stay.</param>
public sealed record RebuildPace(int GroupSize, Func<CancellationToken, Task> PauseAsync, TimeSpan LooksEvery, Duration KeepsRetired)
{
    /// <summary>The pace of the service.</summary>
    /// <remarks>
    /// The pause is for the writers of other processes, which cannot queue at the gate: a busy SQLite file is tried again and again.
    /// A request that began with a generation has long been answered when its rows go.
    /// </remarks>
    public static RebuildPace Default { get; } = new(
        GroupSize: 100,
        cancellationToken => Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken),
        LooksEvery: TimeSpan.FromMinutes(1),
        KeepsRetired: Duration.FromMinutes(5));
}

/// <summary>Tells the background that there is work.</summary>
public sealed class RebuildSignal : IDisposable
{
    private readonly SemaphoreSlim told = new(0);

    /// <summary>Tells it: after the transaction, since before its end there is nothing to be seen.</summary>
    public void Wake() => told.Release();

    /// <summary>Waits until it is told, or for so long.</summary>
    public Task WaitAsync(TimeSpan limit, CancellationToken cancellationToken) => told.WaitAsync(limit, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => told.Dispose();
}
