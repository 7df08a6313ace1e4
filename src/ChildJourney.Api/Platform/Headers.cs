namespace ChildJourney.Api.Platform;

/// <summary>The headers that every answer carries.</summary>
internal static class Headers
{
    public static void UseHeaders(this WebApplication app) => app.Use(async (http, next) =>
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        if (http.Request.Path.StartsWithSegments("/v1"))
        {
            headers.CacheControl = "no-store";
            headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        }

        if (HttpMethods.IsHead(http.Request.Method))
        {
            // The server sends no body in answer to HEAD, whatever is written.
            http.Request.Method = HttpMethods.Get;
            await next();
            http.Request.Method = HttpMethods.Head;
            return;
        }

        await next();
    });
}
