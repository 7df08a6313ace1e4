using System.Collections.Concurrent;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Records;

namespace ChildJourney.Api.Platform.Idempotency;

/// <summary>How the answers of an operation are kept.</summary>
internal enum Keeping
{
    /// <summary>As they are.</summary>
    Open,

    /// <summary>Closed by the key that they were asked for under, since they carry a secret.</summary>
    Sealed,

    /// <summary>Part by part, each with what it tells of; the operation asks for them itself.</summary>
    InParts,
}

/// <summary>Answers a request that is sent again under its key as it was answered before.</summary>
internal sealed class SentAgain(Keeping keeping) : IEndpointFilter
{
    public const string Header = "Idempotency-Key";
    public const string Expectation = "one key of 1 to 255 letters, digits and signs, without spaces";
    public const string Pattern = "^[!-~]{1,255}$";

    private const int LongestKey = 255;
    private const string RetryAfterSeconds = "1";

    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var given = http.Request.Headers[Header];
        if (given.Count == 0)
        {
            return await next(context);
        }

        if (given is not [{ Length: > 0 and <= LongestKey } text] || text.Any(letter => letter is < '!' or > '~'))
        {
            return Problems.Of(new InvalidInput(ProblemTypes.InvalidRequest, [new InputProblem(Header, Expectation)]), http);
        }

        var caller = http.RequestServices.GetRequiredService<Caller>();
        var operation = http.GetEndpoint()!.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName;
        using var running = http.RequestServices.GetRequiredService<RunningKeys>().Enter((caller.AuthorityId, caller.Name, operation, text));
        if (running is null)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            return Problems.Of(new KeyInUse(), http);
        }

        var seal = keeping == Keeping.Sealed ? AnswerSeal.Of(caller.AuthorityId, caller.Name, operation, text) : null;
        var key = new RequestKey(caller.AuthorityId, caller.Name, operation, seal?.Name ?? text, await RequestHash.OfAsync(http.Request), seal, http);
        if (await AgainAsync(key) is { } answer)
        {
            return answer;
        }

        http.RequestServices.GetRequiredService<CurrentKey>().Value = key;
        try
        {
            return await next(context);
        }
        catch (KeyTakenException)
        {
            // Another instance of the service answered it meanwhile; what this one did is undone.
            return await AgainAsync(key) ?? Problems.Of(new KeyInUse(), http);
        }
    }

    private async Task<IResult?> AgainAsync(RequestKey key)
    {
        if (keeping == Keeping.InParts)
        {
            return null;
        }

        var kept = await key.Http.RequestServices.GetRequiredService<KeptAnswers>().FindAsync(key, key.Http.RequestAborted);
        return kept.Error is { } error ? Problems.Of(error, key.Http) : kept.Value!.Answer?.Again(key.Http);
    }

    private sealed record KeyInUse() : Error(ProblemTypes.KeyInUse, "The request that was sent first is still being answered.");
}

/// <summary>The keys of requests that this instance is answering.</summary>
internal sealed class RunningKeys
{
    private readonly ConcurrentDictionary<(string AuthorityId, string SentBy, string Operation, string Key), byte> keys = new();

    /// <summary>Takes a key until what is returned is disposed of; null where it is taken.</summary>
    public IDisposable? Enter((string AuthorityId, string SentBy, string Operation, string Key) key) => keys.TryAdd(key, 0) ? new Taken(this, key) : null;

    private sealed class Taken(RunningKeys running, (string AuthorityId, string SentBy, string Operation, string Key) key) : IDisposable
    {
        public void Dispose() => running.keys.TryRemove(key, out _);
    }
}

/// <summary>Declares routes that a request may be sent to again.</summary>
internal static class SentAgainRoutes
{
    /// <summary>Answers a request that is sent again under the same Idempotency-Key as it was answered before. The command has to be <see cref="IRepeatable"/>, or <see cref="IRepeatableInParts"/>.</summary>
    public static RouteHandlerBuilder MayBeSentAgain(this RouteHandlerBuilder route, Keeping keeping = Keeping.Open)
    {
        var filter = new SentAgain(keeping);
        return route.AddEndpointFilter(filter).WithMetadata(filter).ProducesProblems(400, 409, 422);
    }
}
