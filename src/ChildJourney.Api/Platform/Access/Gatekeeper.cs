using System.Globalization;
using System.Threading.RateLimiting;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Platform.Access;

/// <summary>What every request passes before it is handled: who is asking, how often, and whether the route is open to them.</summary>
internal sealed class Gatekeeper(RequestDelegate next, IConfiguration configuration, RequestRate rate, AuditTrail trail, IClock clock)
{
    private readonly bool signsIn = SignIn.IssuerOf(configuration) is not null;
    private readonly bool isAudited = SignIn.IsAudited(configuration);

    public async Task InvokeAsync(HttpContext http, CurrentCaller current, CurrentUse use, CalendarTokens calendars)
    {
        CalendarTokens.KeepOutOfTraces(http);
        var access = http.GetEndpoint()?.Metadata.GetMetadata<RouteAccess>();
        if (!signsIn && !Loopback.IsThisMachine(http.Request.Host.Host))
        {
            // A page of another site may have its own name lead here; the browser then says that name.
            await Problems.Of(new NotThisMachine(), http).ExecuteAsync(http);
            return;
        }

        if (access is null || access == RouteAccess.Open)
        {
            current.Value = Caller.Anyone;
            await PassAsync(http);
            return;
        }

        if (access == RouteAccess.ByTokenInAddress)
        {
            await PassByTokenAsync(http, current, use, calendars);
            return;
        }

        var caller = signsIn ? await SignIn.CallerAsync(http) : Caller.OfThisMachine;
        using var lease = rate.Acquire(caller.Value, http.Connection.RemoteIpAddress);
        _ = AccessReasons.TryRead(http.Request, out var reason);
        use.Value = access.IsAboutChildren ? UseOf(http) : null;
        if (Refusal(http, access, caller, lease) is { } refusal)
        {
            // Of someone unknown there is no authority's log to tell, and a flood of requests is not to become one of rows.
            if (lease.IsAcquired && caller.Value is { } refused && use.EntryFor(refusal.Type.Status, refused with { Reason = reason }, clock.GetCurrentInstant()) is { } entry)
            {
                await trail.WriteAsync(entry, http.RequestAborted);
            }

            await Problems.Of(refusal, http).ExecuteAsync(http);
            return;
        }

        // The roles that the route is open to alone: who may read the whole authority and holds some of its children writes about those only.
        current.Value = caller.Value! with { Roles = caller.Value!.Roles & access.Roles, Reason = reason };
        await next(http);
    }

    /// <summary>Lets in to what is open to anyone, as often as an address may ask; health is asked after as often as it needs to be.</summary>
    private async Task PassAsync(HttpContext http)
    {
        using var lease = http.Request.Path.StartsWithSegments("/health") ? null : rate.Acquire(caller: null, http.Connection.RemoteIpAddress);
        if (lease is { IsAcquired: false })
        {
            await Problems.Of(TooOften(http, lease), http).ExecuteAsync(http);
            return;
        }

        await next(http);
    }

    /// <summary>Lets in who knows a calendar's token, as that calendar.</summary>
    private async Task PassByTokenAsync(HttpContext http, CurrentCaller current, CurrentUse use, CalendarTokens calendars)
    {
        using var lease = rate.Acquire(caller: null, http.Connection.RemoteIpAddress);
        if (!lease.IsAcquired)
        {
            await Problems.Of(TooOften(http, lease), http).ExecuteAsync(http);
            return;
        }

        if (await calendars.CallerAsync((string)http.Request.RouteValues["token"]!, http.RequestAborted) is not { } caller)
        {
            await Problems.Of(new NotFound("calendar"), http).ExecuteAsync(http);
            return;
        }

        current.Value = caller;
        use.Value = UseOf(http);
        await next(http);
    }

    /// <summary>The use as the audit log tells of it, where there is one.</summary>
    private (string Operation, HttpRequest Request)? UseOf(HttpContext http) =>
        isAudited ? (http.GetEndpoint()!.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName, http.Request) : null;

    private static TooManyRequests TooOften(HttpContext http, RateLimitLease lease)
    {
        var seconds = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : 1;
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return new TooManyRequests(seconds);
    }

    private static Error? Refusal(HttpContext http, RouteAccess access, Result<Caller> caller, RateLimitLease lease)
    {
        if (!lease.IsAcquired)
        {
            return TooOften(http, lease);
        }

        if (caller.Error is { } error)
        {
            if (error is NotSignedIn notSignedIn)
            {
                http.Response.Headers.WWWAuthenticate = notSignedIn.WithToken ? "Bearer error=\"invalid_token\"" : "Bearer";
            }

            return error;
        }

        if (!caller.Value!.IsAny(access.Roles))
        {
            return new RoleNeeded(access.Roles);
        }

        return AccessReasons.TryRead(http.Request, out _)
            ? null
            : new InvalidInput(ProblemTypes.InvalidRequest, [new InputProblem(AccessReasons.Header, AccessReasons.Expected)]);
    }

    private sealed record NotThisMachine() : Error(ProblemTypes.Forbidden, "Without sign-in the service answers only to a name of this machine, such as 127.0.0.1.");
}
