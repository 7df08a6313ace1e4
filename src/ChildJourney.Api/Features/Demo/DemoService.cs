using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Records;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Serves the made-up authority from a database of its own, which goes when the program stops.</summary>
internal sealed class DemoService(IServiceScopeFactory scopes, IClock clock) : IHostedService
{
    private const string Option = "--demo";
    private const string RecordedBy = "demo";
    private const int Children = 300;

    /// <summary>Whether the arguments ask for it.</summary>
    public static bool IsAskedFor(IEnumerable<string> arguments) => arguments.Contains(Option);

    /// <summary>The arguments that are for the host.</summary>
    public static string[] Without(IEnumerable<string> arguments) => [.. arguments.Where(argument => argument != Option)];

    /// <summary>Makes the service use a database of its own, and fill it.</summary>
    public static void AddTo(WebApplicationBuilder builder)
    {
        var folder = Directory.CreateTempSubdirectory("childjourney-demo-");
        DatabaseChoice.ToSqlite(builder.Configuration, Path.Combine(folder.FullName, "demo.db"));
        builder.Services.AddHostedService<DemoService>();
        // The container disposes only of what it made itself.
        builder.Services.AddSingleton(_ => new DemoFolder(folder));
    }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        _ = scope.ServiceProvider.GetRequiredService<DemoFolder>();
        var authorityId = Caller.OfThisMachine.AuthorityId;
        var today = clock.InEngland();
        await StorePolicyAsync(scope.ServiceProvider, authorityId, today, cancellationToken);
        await scope.ServiceProvider.GetRequiredService<BulkRecords>().StoreAsync(
            authorityId,
            DemoAuthority.Make(today, Children),
            life => life.Child.Id,
            (life, _) => new ChildChange(life.Child, life.Entries, []),
            refuseErased: _ => { },
            RecordedBy,
            audit: null,
            count: null,
            ProgressLine.OnConsole("children of the made-up authority", Children),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task StorePolicyAsync(IServiceProvider services, string authorityId, LocalDate today, CancellationToken cancellationToken)
    {
        await using var transaction = await services.GetRequiredService<JourneyDb>().Database.BeginTransactionAsync(cancellationToken);
        await services.GetRequiredService<PolicyRecords>().StoreAsync(authorityId, DemoPolicy.For(today), RecordedBy, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The folder of the demo's database, removed when the program stops.</summary>
    private sealed class DemoFolder(DirectoryInfo folder) : IDisposable
    {
        public void Dispose() => folder.Delete(recursive: true);
    }
}
