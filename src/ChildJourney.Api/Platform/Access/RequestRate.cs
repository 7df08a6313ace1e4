using System.Net;
using System.Threading.RateLimiting;

namespace ChildJourney.Api.Platform.Access;

/// <summary>How many requests a client may make: so many a second for long, and so many at once.</summary>
/// <remarks>A client is who signed in; of those who did not, the address. Without sign-in there is one client, this machine, and no limit unless one is set.</remarks>
internal sealed class RequestRate : IDisposable
{
    private const int PerSecondByDefault = 100;
    private const int AtOnce = 5;

    private readonly PartitionedRateLimiter<string> limiter;

    public RequestRate(IConfiguration configuration)
    {
        var perSecond = configuration.GetValue<int?>("Limits:RequestsPerSecond") ?? (SignIn.IssuerOf(configuration) is null ? 0 : PerSecondByDefault);
        limiter = PartitionedRateLimiter.Create<string, string>(client => perSecond <= 0
            ? RateLimitPartition.GetNoLimiter(client)
            : RateLimitPartition.GetTokenBucketLimiter(client, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = perSecond * AtOnce,
                TokensPerPeriod = perSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                AutoReplenishment = true,
                QueueLimit = 0,
            }));
    }

    /// <summary>Whether the client may make one more request now.</summary>
    public RateLimitLease Acquire(Caller? caller, IPAddress? address) =>
        limiter.AttemptAcquire(caller is null ? $"at {address}" : $"of {caller.AuthorityId} {caller.Name}");

    /// <inheritdoc/>
    public void Dispose() => limiter.Dispose();
}
