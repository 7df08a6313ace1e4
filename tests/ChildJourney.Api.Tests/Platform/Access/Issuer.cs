using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChildJourney.Api.Tests.Platform.Access;

/// <summary>An issuer of tokens on a port of this machine, which publishes its keys as OpenID Connect has it.</summary>
public sealed class Issuer : IAsyncDisposable
{
    public const string Audience = "childjourney";

    private readonly SigningKey first = SigningKey.Rsa("first");
    private WebApplication? app;

    public Issuer()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        Key = first;
        Published = [first];
    }

    /// <summary>Where it is, and the name it signs with.</summary>
    public string Address { get; }

    /// <summary>The key it signs with.</summary>
    public SigningKey Key { get; set; }

    /// <summary>The keys it publishes.</summary>
    public IReadOnlyList<SigningKey> Published { get; set; }

    /// <summary>What it answers instead of its documents, where it is out of order.</summary>
    public Func<HttpContext, Task>? Fault { get; set; }

    /// <summary>How often its keys have been asked for.</summary>
    public int TimesAsked { get; private set; }

    /// <summary>What the service is configured with so that it trusts this issuer.</summary>
    public IReadOnlyList<(string Key, string Value)> Settings => [("Authentication:Authority", Address), ("Authentication:Audience", Audience)];

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Address);
        app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync();
    }

    public async Task StopAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        app = null;
    }

    /// <summary>A token for the service, good for ten minutes, of a system that reads and writes all of an authority; changed as is said.</summary>
    public Token Token(params (string Name, object? Value)[] claims) => new Token(
        new Dictionary<string, object?> { ["alg"] = Key.Algorithm, ["kid"] = Key.Id, ["typ"] = "JWT" },
        new Dictionary<string, object?>
        {
            ["iss"] = Address,
            ["aud"] = Audience,
            ["sub"] = "somebody",
            ["iat"] = Access.Token.In(-5),
            ["nbf"] = Access.Token.In(-5),
            ["exp"] = Access.Token.In(600),
            ["authority"] = "north",
            ["roles"] = new[] { "integration" },
        }).With(claims);

    /// <summary>The header that carries such a token.</summary>
    public (string Name, string Value) Bearer(params (string Name, object? Value)[] claims) => ("Authorization", $"Bearer {Token(claims).SignedBy(Key)}");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        first.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        TimesAsked++;
        if (Fault is { } fault)
        {
            await fault(http);
            return;
        }

        switch (http.Request.Path.Value)
        {
            case "/.well-known/openid-configuration":
                await http.Response.WriteAsJsonAsync(new { issuer = Address, jwks_uri = $"{Address}/keys" });
                break;
            case "/keys":
                await http.Response.WriteAsJsonAsync(new { keys = Published.Select(key => key.Published) });
                break;
            default:
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }
}
