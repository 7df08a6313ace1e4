using System.Threading.Channels;
using ChildJourney.Api.Platform.Telemetry;
using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Audit;

namespace ChildJourney.Api.Platform.Access;

/// <summary>Writes reads to the audit log, those that come in meanwhile together; an answer waits until its own row is committed.</summary>
internal sealed class AuditTrail(IServiceScopeFactory scopes, AuditChain chain, WriterGate gate) : BackgroundService
{
    private const int LargestGroup = 500;

    private static readonly TimeSpan moment = TimeSpan.FromMilliseconds(3);

    private readonly Channel<Waiting> channel = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(10_000) { SingleReader = true });

    private int working;
    private TaskCompletionSource? nobodyElse;

    /// <summary>Says that a request has begun about which an entry is to be written: what it returns says that it works no more, if only because it waits for its entry.</summary>
    public Work Begin()
    {
        Interlocked.Increment(ref working);
        return new Work(this);
    }

    /// <summary>Writes an entry. Fails where it cannot be written: then the read must fail too.</summary>
    public async Task WriteAsync(AuditEntry entry, CancellationToken cancellationToken, Work? work = null)
    {
        var waiting = new Waiting(entry, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            await channel.Writer.WriteAsync(waiting, cancellationToken);
        }
        catch (ChannelClosedException problem)
        {
            throw new AuditUnwritableException(problem);
        }

        work?.Dispose();
        await waiting.Written.Task.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Goes on until the last request has been answered, not only until the service is asked to stop.
        var group = new List<Waiting>();
        await foreach (var first in channel.Reader.ReadAllAsync(CancellationToken.None))
        {
            // Where several ask at once, those who come within a moment share a commit; who asks alone waits for nobody.
            var isShared = group.Count > 1;
            group.Clear();
            group.Add(first);
            if (isShared)
            {
                await OthersAsync();
            }

            while (group.Count < LargestGroup && channel.Reader.TryRead(out var next))
            {
                group.Add(next);
            }

            await WriteAsync(group);
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        channel.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }

    /// <summary>Waits a moment for others, or until there are none who could come.</summary>
    private async Task OthersAsync()
    {
        var alone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref nobodyElse, alone);
        if (Volatile.Read(ref working) > 0)
        {
            await Task.WhenAny(alone.Task, Task.Delay(moment, CancellationToken.None));
        }
    }

    private void End()
    {
        if (Interlocked.Decrement(ref working) == 0)
        {
            Volatile.Read(ref nobodyElse)?.TrySetResult();
        }
    }

    private async Task WriteAsync(List<Waiting> group)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<JourneyDb>();
            using var turn = await gate.EnterAsync(CancellationToken.None);
            await using var transaction = await db.Database.BeginTransactionAsync();
            using var sealedRows = await chain.AppendAsync(db, [.. group.Select(waiting => waiting.Entry)], CancellationToken.None);
            await transaction.CommitAsync();
            sealedRows.Committed();
            Measures.AuditGroup.Record(group.Count);
            group.ForEach(waiting => waiting.Written.SetResult());
        }
#pragma warning disable CA1031 // Whatever it is, each of those who wait has to hear of it.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            group.ForEach(waiting => waiting.Written.TrySetException(new AuditUnwritableException(problem)));
        }
    }

    /// <summary>A request at work.</summary>
    internal sealed class Work(AuditTrail trail) : IDisposable
    {
        private int isEnded;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isEnded, 1) == 0)
            {
                trail.End();
            }
        }
    }

    private sealed record Waiting(AuditEntry Entry, TaskCompletionSource Written);
}

/// <summary>The audit log cannot be written, so that nothing about a child may be read.</summary>
/// <param name="cause">Why not.</param>
internal sealed class AuditUnwritableException(Exception cause) : Exception("The audit log cannot be written.", cause);
