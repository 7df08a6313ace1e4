using ChildJourney.Api.Features.Batches;
using ChildJourney.Api.Features.Changes;
using ChildJourney.Api.Features.Erasure;
using ChildJourney.Api.Features.Imports.Jobs;
using ChildJourney.Api.Features.Policies;
using ChildJourney.Api.Features.Subscriptions;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Api.Platform.Idempotency;
using ChildJourney.Api.Platform.Logs;
using ChildJourney.Api.Platform.OpenApi;
using ChildJourney.Api.Platform.Telemetry;
using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Audit;
using ChildJourney.Infrastructure.Changes;
using ChildJourney.Infrastructure.Durability;
using ChildJourney.Infrastructure.Erasure;
using ChildJourney.Infrastructure.Figures;
using ChildJourney.Infrastructure.Records;
using ChildJourney.Infrastructure.Retention;
using ChildJourney.Infrastructure.Webhooks;
using NodaTime;

namespace ChildJourney.Api;

/// <summary>What the service is made of.</summary>
internal static class Composition
{
    private const string DefaultAddress = "http://127.0.0.1:5080";
    private const int ThreadsThatMayWait = 4;

    /// <summary>Makes the service of the arguments.</summary>
    /// <remarks>
    /// Its settings are read once: to notice that they change, the framework would have everything reported that changes in the folder, which may be
    /// where the database is written to.
    /// </remarks>
    public static WebApplicationBuilder Builder(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder([.. arguments, "--hostBuilder:reloadConfigOnChange=false"]);
        builder.AddChildJourney();
        return builder;
    }

    /// <summary>Adds everything that the service needs; it listens for this machine alone, unless the configuration names other addresses.</summary>
    private static void AddChildJourney(this WebApplicationBuilder builder)
    {
        builder.Logging.AddLogLines().AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.AddChildJourney();
        builder.Services.AddSignIn(builder.Configuration);
        LetThreadsWait();
        builder.Services.AddHostedService<TelemetryPush>();
        builder.Services.AddHostedService<SaidAtStart>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<AuditTrail>());
        builder.Services.AddHostedService<RebuildService>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<ChangeRetentionService>());
        builder.Services.AddHostedService<ImportService>();
        builder.Services.AddHostedService<ForgetKeptAnswers>();
        builder.Services.AddHostedService<DeliveryService>();
        builder.Services.AddHostedService<FreedBytesService>();
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
        services.AddSingleton(ConfigurationOfCommand());
        services.AddLogging(logging => logging.AddLogLines().SetMinimumLevel(LogLevel.Warning));
        services.AddChildJourney();
        services.AddScoped(_ => new CurrentCaller { Value = Caller.OfThisMachine });
        return services.BuildServiceProvider();
    }

    /// <summary>The configuration of a command, which serves nothing.</summary>
    public static IConfiguration ConfigurationOfCommand() => new ConfigurationBuilder().AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build();

    /// <summary>Begins to use the database, and brings it up to date.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken = default)
    {
        services.GetRequiredService<DatabaseInUse>().Begin();
        await DatabaseChoice.BeginAsync(services, db => db.PrepareAsync(cancellationToken));
    }

    /// <summary>Adds everything that a use case may ask for.</summary>
    public static IServiceCollection AddChildJourney(this IServiceCollection services)
    {
        services.AddSingleton<IClock, MicrosecondClock>();
        services.AddDatabase();
        services.AddAccess();
        services.AddRecords();
        services.AddKeptAnswers();
        services.AddImports();
        services.AddChanges();
        services.AddDispatch();
        services.AddDescription();
        services.AddHealthChecks().AddCheck<DatabaseAnswers>("database", tags: ["ready"]);
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }

    private static void AddDatabase(this IServiceCollection services)
    {
        services.AddSingleton<DatabaseInUse>();
        services.AddSingleton<DatabaseHealth>();
        services.AddSingleton<SharedConnections>();
        services.AddDbContextPool<JourneyDb>((provider, options) => options.UseConfigured(provider.GetRequiredService<IConfiguration>()));
    }

    /// <summary>Who is asking, what they may see, and the log of what they looked at.</summary>
    private static void AddAccess(this IServiceCollection services)
    {
        services.AddScoped<CurrentCaller>();
        services.AddScoped<CurrentUse>();
        services.AddScoped(provider => provider.GetRequiredService<CurrentCaller>().Value);
        services.AddScoped(provider => new Visible(provider.GetRequiredService<JourneyDb>(), provider.GetRequiredService<Caller>().Scope));
        services.AddScoped<CalendarTokens>();
        services.AddSingleton<RequestRate>();
        services.AddSingleton<AuditChain>();
        services.AddSingleton<AuditTrail>();
        services.AddScoped<AuditLog>();
        services.AddScoped<AuditVerification>();
    }

    /// <summary>Children, their policy, and what is derived from both.</summary>
    private static void AddRecords(this IServiceCollection services)
    {
        services.AddSingleton<KnownPolicies>();
        services.AddScoped<PolicyVersions>();
        services.AddScoped<PolicyRecords>();
        services.AddScoped<GenerationRecords>();
        services.AddScoped<CurrentGeneration>();
        services.AddTransient(provider => provider.GetRequiredService<CurrentGeneration>().Value);
        services.AddTransient(provider => provider.GetRequiredService<CurrentGeneration>().Value.Settings);
        services.AddScoped<ChildRecords>();
        services.AddScoped<BulkRecords>();
        services.AddScoped<ErasureRecords>();
        services.AddScoped<FreedBytes>();
        services.AddScoped<RetentionRecords>();
        services.AddSingleton<ErasureSignal>();
        services.AddScoped(provider => new FigureRecords(provider.GetRequiredService<JourneyDb>(), provider.GetRequiredService<Caller>().Scope, provider.GetRequiredService<ChildRecords>()));
        services.AddScoped<RebuildRecords>();
        services.AddScoped<ProjectionVerification>();
        services.AddSingleton(RebuildPace.Default);
        services.AddSingleton<RebuildSignal>();
    }

    private static void AddKeptAnswers(this IServiceCollection services)
    {
        services.AddSingleton<RunningKeys>();
        services.AddScoped<CurrentKey>();
        services.AddScoped<KeptAnswers>();
        services.AddScoped<GroupAnswers>();
        services.AddScoped<KeptAnswerRecords>();
    }

    private static void AddImports(this IServiceCollection services)
    {
        services.AddScoped<ImportJobs>();
        services.AddScoped<ImportLeases>();
        services.AddSingleton<ImportWriter>();
        services.AddSingleton<ImportRun>();
        services.AddSingleton(ImportPace.Default);
        services.AddSingleton<ImportSignal>();
    }

    /// <summary>The log of changes, and those to whom it is sent.</summary>
    private static void AddChanges(this IServiceCollection services)
    {
        services.AddScoped<ChangeRecords>();
        services.AddScoped<ChangeRetention>();
        services.AddScoped<ChangesUpToDate>();
        services.AddSingleton<ChangeRetentionService>();
        services.AddScoped<SubscriptionRecords>();
        services.AddScoped<DeliveryRecords>();
        services.AddSingleton<PublicAddresses>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton(new DeliveryPace(TimeSpan.FromSeconds(2)));
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
        app.UseMiddleware<RequestSpan>();
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
