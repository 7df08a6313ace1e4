using System.Collections.Frozen;
using System.Diagnostics;
using OpenTelemetry;

namespace ChildJourney.Api.Platform.Telemetry;

/// <summary>Leaves of a request's span what says nothing of a child: method, route, status, time.</summary>
/// <remarks>A list of what may stay: a tag that a later framework adds stays out until someone has looked at it.</remarks>
internal sealed class SpanScrubber : BaseProcessor<Activity>
{
    private static readonly FrozenSet<string> may = new[]
    {
        "http.request.method", "http.response.status_code", "http.route", "network.protocol.version", "url.scheme", "error.type",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        foreach (var (name, _) in data.TagObjects.ToArray())
        {
            if (!may.Contains(name))
            {
                data.SetTag(name, null);
            }
        }
    }
}
