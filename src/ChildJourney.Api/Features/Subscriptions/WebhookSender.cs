using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Webhooks;
using NodaTime;

namespace ChildJourney.Api.Features.Subscriptions;

/// <summary>Sends one message as Standard Webhooks has it, and says what came of it.</summary>
/// <remarks>Every address is checked after its name was resolved, and the connection goes to the address that was checked: at each hop of a redirect.</remarks>
internal sealed class WebhookSender : IDisposable
{
    private const int MostHops = 3;

    private static readonly TimeSpan limit = TimeSpan.FromSeconds(10);
    private static readonly int[] redirects = [301, 302, 307, 308];

    private readonly PublicAddresses addresses;
    private readonly HttpClient http;

    public WebhookSender(PublicAddresses addresses)
    {
        this.addresses = addresses;
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = ConnectAsync,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxResponseHeadersLength = 64,
        })
        {
            Timeout = limit,
        };
    }

    /// <summary>Sends it.</summary>
    public async Task<DeliveryOutcome> SendAsync(SubscriptionRow subscription, DeliveryRow delivery, IReadOnlyList<byte[]> keys, Instant now, CancellationToken cancellationToken)
    {
        var id = FormattableString.Invariant($"{subscription.SubscriptionId}-{delivery.Number}");
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var body = BodyOf(delivery);
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        inTime.CancelAfter(limit);
        try
        {
            var address = new Uri(subscription.Url);
            for (var hop = 0; hop <= MostHops; hop++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                request.Headers.Add("webhook-id", id);
                request.Headers.Add("webhook-timestamp", timestamp);
                request.Headers.Add("webhook-signature", string.Join(' ', keys.Select(key => SignatureOf(key, id, timestamp, body))));
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, inTime.Token);
                var status = (int)response.StatusCode;
                if (!redirects.Contains(status))
                {
                    return new DeliveryOutcome(status, response.IsSuccessStatusCode ? null : $"It answered {status.ToString(CultureInfo.InvariantCulture)}.");
                }

                if (response.Headers.Location is not { } location || !Uri.TryCreate(address, location, out var next) || (next.Scheme != Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttp))
                {
                    return new DeliveryOutcome(status, "It answered with a redirect that leads nowhere.");
                }

                address = next;
            }

            return new DeliveryOutcome(null, "It answered with more than 3 redirects.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DeliveryOutcome(null, "It did not answer within 10 seconds.");
        }
        catch (HttpRequestException problem)
        {
            return new DeliveryOutcome(null, ReasonOf(problem));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    /// <summary>The message: never more than which flag of which child, and how it stands.</summary>
    private static byte[] BodyOf(DeliveryRow delivery) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            Type = "flag.changed",
            Timestamp = delivery.At,
            Data = new { delivery.ChildId, delivery.ObligationId, delivery.Rule, delivery.Status, delivery.PreviousStatus },
        },
        Json.Options);

    private static string SignatureOf(byte[] key, string id, string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed));
    }

    private static string ReasonOf(HttpRequestException problem) => problem switch
    {
        { InnerException: AddressRefusedException refused } => refused.Message,
        { InnerException: AuthenticationException } => "Its certificate is not valid.",
        { HttpRequestError: HttpRequestError.NameResolutionError } => "Its name is not known.",
        _ => "No connection could be made, or it was broken off.",
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var isEncrypted = context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttps;
        var found = IPAddress.TryParse(context.DnsEndPoint.Host, out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        if (found.Length == 0 || !found.All(address => addresses.MayBeSentTo(address, isEncrypted)))
        {
            throw new AddressRefusedException(isEncrypted);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class AddressRefusedException(bool isEncrypted)
        : IOException(isEncrypted ? "Its address is not a public one, and the operator allows no other." : "It is not https, and its address is not in a network that the operator allows.");
}
