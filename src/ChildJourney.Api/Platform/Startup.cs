using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Durability;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChildJourney.Api.Platform;

/// <summary>Keeps the database from being exchanged for another while this process uses it.</summary>
internal sealed class DatabaseInUse(IConfiguration configuration) : IDisposable
{
    private FileLock? held;

    /// <summary>Begins to keep it, until the program ends.</summary>
    public void Begin() => held ??= DatabaseChoice.SqliteFileOf(configuration)?.Use();

    /// <inheritdoc/>
    public void Dispose()
    {
        // Connections stay open between their uses; whoever is let have the file finds it whole, with nothing left in its write-ahead log.
        DatabaseChoice.SqliteFileOf(configuration)?.CloseIdle();
        held?.Dispose();
    }
}

/// <summary>Ready when the database can be read and written.</summary>
internal sealed class DatabaseAnswers(JourneyDb db, DatabaseHealth health) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await health.FaultAsync(db, cancellationToken) is { } fault ? HealthCheckResult.Unhealthy(fault.Sentence) : HealthCheckResult.Healthy();
}
