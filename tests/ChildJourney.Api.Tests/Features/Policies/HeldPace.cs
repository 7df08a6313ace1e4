using ChildJourney.Api.Features.Policies;
using NodaTime;

namespace ChildJourney.Api.Tests.Features.Policies;

/// <summary>Holds the work in the background after each of its transactions until it is let on.</summary>
public sealed class HeldPace : IDisposable
{
    private readonly SemaphoreSlim turns = new(0);
    private int taken;

    /// <summary>How many transactions there have been.</summary>
    public int Taken => Volatile.Read(ref taken);

    /// <summary>The pace, in groups of so many children.</summary>
    public RebuildPace InGroupsOf(int children) => RebuildPace.Default with { GroupSize = children, PauseAsync = PauseAsync, KeepsRetired = Duration.FromMinutes(5) };

    /// <summary>Waits until there have been so many transactions, after the last of which it is held.</summary>
    public Task TakenAsync(int transactions) => Service.UntilAsync(() => Task.FromResult(Taken >= transactions));

    /// <summary>Lets it go on for one transaction, and waits until that is done.</summary>
    public async Task StepAsync()
    {
        var before = Taken;
        turns.Release();
        await TakenAsync(before + 1);
    }

    /// <summary>Lets it go on to the end.</summary>
    public void LetGo() => turns.Release(1_000_000);

    public void Dispose() => turns.Dispose();

    private Task PauseAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref taken);
        return turns.WaitAsync(cancellationToken);
    }
}
