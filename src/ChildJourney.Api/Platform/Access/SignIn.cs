using System.Security.Claims;
using ChildJourney.Domain.Journeys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChildJourney.Api.Platform.Access;

/// <summary>Signing in with the bearer tokens of an OpenID Connect issuer. Its keys are found by discovery, kept, and asked for anew when a token names another.</summary>
internal static class SignIn
{
    private const string AuthorityClaim = "authority";
    private const string RolesClaim = "roles";
    private const string TeamsClaim = "teams";
    private const string WorkerClaim = "worker";
    private const string SubjectClaim = "sub";
    private const string Bearer = "Bearer ";

    private static readonly TimeSpan untilIssuerAnswers = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan betweenUnknownKeys = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan keysAreKept = TimeSpan.FromHours(1);

    /// <summary>Only those whose verifying key cannot sign.</summary>
    private static readonly string[] algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <summary>The issuer that the configuration names, or null: then the service is for this machine alone.</summary>
    public static string? IssuerOf(IConfiguration configuration) => configuration["Authentication:Authority"] is { Length: > 0 } issuer ? issuer : null;

    /// <summary>Whether the use of records is written to the audit log; it can be left out only where the service is for this machine alone.</summary>
    public static bool IsAudited(IConfiguration configuration) => IssuerOf(configuration) is not null || configuration.GetValue("Audit:Enabled", true);

    /// <summary>What is amiss in the configuration, or null.</summary>
    public static string? Misconfigured(IConfiguration configuration)
    {
        var audience = configuration["Authentication:Audience"];
        if (IssuerOf(configuration) is not { } issuer)
        {
            return string.IsNullOrWhiteSpace(audience)
                ? null
                : "Authentication:Authority is not set, and Authentication:Audience is. Without an issuer anyone on this machine could read all records.";
        }

        if (!Uri.TryCreate(issuer, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            return $"Authentication:Authority is {issuer}. It must be an https address.";
        }

        return string.IsNullOrWhiteSpace(audience)
            ? "Authentication:Audience is not set. It names this service among those that the issuer signs tokens for."
            : null;
    }

    public static void AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        if (IssuerOf(configuration) is not { } issuer)
        {
            return;
        }

        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.Authority = issuer;
            options.Audience = configuration["Authentication:Audience"];
            options.RequireHttpsMetadata = new Uri(issuer).Scheme == Uri.UriSchemeHttps;
            options.BackchannelTimeout = untilIssuerAnswers;
            options.RefreshInterval = betweenUnknownKeys;
            options.AutomaticRefreshInterval = keysAreKept;
            options.MapInboundClaims = false;
            options.Events = new JwtBearerEvents { OnMessageReceived = LearnKeyAsync };
            options.TokenValidationParameters = new TokenValidationParameters
            {
                ValidAlgorithms = algorithms,
                RequireExpirationTime = true,
                RequireSignedTokens = true,
                ValidateIssuer = true,
                ValidateAudience = true,
                ValidateLifetime = true,
                ValidateIssuerSigningKey = true,
                ClockSkew = TimeSpan.FromSeconds(30),
                NameClaimType = SubjectClaim,
            };
        });
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .PostConfigure<ILogger<IssuerKeys>>((options, logger) => options.ConfigurationManager = new IssuerKeys(options, logger));
    }

    /// <summary>Settles who is asking, or says why nobody may.</summary>
    public static async Task<Result<Caller>> CallerAsync(HttpContext http)
    {
        var signedIn = await http.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        if (signedIn.Failure is IssuerUnreachableException)
        {
            return new IssuerUnreachable();
        }

        if (!signedIn.Succeeded)
        {
            return new NotSignedIn(http.Request.Headers.Authorization.Count > 0);
        }

        return CallerOf(signedIn.Principal);
    }

    /// <summary>Has the key read that a token names, before the token is verified.</summary>
    private static async Task LearnKeyAsync(MessageReceivedContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        try
        {
            await ((IssuerKeys)context.Options.ConfigurationManager!).LearnAsync(KeyIdOf(header[Bearer.Length..].Trim()), context.HttpContext.RequestAborted);
        }
        catch (IssuerUnreachableException problem)
        {
            context.Fail(problem);
        }
    }

    /// <summary>The key that a token names, or null where it names none or is no token, which is found out when it is verified.</summary>
    private static string? KeyIdOf(string token)
    {
        try
        {
            return new JsonWebToken(token).Kid is { Length: > 0 } keyId ? keyId : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Result<Caller> CallerOf(ClaimsPrincipal principal)
    {
        // Who names two authorities is of neither: every row belongs to one.
        var authority = principal.FindAll(AuthorityClaim).Select(claim => claim.Value).ToList() is [var one] ? one : null;
        var subject = principal.FindFirst(SubjectClaim)?.Value;
        var roles = RoleWords.Parse(principal.FindAll(RolesClaim).Select(claim => claim.Value));
        if (authority is null || !Identifiers.IsCode(authority) || string.IsNullOrEmpty(subject) || roles == Roles.None)
        {
            return new TokenLacks(authority is null || !Identifiers.IsCode(authority) ? AuthorityClaim : string.IsNullOrEmpty(subject) ? SubjectClaim : RolesClaim);
        }

        var worker = principal.FindFirst(WorkerClaim)?.Value is { Length: > 0 } code ? code : null;
        return new Caller(
            authority,
            worker ?? subject,
            roles,
            [.. principal.FindAll(TeamsClaim).Select(claim => claim.Value)],
            worker,
            Reason: null);
    }
}
