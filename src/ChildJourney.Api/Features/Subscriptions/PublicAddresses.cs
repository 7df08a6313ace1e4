using System.Net;
using System.Net.Sockets;

namespace ChildJourney.Api.Features.Subscriptions;

/// <summary>Which network addresses messages may be sent to: public ones, and those that the operator allows.</summary>
internal sealed class PublicAddresses(IConfiguration configuration)
{
    private const string Key = "Webhooks:AllowedNetworks";

    /// <summary>What is not reached over the Internet, or is not one machine: IANA's registries of special-purpose addresses.</summary>
    private static readonly IPNetwork[] special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>All of IPv6 that is given out for the Internet lies in here, but for what is taken out of it.</summary>
    private static readonly IPNetwork global = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] notGlobal = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48" }.Select(IPNetwork.Parse)];

    private readonly IPNetwork[] allowed = [.. TextsIn(configuration).Select(IPNetwork.Parse)];

    /// <summary>Whether the operator allows any network beside the Internet.</summary>
    public bool AllowsAny => allowed.Length > 0;

    /// <summary>What is amiss in the configuration, or null.</summary>
    public static string? Misconfigured(IConfiguration configuration) =>
        TextsIn(configuration).FirstOrDefault(text => !IPNetwork.TryParse(text, out _)) is { } amiss
            ? $"{Key} has {amiss}. It must name networks such as 10.20.0.0/16, separated by commas."
            : null;

    /// <summary>Whether messages may be sent to the address, and whether without encryption.</summary>
    public bool MayBeSentTo(IPAddress address, bool isEncrypted)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return allowed.Any(network => network.Contains(plain)) || (isEncrypted && IsPublic(plain));
    }

    /// <summary>Whether the address is one machine's on the Internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
        {
            return IsPublic(address.MapToIPv4());
        }

        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !special.Any(network => network.Contains(address)),
            AddressFamily.InterNetworkV6 => address.ScopeId == 0 && global.Contains(address) && !notGlobal.Any(network => network.Contains(address)),
            _ => false,
        };
    }

    private static IEnumerable<string> TextsIn(IConfiguration configuration) =>
        (configuration[Key] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Concat(configuration.GetSection(Key).GetChildren().Select(child => child.Value ?? ""));
}
