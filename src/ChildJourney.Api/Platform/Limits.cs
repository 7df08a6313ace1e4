namespace ChildJourney.Api.Platform;

/// <summary>How much a request may be, and how long it may take.</summary>
internal static class Limits
{
    /// <summary>Bodies of one child: a journey with thousands of entries is smaller. A route that takes more says so.</summary>
    private const long BodyBytes = 4 * 1024 * 1024;

    private const int HeaderBytes = 32 * 1024;
    private const int Headers = 100;
    private const int LineBytes = 16 * 1024;

    private static readonly TimeSpan untilHeadersAreRead = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan untilAnswered = TimeSpan.FromSeconds(60);

    public static void AddLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = HeaderBytes;
            kestrel.Limits.MaxRequestHeaderCount = Headers;
            kestrel.Limits.MaxRequestLineSize = LineBytes;
            kestrel.Limits.RequestHeadersTimeout = untilHeadersAreRead;
        });
        builder.Services.AddRequestTimeouts(options => options.DefaultPolicy = new() { Timeout = untilAnswered, TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable });
    }
}
