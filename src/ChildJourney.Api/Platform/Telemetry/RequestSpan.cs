using System.Diagnostics;
using ChildJourney.Api.Platform.Logs;
using Microsoft.AspNetCore.Http.Features;

namespace ChildJourney.Api.Platform.Telemetry;

/// <summary>Names the span of a request by its route, and says how it was answered.</summary>
internal sealed class RequestSpan(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } span)
        {
            return;
        }

        var (method, status) = (RequestNames.MethodOf(http.Request.Method), http.Response.StatusCode);
        var route = (http.EndpointAsked() as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = route is null ? method : $"{method} {route}";
        span.SetTag("http.request.method", method);
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
