using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChildJourney.Benchmarks.Load;

/// <summary>An issuer of tokens on a port of this machine, which publishes its key as OpenID Connect has it.</summary>
internal sealed class TokenIssuer : IAsyncDisposable
{
    private const string Audience = "childjourney";

    private readonly RSA rsa = RSA.Create(2048);
    private readonly WebApplication app;

    private TokenIssuer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = Address, jwks_uri = $"{Address}/keys" }));
        app.MapGet("/keys", () =>
        {
            var open = rsa.ExportParameters(includePrivateParameters: false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", kid = "load", use = "sig", n = Base64UrlEncoder.Encode(open.Modulus), e = Base64UrlEncoder.Encode(open.Exponent) } } });
        });
    }

    /// <summary>What the service is configured with so that it trusts this issuer and lets a load through.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings =>
        [("Authentication__Authority", Address), ("Authentication__Audience", Audience), ("Limits__RequestsPerSecond", "0")];

    private string Address => app.Urls.First();

    public static async Task<TokenIssuer> StartAsync()
    {
        var issuer = new TokenIssuer();
        await issuer.app.StartAsync();
        return issuer;
    }

    /// <summary>A token of the manager of a team.</summary>
    public string ManagerOf(string team) => TokenFor(new() { ["sub"] = "manager", ["authority"] = Caseload.AuthorityId, ["roles"] = new[] { "team-manager" }, ["teams"] = new[] { team } });

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        rsa.Dispose();
    }

    private string TokenFor(Dictionary<string, object> claims) => new JsonWebTokenHandler { TokenLifetimeInMinutes = 600 }.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Address,
        Audience = Audience,
        Claims = claims,
        SigningCredentials = new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = "load" }, SecurityAlgorithms.RsaSha256),
    });
}
