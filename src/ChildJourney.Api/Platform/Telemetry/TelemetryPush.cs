using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ChildJourney.Api.Platform.Telemetry;

/// <summary>Pushes traces and measures by OTLP where the environment names an endpoint, and does nothing elsewhere.</summary>
/// <remarks>
/// The exporter reads the standard variables itself (OTEL_EXPORTER_OTLP_ENDPOINT, _PROTOCOL, _HEADERS, OTEL_METRIC_EXPORT_INTERVAL ...).
/// It sends from threads of its own and drops what it cannot send: no request waits for it.
/// </remarks>
internal sealed class TelemetryPush(IConfiguration configuration) : IHostedService, IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const int MillisecondsForTheLast = 5000;

    private TracerProvider? traces;
    private MeterProvider? measures;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(configuration[Endpoint]))
        {
            return Task.CompletedTask;
        }

        var version = typeof(TelemetryPush).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

        // Named before what the environment says, which has the last word.
        var resource = ResourceBuilder.CreateEmpty().AddService("childjourney", serviceVersion: version).AddTelemetrySdk().AddEnvironmentVariableDetector();
        traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource("Microsoft.AspNetCore")
            .AddProcessor(new SpanScrubber())
            .AddOtlpExporter()
            .Build();
        measures = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(Measures.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddOtlpExporter()
            .Build();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => traces?.Shutdown(MillisecondsForTheLast), CancellationToken.None),
        Task.Run(() => measures?.Shutdown(MillisecondsForTheLast), CancellationToken.None));

    /// <inheritdoc/>
    public void Dispose()
    {
        traces?.Dispose();
        measures?.Dispose();
    }
}
