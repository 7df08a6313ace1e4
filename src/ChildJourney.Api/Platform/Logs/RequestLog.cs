using System.Diagnostics;
using ChildJourney.Domain.Journeys;
using Microsoft.AspNetCore.Diagnostics;

namespace ChildJourney.Api.Platform.Logs;

/// <summary>Says of each problem that was answered to what it was the answer; the line carries the traceId of the problem.</summary>
/// <remarks>
/// Of the request it names the method, the operation and the child's id. The address, the query, the headers and the body stay out:
/// any of them may hold what a caller should never have sent. Refusals for asking too often are as many as a caller likes to make them, and are said only where the level is Debug.
/// </remarks>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var started = Stopwatch.GetTimestamp();
        await next(http);
        if (http.Response.StatusCode >= StatusCodes.Status400BadRequest)
        {
            Say(http, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    private void Say(HttpContext http, long milliseconds)
    {
        var level = http.Response.StatusCode switch
        {
            StatusCodes.Status429TooManyRequests => LogLevel.Debug,
            >= StatusCodes.Status500InternalServerError => LogLevel.Error,
            _ => LogLevel.Information,
        };
        if (!logger.IsEnabled(level))
        {
            return;
        }

        var operation = http.EndpointAsked()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;
        var child = (http.Features.Get<IExceptionHandlerFeature>()?.RouteValues ?? http.Request.RouteValues)?["childId"] is string given && Identifiers.IsChild(given) ? given : null;
        var method = RequestNames.MethodOf(http.Request.Method);
        Refused(level, method, operation ?? "no operation", child ?? "none", http.Response.StatusCode, milliseconds);
    }

    [LoggerMessage("{Method} {Operation}, child {ChildId}: {Status} after {Milliseconds} ms")]
    private partial void Refused(LogLevel level, string method, string operation, string childId, int status, long milliseconds);
}
