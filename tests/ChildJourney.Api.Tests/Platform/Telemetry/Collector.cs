using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChildJourney.Api.Tests.Platform.Telemetry;

/// <summary>Takes in what is pushed by OTLP over HTTP, as text a byte a character: what is looked for is found in protobuf as it stands.</summary>
public sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication host;
    private readonly ConcurrentQueue<(string Path, string Text)> received = new();

    private Collector(WebApplication host) => this.host = host;

    /// <summary>What was pushed, with the headers it came with.</summary>
    public IReadOnlyCollection<(string Path, string Text)> Received => received;

    public Uri Address => new(host.Urls.Single());

    /// <summary>Starts one; it holds each push back as long as it is told.</summary>
    public static async Task<Collector> StartAsync(TimeSpan holdsBack = default)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var collector = new Collector(app);
        app.MapPost("/{**path}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            collector.received.Enqueue((request.Path, Encoding.Latin1.GetString(body.ToArray())));
            await Task.Delay(holdsBack, request.HttpContext.RequestAborted);
            return Results.Bytes([], "application/x-protobuf");
        });
        await app.StartAsync();
        return collector;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(new CancellationToken(canceled: true));
        await host.DisposeAsync();
    }
}
