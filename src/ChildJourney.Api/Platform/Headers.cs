namespace ChildJourney.Api.Platform;

/// <summary>The headers that every answer carries, and the methods that every address answers.</summary>
internal static class Headers
{
    private const string ForAnswers = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>The page that shows the API brings its scripts along, asks this service alone, and draws its pictures from data; its script sets styles.</summary>
    private const string ForThePage =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void UseHeaders(this WebApplication app)
    {
        app.Use(async (http, next) =>
        {
            // At the last moment: what answers a fault clears the headers that were set before it.
            http.Response.OnStarting(() =>
            {
                Add(http);
                return Task.CompletedTask;
            });
            if (HttpMethods.IsHead(http.Request.Method))
            {
                // The server sends no body in answer to HEAD, whatever is written.
                http.Request.Method = HttpMethods.Get;
            }

            await next();
            if (http.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false })
            {
                AnswerWithMethods(http);
            }
        });

        // Named here, since a route is otherwise chosen before anything else, by the method as it was sent.
        app.UseRouting();
    }

    private static void Add(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = http.Request.Path.StartsWithSegments("/swagger") ? ForThePage : ForAnswers;
        if (http.Request.Path.StartsWithSegments("/v1"))
        {
            headers.CacheControl = "no-store";
        }

        if (http.Request.IsHttps && !Loopback.IsThisMachine(http.Request.Host.Host))
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }
    }

    /// <summary>Completes Allow; OPTIONS asks for nothing else.</summary>
    private static void AnswerWithMethods(HttpContext http)
    {
        var mapped = http.Response.Headers.Allow.ToString().Split(", ", StringSplitOptions.RemoveEmptyEntries);
        string[] methods = [.. mapped, .. mapped.Contains(HttpMethods.Get) ? [HttpMethods.Head] : Array.Empty<string>(), HttpMethods.Options];
        http.Response.Headers.Allow = string.Join(", ", methods.Order(StringComparer.Ordinal));
        if (HttpMethods.IsOptions(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }
}
