using ChildJourney.Api.Platform.Access;
using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Audit;
using ChildJourney.Infrastructure.Records;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Platform;

/// <summary>A request that changes what is recorded.</summary>
public interface ICommand;

/// <summary>What a pipeline may know of an answer whose type it does not.</summary>
public interface IOutcome
{
    /// <summary>The failure, where there is one.</summary>
    Error? Error { get; }

    /// <summary>The answer, where there is one.</summary>
    object? Answer { get; }
}

/// <summary>Finds the handlers of requests, and puts what every use case needs around them. The one file that knows MediatR's version.</summary>
internal static class Dispatch
{
    public static IServiceCollection AddDispatch(this IServiceCollection services)
    {
        services.AddScoped<IMediator>(provider => new Mediator(provider.GetService!));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AuditBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TransactionBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(GenerationBehaviour<,>));
        services.AddSingleton<WriterGate>();
        foreach (var type in typeof(Dispatch).Assembly.GetTypes().Where(type => type is { IsAbstract: false, IsInterface: false }))
        {
            foreach (var handler in type.GetInterfaces().Where(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)))
            {
                services.AddScoped(handler, type);
            }
        }

        return services;
    }
}

/// <summary>Lets one writer at a time at a SQLite file; the others wait in order, without holding a thread.</summary>
public sealed class WriterGate : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>Waits for the turn; disposing of what it returns ends it.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        return new Turn(gate);
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}

/// <summary>Writes what was asked about children to the audit log before it is answered, and what was refused; a command that succeeds has written its own.</summary>
internal sealed class AuditBehaviour<TRequest, TResponse>(CurrentUse use, Caller caller, AuditTrail trail, IClock clock) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var response = await next();
        if (response is IOutcome outcome
            && (request is not ICommand || outcome.Error is not null)
            && use.EntryFor(request, outcome.Answer, outcome.Error, caller, clock.GetCurrentInstant()) is { } entry)
        {
            await trail.WriteAsync(entry, cancellationToken);
            use.IsWritten = true;
        }

        return response;
    }
}

/// <summary>Runs a command in a transaction, with its row of the audit log: committed when it succeeds, undone when it fails. Queries run without one.</summary>
internal sealed class TransactionBehaviour<TRequest, TResponse>(JourneyDb db, WriterGate gate, CurrentUse use, Caller caller, AuditChain chain, IClock clock)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is not ICommand)
        {
            return await next();
        }

        using var turn = await gate.EnterAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var response = await next();
        if (response is IOutcome { Error: null } outcome)
        {
            using var group = use.EntryFor(request, outcome.Answer, error: null, caller, clock.GetCurrentInstant()) is { } entry
                ? await AppendAsync(entry, cancellationToken)
                : null;
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

/// <summary>Reads what answers of the caller's authority rest on: for a command within its transaction, so that what it answers is what it stores.</summary>
/// <remarks>The handler, which may ask for the settings, is made when it is its turn.</remarks>
internal sealed class GenerationBehaviour<TRequest, TResponse>(GenerationRecords generations, Caller caller, CurrentGeneration current) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        current.Value = (await generations.LiveAsync(caller.AuthorityId, cancellationToken)).Current;
        return await next();
    }
}
