using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace ChildJourney.Api.Platform.Access;

/// <summary>How many requests a client may make: so many a second for long, and so many at once.</summary>
/// <remarks>A client is who signed in; of those who did not, the address. Without sign-in there is one client, this machine, and no limit unless one is set.</remarks>
internal sealed class RequestRate : IDisposable
{
    private const int AtOnce = 5;

    private readonly PartitionedRateLimiter<string> limiter;

    public RequestRate(IConfiguration configuration)
    {
        var perSecond = Limits.RequestsPerSecond.SetIn(configuration) ?? (SignIn.IssuerOf(configuration) is null ? 0 : Limits.RequestsPerSecond.Default);
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
        limiter.AttemptAcquire(caller is null ? $"at {NetworkOf(address)}" : $"of {caller.AuthorityId} {caller.Name}");

    /// <summary>The address; of IPv6 its first half, since who has one address there has all those that share it.</summary>
    private static IPAddress? NetworkOf(IPAddress? address) => address switch
    {
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), .. new byte[8]]),
        _ => address,
    };

    /// <inheritdoc/>
    public void Dispose() => limiter.Dispose();
}
