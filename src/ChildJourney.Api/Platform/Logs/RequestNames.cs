using Microsoft.AspNetCore.Diagnostics;

namespace ChildJourney.Api.Platform.Logs;

/// <summary>What a request may be called in a log or a trace: names of ours, never what the caller sent.</summary>
internal static class RequestNames
{
    /// <summary>The route that was asked, or null; what answers a fault forgets it, and keeps it elsewhere.</summary>
    public static Endpoint? EndpointAsked(this HttpContext http) => http.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? http.GetEndpoint();

    /// <summary>The method, where it is one that is known.</summary>
    public static string MethodOf(string method) => method is "GET" or "HEAD" or "PUT" or "POST" or "DELETE" or "PATCH" or "OPTIONS" ? method : "another";
}
