using ChildJourney.Api.Features.Policies;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Api.Platform.Logs;
using ChildJourney.Api.Platform.OpenApi;
using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Audit;
using ChildJourney.Infrastructure.Records;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Api;

/// <summary>What the service is made of.</summary>
internal static class Composition
{
    private const string DefaultAddress = "http://127.0.0.1:5080";
    private const int ThreadsThatMayWait = 4;
    private const string DefaultConnection = "Data Source=childjourney.db";

    /// <summary>Adds everything that the service needs; it listens for this machine alone, unless the configuration names other addresses.</summary>
    public static void AddChildJourney(this WebApplicationBuilder builder)
    {
        builder.Logging.AddLogLines().AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.AddChildJourney();
        builder.Services.AddSignIn(builder.Configuration);
        LetThreadsWait();
        builder.Services.AddHostedService<SaidAtStart>();
        builder.Services.AddHostedService<MigrateAtStart>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<AuditTrail>());
        builder.Services.AddHostedService<RebuildService>();
        builder.AddLimits();
        builder.Services.AddResponseCompression(options => options.EnableForHttps = true);
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }
    }

    /// <summary>The parts that a command needs, which serves nothing.</summary>
    public static ServiceProvider ForCommand()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build());
        services.AddLogging(logging => logging.AddLogLines().SetMinimumLevel(LogLevel.Warning));
        services.AddChildJourney();
        services.AddScoped(_ => new CurrentCaller { Value = Caller.OfThisMachine });
        return services.BuildServiceProvider();
    }

    /// <summary>How the database is opened.</summary>
    public static string ConnectionOf(IConfiguration configuration) => configuration.GetConnectionString("ChildJourney") ?? DefaultConnection;

    /// <summary>Brings the database up to date.</summary>
    public static Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken = default) =>
        services.GetRequiredService<JourneyDb>().PrepareAsync(cancellationToken);

    /// <summary>Adds everything that a use case may ask for.</summary>
    public static IServiceCollection AddChildJourney(this IServiceCollection services)
    {
        services.AddSingleton<IClock, MicrosecondClock>();
        services.AddScoped<CurrentCaller>();
        services.AddScoped<CurrentUse>();
        services.AddSingleton<AuditChain>();
        services.AddSingleton<AuditTrail>();
        services.AddScoped<AuditLog>();
        services.AddScoped<AuditVerification>();
        services.AddSingleton<RequestRate>();
        services.AddScoped(provider => provider.GetRequiredService<CurrentCaller>().Value);
        services.AddScoped(provider => new Visible(provider.GetRequiredService<JourneyDb>(), provider.GetRequiredService<Caller>().Scope));
        services.AddDbContextPool<JourneyDb>((provider, options) =>
            options.UseJourneySqlite(ConnectionOf(provider.GetRequiredService<IConfiguration>())));
        services.AddSingleton<KnownPolicies>();
        services.AddScoped<PolicyVersions>();
        services.AddScoped<PolicyRecords>();
        services.AddScoped<GenerationRecords>();
        services.AddScoped<CurrentGeneration>();
        services.AddScoped(provider => provider.GetRequiredService<CurrentGeneration>().Value);
        services.AddScoped(provider => provider.GetRequiredService<CurrentGeneration>().Value.Settings);
        services.AddScoped<ChildRecords>();
        services.AddScoped<BulkRecords>();
        services.AddScoped<RebuildRecords>();
        services.AddSingleton(RebuildPace.Default);
        services.AddSingleton<RebuildSignal>();
        services.AddDispatch();
        services.AddDescription();
        services.AddHealthChecks().AddCheck<DatabaseAnswers>("database", tags: ["ready"]);
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }

    /// <summary>
    /// SQLite writes to the disk while a thread waits for it. Where there are no more threads than processors, a processor then
    /// stands still too, at every commit, and each read commits its row of the audit log.
    /// </summary>
    private static void LetThreadsWait()
    {
        ThreadPool.GetMinThreads(out var threads, out var forCompletion);
        ThreadPool.SetMinThreads(int.Max(threads, Environment.ProcessorCount + ThreadsThatMayWait), forCompletion);
    }

    /// <summary>Puts the parts of the service in the order a request meets them.</summary>
    public static WebApplication UseChildJourney(this WebApplication app)
    {
        app.UseMiddleware<RequestLog>();
        app.UseProblems();
        app.UseResponseCompression();
        app.UseHeaders();
        app.UseRequestSizes();
        app.UseRequestTimeouts();
        app.UseMiddleware<Gatekeeper>();
        app.MapDescription();
        app.UseSwaggerUI(options =>
        {
            options.SwaggerEndpoint("/openapi/v1.json", "ChildJourney v1");
            options.DocumentTitle = "ChildJourney";
        });
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") });
        app.MapUseCases();
        app.RequireAccessOnEveryRoute();
        return app;
    }
}
