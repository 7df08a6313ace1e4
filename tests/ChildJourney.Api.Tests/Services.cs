namespace ChildJourney.Api.Tests;

/// <summary>Services that are configured for one test.</summary>
public static class Services
{
    /// <summary>A service for those who sign in, at an issuer that nothing is asked of while nobody brings a token.</summary>
    public static (string Key, string Value)[] WithAnIssuer { get; } =
        [("Authentication:Authority", "https://issuer.invalid"), ("Authentication:Audience", "childjourney")];

    /// <summary>Starts a service; disposing of it removes its database.</summary>
    public static async Task<Service> StartAsync(params (string Key, string Value)[] settings)
    {
        var service = new Service { Settings = settings };
        await service.InitializeAsync();
        return service;
    }
}
