using Microsoft.AspNetCore.Http.Features;

namespace ChildJourney.Api.Platform;

/// <summary>How large an address and headers may be.</summary>
internal static class RequestSizes
{
    public const int AddressBytes = 16 * 1024;
    public const int HeaderBytes = 32 * 1024;
    public const int Headers = 100;

    /// <summary>Refuses a request whose address or headers are larger.</summary>
    public static void UseRequestSizes(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (TooLarge(http) is { } error)
        {
            await Problems.Of(error, http).ExecuteAsync(http);
            return;
        }

        await next();
    });

    private static Error? TooLarge(HttpContext http)
    {
        if (http.Features.Get<IHttpRequestFeature>()!.RawTarget.Length > AddressBytes)
        {
            return new AddressTooLong();
        }

        var (count, bytes) = (0, 0);
        foreach (var (name, values) in http.Request.Headers)
        {
            foreach (var value in values)
            {
                count++;
                bytes += name.Length + (value?.Length ?? 0) + ": \r\n".Length;
            }
        }

        return count > Headers || bytes > HeaderBytes ? new HeadersTooLarge() : null;
    }

    private sealed record AddressTooLong() : Error(ProblemTypes.AddressTooLong, $"The address has more than {AddressBytes / 1024} kB.");

    private sealed record HeadersTooLarge() : Error(ProblemTypes.HeadersTooLarge, $"There are more than {Headers} headers, or more than {HeaderBytes / 1024} kB of them.");
}
