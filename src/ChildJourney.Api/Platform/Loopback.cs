using System.Net;

namespace ChildJourney.Api.Platform;

/// <summary>Which addresses are this machine's alone.</summary>
internal static class Loopback
{
    /// <summary>The first address to listen on that other machines could reach, or null.</summary>
    public static string? Outside(IConfiguration configuration)
    {
        var urls = (configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? "");
        var ports = new[] { WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey }.Where(key => urls.Length == 0 && !string.IsNullOrEmpty(configuration[key]));
        return urls.Concat(endpoints).FirstOrDefault(url => !IsLoopback(url)) ?? ports.FirstOrDefault();
    }

    private static bool IsLoopback(string url)
    {
        var host = BindingAddress.Parse(url).Host;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }
}
