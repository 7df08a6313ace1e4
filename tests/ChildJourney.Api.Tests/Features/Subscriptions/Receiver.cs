using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChildJourney.Api.Tests.Features.Subscriptions;

/// <summary>Whoever changes are sent to: a server on a free port of this machine, which answers as the test says.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication server;

    private Receiver(WebApplication server) => this.server = server;

    /// <summary>How a message is answered.</summary>
    public Func<Message, HttpContext, Task<int>> Answers { get; set; } = (_, _) => Task.FromResult(204);

    /// <summary>What came, in order, whatever it was answered with.</summary>
    public ConcurrentQueue<Message> Tried { get; } = new();

    /// <summary>What was taken, in order.</summary>
    public ConcurrentQueue<Message> Taken { get; } = new();

    public string Url => server.Urls.Single() + "/changes";

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var message = new Message(
            http.Request.Method,
            http.Request.Path,
            http.Request.Headers["webhook-id"].ToString(),
            http.Request.Headers["webhook-timestamp"].ToString(),
            http.Request.Headers["webhook-signature"].ToString(),
            Encoding.UTF8.GetString(body.ToArray()));
        Tried.Enqueue(message);
        http.Response.StatusCode = await Answers(message, http);
        if (http.Response.StatusCode < 300)
        {
            Taken.Enqueue(message);
        }
    }
}

/// <summary>A message as it came.</summary>
public sealed record Message(string Method, string Path, string Id, string Timestamp, string Signature, string Body)
{
    /// <summary>What it says of the flag.</summary>
    public JsonElement Data => Json.GetProperty("data");

    public JsonElement Json
    {
        get
        {
            using var json = JsonDocument.Parse(Body);
            return json.RootElement.Clone();
        }
    }

    public string Child => Data.Get("childId")!;

    /// <summary>The number of the change.</summary>
    public long Number => long.Parse(Id[(Id.LastIndexOf('-') + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Whether one of the signatures was made with the key, worked out as Standard Webhooks says.</summary>
    public bool IsSignedWith(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        secret.Should().StartWith("whsec_");
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Convert.FromBase64String(secret["whsec_".Length..]));
        hash.AppendData(Encoding.UTF8.GetBytes(Id + "." + Timestamp + "." + Body));
        return Signature.Split(' ').Contains("v1," + Convert.ToBase64String(hash.GetHashAndReset()));
    }
}
