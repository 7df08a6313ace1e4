using ChildJourney.Api.Platform.Access;
using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Records;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Api.Platform;

/// <summary>A request that changes what is recorded.</summary>
public interface ICommand;

/// <summary>A command that may replace what the authority's answers rest on: nobody else writes about its children meanwhile.</summary>
public interface ICommandAlone : ICommand;

/// <summary>What a pipeline may know of an answer whose type it does not.</summary>
public interface IOutcome
{
    /// <summary>The failure, where there is one.</summary>
    Error? Error { get; }

    /// <summary>The answer, where there is one.</summary>
    object? Answer { get; }

    /// <summary>A failure in the place of this outcome.</summary>
    IOutcome Refused(Error error);
}

/// <summary>Finds the handlers of requests, and puts what every use case needs around them. The one file that knows MediatR's version.</summary>
internal static class Dispatch
{
    public static IServiceCollection AddDispatch(this IServiceCollection services)
    {
        services.AddScoped<IMediator>(provider => new Mediator(provider.GetService!));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AuditBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TransactionBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ErasedBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(GenerationBehaviour<,>));
        services.AddSingleton<WriterGate>();
        foreach (var type in typeof(Dispatch).Assembly.GetTypes().Where(type => type is { IsAbstract: false, IsInterface: false }))
        {
            foreach (var handler in type.GetInterfaces().Where(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)))
            {
                services.AddTransient(handler, type);
            }
        }

        return services;
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
            await trail.WriteAsync(entry, cancellationToken, use.Work);
            use.IsWritten = true;
        }

        return response;
    }
}

/// <summary>Reads what answers of the caller's authority rest on: for a command within its transaction, so that what it answers is what it stores.</summary>
/// <remarks>The handler, which may ask for the settings, is made when it is its turn.</remarks>
internal sealed class GenerationBehaviour<TRequest, TResponse>(JourneyDb db, GenerationRecords generations, Caller caller, CurrentGeneration current) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        // Held until the answer is there, where each of its queries would otherwise open and close one.
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            current.Value = (await generations.LiveAsync(caller.AuthorityId, cancellationToken)).Current;
            return await next();
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
