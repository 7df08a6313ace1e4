using System.Diagnostics.Metrics;

namespace ChildJourney.Api.Platform.Telemetry;

/// <summary>What the service measures of itself, beside what the framework measures of requests, connections and memory.</summary>
internal static class Measures
{
    /// <summary>The name under which they are listened to.</summary>
    public const string MeterName = "ChildJourney";

    private static readonly Meter meter = new(MeterName);

    /// <summary>How long a writer waited for its turn.</summary>
    public static Histogram<double> WriteWait { get; } = meter.CreateHistogram<double>("childjourney.write.wait", "s", "Time that a writer waited for its turn.");

    /// <summary>How many uses of records were committed to the audit log together.</summary>
    public static Histogram<int> AuditGroup { get; } = meter.CreateHistogram<int>("childjourney.audit.group", "{use}", "Uses of records that were committed to the audit log together.");

    /// <summary>Children whose obligations were worked out afresh in the background.</summary>
    public static Counter<int> Rebuilt { get; } = meter.CreateCounter<int>("childjourney.rebuild.children", "{child}", "Children whose obligations were worked out afresh in the background.");
}
