using Microsoft.AspNetCore.Http.Timeouts;

namespace ChildJourney.Api.Platform;

/// <summary>How much a request may be, how long it may take, and how many there may be.</summary>
internal static class Limits
{
    /// <summary>The name of the policy of requests that may take long.</summary>
    private const string Long = "long";

    /// <summary>Bodies of one child: a journey with thousands of entries is smaller. A route that takes more says so.</summary>
    private const long BodyBytes = 4 * 1024 * 1024;

    private static readonly TimeSpan untilHeadersAreRead = TimeSpan.FromSeconds(15);
    private static readonly LimitSetting seconds = new("Seconds", 60, 1, 600);
    private static readonly LimitSetting batchSeconds = new("BatchSeconds", 900, 1, 7200);
    private static readonly LimitSetting connections = new("Connections", 2000, 1, 100_000);

    /// <summary>How many requests a client may make a second for long; zero for as many as it likes.</summary>
    public static LimitSetting RequestsPerSecond { get; } = new("RequestsPerSecond", 100, 0, 100_000);

    /// <summary>For how many days changes are kept, for those who ask what has changed since.</summary>
    public static LimitSetting ChangeDays { get; } = new("ChangeDays", 90, 1, 3650);

    /// <summary>What is amiss in the configuration, or null.</summary>
    public static string? Misconfigured(IConfiguration configuration) =>
        new[] { RequestsPerSecond, seconds, batchSeconds, connections, ChangeDays }.Select(limit => limit.Misconfigured(configuration)).FirstOrDefault(amiss => amiss is not null);

    public static void AddLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = connections.In(builder.Configuration);
            kestrel.Limits.MaxRequestBodySize = BodyBytes;
            kestrel.Limits.RequestHeadersTimeout = untilHeadersAreRead;

            // The server itself refuses without a word what the service would refuse with a problem, so it bears more.
            kestrel.Limits.MaxRequestHeadersTotalSize = 2 * RequestSizes.HeaderBytes;
            kestrel.Limits.MaxRequestHeaderCount = 2 * RequestSizes.Headers;
            kestrel.Limits.MaxRequestLineSize = 2 * RequestSizes.AddressBytes;
        });
        builder.Services.AddRequestTimeouts(options =>
        {
            options.DefaultPolicy = After(seconds.In(builder.Configuration));
            options.AddPolicy(Long, After(batchSeconds.In(builder.Configuration)));
        });
    }

    /// <summary>Gives the route the time that many children take.</summary>
    public static RouteHandlerBuilder MayTakeLong(this RouteHandlerBuilder route) => route.WithMetadata(new RequestTimeoutAttribute(Long));

    private static RequestTimeoutPolicy After(int seconds) => new()
    {
        Timeout = TimeSpan.FromSeconds(seconds),
        TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        WriteTimeoutResponse = http => Problems.Of(new TookTooLong(seconds), http).ExecuteAsync(http),
    };

    private sealed record TookTooLong(int Seconds) : Error(ProblemTypes.TookTooLong, $"It was given {Seconds} s.");
}
