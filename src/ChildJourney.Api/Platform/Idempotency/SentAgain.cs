using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Records;

namespace ChildJourney.Api.Platform.Idempotency;

/// <summary>Answers a request that is sent again under its key as it was answered before.</summary>
internal sealed class SentAgain : IEndpointFilter
{
    public const string Header = "Idempotency-Key";
    public const string Expectation = "one key of 1 to 255 letters, digits and signs, without spaces";
    public const string Pattern = "^[!-~]{1,255}$";

    private const int LongestKey = 255;
    private const int InMemory = 64 * 1024;
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

        var key = new RequestKey(caller.AuthorityId, caller.Name, operation, text, await HashAsync(http.Request), http);
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

    private static async Task<IResult?> AgainAsync(RequestKey key)
    {
        var records = key.Http.RequestServices.GetRequiredService<KeptAnswerRecords>();
        return await records.FindAsync(key.AuthorityId, key.SentBy, key.Operation, key.Key, key.Http.RequestAborted) switch
        {
            null => null,
            var kept when kept.RequestHash != key.Hash => Problems.Of(new KeyUsedOtherwise(), key.Http),
            var kept => new KeptAnswer(kept.Status, kept.Location, kept.Tag, kept.Body).Again(key.Http),
        };
    }

    /// <summary>The hash of the address and the body, which is then read again from its beginning.</summary>
    private static async Task<string> HashAsync(HttpRequest request)
    {
        request.EnableBuffering(InMemory);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Path}{request.QueryString}\n"));
        var buffer = ArrayPool<byte>.Shared.Rent(InMemory);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
            {
                hash.AppendData(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private sealed record KeyInUse() : Error(ProblemTypes.KeyInUse, "The request that was sent first is still being answered.");

    private sealed record KeyUsedOtherwise() : Error(ProblemTypes.KeyUsedOtherwise, "The request that was sent first had another body or address.");
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
    /// <summary>Answers a request that is sent again under the same Idempotency-Key as it was answered before. The command has to be <see cref="IRepeatable"/>.</summary>
    public static RouteHandlerBuilder MayBeSentAgain(this RouteHandlerBuilder route)
    {
        var filter = new SentAgain();
        return route.AddEndpointFilter(filter).WithMetadata(filter);
    }
}
