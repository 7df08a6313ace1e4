using ChildJourney.Api;
using ChildJourney.Api.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ChildJourney.Benchmarks.Load;

/// <summary>The service with sign-in and without the audit log, which the program itself refuses to be: so that what each costs can be told apart.</summary>
internal static class ServiceWithoutAudit
{
    /// <summary>The word that this project's program is called by to serve it.</summary>
    public const string Verb = "load-service";

    /// <summary>The runtime as the program itself sets it.</summary>
    public static (string Name, string Value) Runtime { get; } = ("DOTNET_TieredPGO", "0");

    /// <summary>Serves until the process is ended.</summary>
    public static async Task ServeAsync()
    {
        var app = Make(["--urls", "http://127.0.0.1:0"]);
        await app.RunAsync();
    }

    /// <summary>Makes the service; a request is let in as ever, and then forgotten to be one that is audited.</summary>
    public static WebApplication Make(string[] arguments)
    {
        var app = Composition.Builder(arguments).Build();
        app.UseChildJourney();
        app.Use((HttpContext http, RequestDelegate next) =>
        {
            http.RequestServices.GetRequiredService<CurrentUse>().Value = null;
            return next(http);
        });
        return app;
    }
}
