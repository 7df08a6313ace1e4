using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ChildJourney.Benchmarks.Load;

/// <summary>A request as it is sent, over and over.</summary>
/// <param name="Bytes">The whole of it.</param>
internal sealed record Prepared(byte[] Bytes)
{
    /// <summary>Reads an address, signed in where a token is given.</summary>
    public static Prepared Get(Uri server, string path, string? token = null) => new(Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\n{(token is null ? "" : $"Authorization: Bearer {token}\r\n")}\r\n"));

    /// <summary>Sends JSON to an address.</summary>
    public static Prepared Post(Uri server, string path, string json, string? token = null) => new(Encoding.ASCII.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\n{(token is null ? "" : $"Authorization: Bearer {token}\r\n")}Content-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n{json}"));
}

/// <summary>How fast a server answered.</summary>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="Median">The median of milliseconds until the answer was there.</param>
/// <param name="Answers">How many answers there were.</param>
internal sealed record Round(double PerSecond, double Median, int Answers)
{
    /// <summary>Milliseconds of a processor that the server took for an answer.</summary>
    public double Processor { get; init; }
}

/// <summary>Asks a server as fast as it answers, on connections that stay open.</summary>
internal static class LoadClient
{
    /// <summary>Asks for so long; each connection takes the next of the requests in turn.</summary>
    public static async Task<Round> RunAsync(Uri server, Func<int, Prepared> requestOf, int connections, TimeSpan duration)
    {
        var turn = -1;
        var watch = Stopwatch.StartNew();
        var lanes = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            using var lane = await Lane.ToAsync(server);
            var times = new List<long>();
            while (watch.Elapsed < duration)
            {
                var started = Stopwatch.GetTimestamp();
                await lane.AskAsync(requestOf(Interlocked.Increment(ref turn)));
                times.Add(Stopwatch.GetTimestamp() - started);
            }

            return times;
        })));
        var elapsed = watch.Elapsed.TotalSeconds;
        var all = lanes.SelectMany(times => times).Order().ToList();
        return new Round(all.Count / elapsed, all[all.Count / 2] * 1000.0 / Stopwatch.Frequency, all.Count);
    }

    /// <summary>Asks once, and gives the status and the text.</summary>
    public static async Task<(int Status, string Text)> OnceAsync(Uri server, Prepared request)
    {
        using var lane = await Lane.ToAsync(server);
        var status = await lane.ReadAsync(request);
        return (status, lane.Text);
    }

    /// <summary>One connection.</summary>
    private sealed class Lane : IDisposable
    {
        private const int Created = 201;
        private const int Ok = 200;

        private static readonly byte[] endOfHead = "\r\n\r\n"u8.ToArray();

        private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private byte[] buffer = new byte[256 * 1024];
        private int filled;
        private readonly List<Range> parts = [];

        /// <summary>The body, put together where it came in chunks.</summary>
        public string Text => Encoding.UTF8.GetString([.. parts.SelectMany(part => buffer[part])]);

        public static async Task<Lane> ToAsync(Uri server)
        {
            var lane = new Lane();
            await lane.socket.ConnectAsync(server.Host, server.Port);
            return lane;
        }

        public async Task AskAsync(Prepared request)
        {
            if (await ReadAsync(request) is not (Ok or Created) and var status)
            {
                throw new InvalidOperationException(FormattableString.Invariant($"{status}: {Text}"));
            }
        }

        public async Task<int> ReadAsync(Prepared request)
        {
            await socket.SendAsync(request.Bytes);
            filled = 0;
            int head;
            while ((head = buffer.AsSpan(0, filled).IndexOf(endOfHead)) < 0)
            {
                await ReceiveAsync();
            }

            var bodyFrom = head + endOfHead.Length;
            parts.Clear();
            var text = Encoding.ASCII.GetString(buffer, 0, head);
            if (LengthIn(text) is { } length)
            {
                while (filled < bodyFrom + length)
                {
                    await ReceiveAsync();
                }

                parts.Add(bodyFrom..(bodyFrom + length));
            }
            else
            {
                await ReceiveChunksAsync(bodyFrom);
            }

            return int.Parse(text.AsSpan("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture);
        }

        public void Dispose() => socket.Dispose();

        private async Task ReceiveChunksAsync(int at)
        {
            while (true)
            {
                int line;
                while ((line = buffer.AsSpan(at, filled - at).IndexOf("\r\n"u8)) < 0)
                {
                    await ReceiveAsync();
                }

                var size = int.Parse(Encoding.ASCII.GetString(buffer, at, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                parts.Add((at + line + 2)..(at + line + 2 + size));
                at += line + 2 + size + 2;
                while (filled < at)
                {
                    await ReceiveAsync();
                }

                if (size == 0)
                {
                    return;
                }
            }
        }

        private async Task ReceiveAsync()
        {
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * buffer.Length);
            }

            var received = await socket.ReceiveAsync(buffer.AsMemory(filled));
            filled += received > 0 ? received : throw new InvalidOperationException("The server ended the connection.");
        }

        private static int? LengthIn(string head)
        {
            const string Name = "\r\nContent-Length: ";
            var at = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
            return at < 0 ? null : int.Parse(head.AsSpan(at + Name.Length).ToString().Split('\r')[0], CultureInfo.InvariantCulture);
        }
    }
}
