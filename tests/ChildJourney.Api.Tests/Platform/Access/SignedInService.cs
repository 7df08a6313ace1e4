namespace ChildJourney.Api.Tests.Platform.Access;

/// <summary>The service with an issuer whose tokens it trusts.</summary>
public class SignedInService : IAsyncLifetime
{
    public SignedInService() => Service = new Service { Settings = [.. Issuer.Settings, ("Limits:RequestsPerSecond", "0")] };

    public Issuer Issuer { get; } = new();

    public Service Service { get; }

    public virtual async Task InitializeAsync()
    {
        await Issuer.StartAsync();
        await Service.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await ((IAsyncLifetime)Service).DisposeAsync();
        await Issuer.DisposeAsync();
    }
}
