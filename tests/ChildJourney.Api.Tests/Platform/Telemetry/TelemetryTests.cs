using System.Net;
using System.Net.Http.Json;

namespace ChildJourney.Api.Tests.Platform.Telemetry;

/// <summary>What the program pushes by OTLP.</summary>
public sealed class TelemetryTests : IDisposable
{
    private static readonly string[] markers = ["MARK", "2013-02-17", "2026-06-19", "C-SEEN"];

    private readonly RealProgram program = new();

    public void Dispose() => program.Dispose();

    [Fact]
    public async Task Spans_and_measures_are_pushed_and_hold_nothing_of_a_child()
    {
        await using var collector = await Collector.StartAsync();
        using var service = await program.ServeAsync(Pushing(collector.Address));
        (await service.PutAsync("/v1/children/C-SEEN", new { dateOfBirth = "2013-02-17", upn = "MARKUPN123456" })).Status.Should().Be(HttpStatusCode.Created);
        await service.GetAsync("/v1/children/C-SEEN/journey?asOf=2026-06-19");
        await service.GetAsync("/v1/flags?team=MARK-TEAM");
        await service.GetAsync("/v1/MARK/NOTHING?MARK=MARK");
        using (var http = new HttpClient { BaseAddress = service.Address })
        {
            http.DefaultRequestHeaders.Add("User-Agent", "MARK");
            http.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            http.DefaultRequestHeaders.Add("tracestate", "childjourney=on");
            using var answer = await http.PostAsJsonAsync("/v1/children/C-SEEN/entries", new { type = "MARK", on = "2026-06-19" });
            answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
            (await answer.Content.ReadAsStringAsync()).Should().Contain("0af7651916cd43dd8448eb211c80319c", "a caller's trace goes on in the problem");
        }

        (await service.StopAsync()).ExitCode.Should().Be(0);

        var spans = TextOf(collector, "/v1/traces");
        spans.Should().ContainAll("childjourney", "service.version", "GET /v1/flags", "PUT /v1/children/{childId}", "POST /v1/children/{childId}/entries", "http.response.status_code");
        spans.Should().Contain("\x0a\xf7\x65\x19\x16\xcd\x43\xdd\x84\x48\xeb\x21\x1c\x80\x31\x9c", "the caller's trace goes on");
        TextOf(collector, "/v1/metrics").Should().ContainAll("http.server.request.duration", "kestrel.active_connections", "dotnet.gc", "childjourney.write.wait", "childjourney.audit.group");
        foreach (var (path, text) in collector.Received)
        {
            markers.Where(marker => text.Contains(marker, StringComparison.Ordinal)).Should().BeEmpty("{0}", path);
        }
    }

    [Fact]
    public async Task A_collector_that_is_not_there_or_never_answers_holds_nobody_up()
    {
        await using var collector = await Collector.StartAsync(holdsBack: TimeSpan.FromMinutes(5));
        foreach (var address in new[] { collector.Address, new Uri("http://127.0.0.1:9") })
        {
            using var service = await program.ServeAsync(Pushing(address));
            for (var i = 0; i < 20; i++)
            {
                (await service.GetAsync("/v1/flags")).Status.Should().Be(HttpStatusCode.OK);
            }

            (await service.StopAsync()).ExitCode.Should().Be(0);
        }
    }

    [Fact]
    public async Task Nothing_is_pushed_where_no_collector_is_named()
    {
        await using var collector = await Collector.StartAsync();
        using var service = await program.ServeAsync([("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", new Uri(collector.Address, "/v1/traces").ToString())]);
        await service.GetAsync("/v1/flags");
        await service.StopAsync();
        collector.Received.Should().BeEmpty();
    }

    private static (string Name, string Value)[] Pushing(Uri address) =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", address.ToString()),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_METRIC_EXPORT_INTERVAL", "1000"),
        ("OTEL_BSP_SCHEDULE_DELAY", "200"),
    ];

    private static string TextOf(Collector collector, string path) =>
        string.Concat(collector.Received.Where(push => push.Path == path).Select(push => push.Text));
}
