using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.OpenApi;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Records;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Api;

/// <summary>What the service is made of.</summary>
internal static class Composition
{
    private const string DefaultConnection = "Data Source=childjourney.db";

    /// <summary>Adds everything that a use case may ask for.</summary>
    public static IServiceCollection AddChildJourney(this IServiceCollection services)
    {
        services.AddSingleton<IClock, MicrosecondClock>();
        services.AddSingleton(Settings.Default);
        services.AddSingleton(Caller.OfThisMachine);
        services.AddDbContextPool<JourneyDb>((provider, options) =>
            options.UseJourneySqlite(provider.GetRequiredService<IConfiguration>().GetConnectionString("ChildJourney") ?? DefaultConnection));
        services.AddScoped<ChildRecords>();
        services.AddDispatch();
        services.AddDescription();
        services.AddHealthChecks().AddCheck<DatabaseAnswers>("database", tags: ["ready"]);
        services.AddHostedService<MigrateAtStart>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddResponseCompression(options => options.EnableForHttps = true);
        return services;
    }

    /// <summary>Puts the parts of the service in the order a request meets them.</summary>
    public static WebApplication UseChildJourney(this WebApplication app)
    {
        app.UseProblems();
        app.UseResponseCompression();
        app.UseHeaders();
        app.MapSwagger("/openapi/{documentName}.json");
        app.UseSwaggerUI(options =>
        {
            options.SwaggerEndpoint("/openapi/v1.json", "ChildJourney v1");
            options.DocumentTitle = "ChildJourney";
        });
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") });
        app.MapUseCases();
        return app;
    }
}
