using System.Diagnostics;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Api.Platform.Idempotency;
using ChildJourney.Api.Platform.Telemetry;
using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Audit;
using ChildJourney.Infrastructure.Durability;
using ChildJourney.Infrastructure.Records;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Platform;

/// <summary>Lets one writer at a time at a SQLite file; the others wait in order, without holding a thread. Writers of PostgreSQL need no turn.</summary>
public sealed class WriterGate : IDisposable
{
    private readonly SemaphoreSlim? gate;

    /// <summary>A gate for the database that the configuration names.</summary>
    public WriterGate(IConfiguration configuration) => gate = DatabaseChoice.IsPostgreSql(configuration) ? null : new SemaphoreSlim(1, 1);

    /// <summary>Waits for the turn; disposing of what it returns ends it.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        if (gate is not null)
        {
            var asked = Stopwatch.GetTimestamp();
            await gate.WaitAsync(cancellationToken);
            Measures.WriteWait.Record(Stopwatch.GetElapsedTime(asked).TotalSeconds);
        }

        return new Turn(gate);
    }

    /// <inheritdoc/>
    public void Dispose() => gate?.Dispose();

    private sealed class Turn(SemaphoreSlim? gate) : IDisposable
    {
        public void Dispose() => gate?.Release();
    }
}

/// <summary>Runs a command in a transaction, with its row of the audit log and the answer that is kept for its key: committed when it succeeds, undone when it fails. Queries run without one.</summary>
/// <remarks>Where it meets another writer, so that the database undoes one of them, it is run again from the beginning.</remarks>
internal sealed class TransactionBehaviour<TRequest, TResponse>(
    JourneyDb db, WriterGate gate, GenerationRecords generations, CurrentUse use, Caller caller, AuditChain chain, ChildRecords children, KeptAnswers kept, IClock clock) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    private const int Attempts = 6;
    private const int LongestPauseMilliseconds = 40;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is not ICommand)
        {
            return await next();
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunAsync(request, next, cancellationToken);
            }
            catch (KeyTakenException)
            {
                db.ChangeTracker.Clear();
                throw;
            }
            catch (Exception problem) when (DatabaseFault.IsCollision(problem))
            {
                if (attempt == Attempts)
                {
                    throw new WritersCollideException(problem);
                }

                db.ChangeTracker.Clear();
                await Task.Delay(Random.Shared.Next(LongestPauseMilliseconds * attempt), cancellationToken);
            }
        }
    }

    private async Task<TResponse> RunAsync(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (request is ICommandAlone)
        {
            await generations.TakeAloneAsync(caller.AuthorityId, cancellationToken);
        }

        var response = await next();
        if (response is IOutcome { Error: { } refusal })
        {
            await transaction.RollbackAsync(cancellationToken);
            await kept.KeepAsync(refusal, cancellationToken);
        }
        else if (response is IOutcome outcome)
        {
            await kept.KeepAsync(request, outcome.Answer!, cancellationToken);
            using var group = use.EntryFor(request, outcome.Answer, error: null, caller, clock.GetCurrentInstant()) is { } entry
                ? await AppendAsync(entry, cancellationToken)
                : null;
            await children.WriteChangesAsync(caller.AuthorityId, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            group?.Committed();
            use.IsWritten |= group is not null;
        }

        return response;
    }

    private async Task<AuditGroup> AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            return await chain.AppendAsync(db, [entry], cancellationToken);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            throw new AuditUnwritableException(problem);
        }
    }
}

/// <summary>A command met other writers again and again, and was undone each time.</summary>
/// <param name="cause">How it was undone last.</param>
internal sealed class WritersCollideException(Exception cause) : Exception("Other writers were in the way.", cause);
