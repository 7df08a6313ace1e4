using System.Net;

namespace ChildJourney.Api.Platform;

/// <summary>Which addresses are this machine's alone.</summary>
internal static class Loopback
{
    /// <summary>The first address to listen on that is not this machine's alone, or null.</summary>
    public static string? Outside(IConfiguration configuration)
    {
        var urls = (configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? "");
        var ports = new[] { WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey }.Where(key => urls.Length == 0 && !string.IsNullOrEmpty(configuration[key]));
        return urls.Concat(endpoints).FirstOrDefault(url => !IsLoopback(url)) ?? ports.FirstOrDefault();
    }

    /// <summary>Whether the address is this machine's alone; what is no address is not.</summary>
    private static bool IsLoopback(string url)
    {
        string host;
        try
        {
            host = BindingAddress.Parse(url).Host;
        }
        catch (FormatException)
        {
            return false;
        }

        return IsThisMachine(host);
    }

    /// <summary>Whether the name or address of a host is one of this machine alone.</summary>
    public static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
