using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ChildJourney.Api.Tests;

/// <summary>A connection on which anything may be sent, whether or not it is HTTP.</summary>
public sealed class RawConnection : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] piece = new byte[16 * 1024];
    private readonly MemoryStream received = new();

    /// <summary>Connects to a service.</summary>
    public static async Task<RawConnection> ToAsync(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var connection = new RawConnection();
        await connection.socket.ConnectAsync(address.Host, address.Port);
        return connection;
    }

    /// <summary>Sends a text, a byte a character.</summary>
    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Sends bytes; where the service has hung up, it has its reasons.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            for (var rest = bytes; rest.Length > 0; rest = rest[await socket.SendAsync(rest)..])
            {
            }
        }
        catch (SocketException)
        {
            // What it has said before is read all the same.
        }
    }

    /// <summary>Reads the next answer; null where the connection ends, or the time, without a whole one.</summary>
    public async Task<RawAnswer?> AnswerAsync(TimeSpan within, bool toHead = false)
    {
        using var deadline = new CancellationTokenSource(within);
        while (true)
        {
            if (RawAnswer.Take(received, toHead, isEnd: false) is { } answer)
            {
                return answer;
            }

            if (await ReceiveAsync(deadline.Token) is 0)
            {
                return deadline.IsCancellationRequested ? null : RawAnswer.Take(received, toHead, isEnd: true);
            }
        }
    }

    /// <summary>Whether the service ends the connection in that time.</summary>
    public async Task<bool> IsEndedAsync(TimeSpan within)
    {
        using var deadline = new CancellationTokenSource(within);
        while (await ReceiveAsync(deadline.Token) > 0)
        {
        }

        return !deadline.IsCancellationRequested;
    }

    public void Dispose()
    {
        socket.Dispose();
        received.Dispose();
    }

    private async Task<int> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            var length = await socket.ReceiveAsync(piece, cancellationToken);
            received.Write(piece, 0, length);
            return length;
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException)
        {
            return 0;
        }
    }
}

/// <summary>An answer as it came.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The body.</param>
public sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>Takes a whole answer from the beginning of what was received, where there is one; answers that only say to go on are passed over.</summary>
    internal static RawAnswer? Take(MemoryStream received, bool toHead, bool isEnd)
    {
        while (true)
        {
            var bytes = received.GetBuffer().AsSpan(0, (int)received.Length);
            var head = bytes.IndexOf("\r\n\r\n"u8);
            if (head < 0)
            {
                return null;
            }

            var lines = Encoding.Latin1.GetString(bytes[..head]).Split("\r\n");
            var status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
            var headers = lines.Skip(1).Select(line => line.Split(':', 2)).GroupBy(parts => parts[0], StringComparer.OrdinalIgnoreCase)
                .ToDictionary(group => group.Key, group => string.Join(", ", group.Select(parts => parts[1].Trim())), StringComparer.OrdinalIgnoreCase);
            if (BodyOf(bytes[(head + 4)..], status, headers, toHead, isEnd) is not var (body, length))
            {
                return null;
            }

            var rest = bytes[(head + 4 + length)..].ToArray();
            received.SetLength(0);
            received.Write(rest);
            if (status >= 200)
            {
                return new RawAnswer(status, headers, body);
            }
        }
    }

    private static (string Text, int Length)? BodyOf(ReadOnlySpan<byte> bytes, int status, Dictionary<string, string> headers, bool toHead, bool isEnd)
    {
        if (toHead || status is < 200 or 204 or 304)
        {
            return ("", 0);
        }

        if (headers.TryGetValue("Content-Length", out var declared))
        {
            var length = int.Parse(declared, CultureInfo.InvariantCulture);
            return bytes.Length < length ? null : (Encoding.UTF8.GetString(bytes[..length]), length);
        }

        if (!headers.ContainsKey("Transfer-Encoding"))
        {
            return isEnd ? (Encoding.UTF8.GetString(bytes), bytes.Length) : null;
        }

        using var body = new MemoryStream();
        for (var at = 0; ;)
        {
            var line = bytes[at..].IndexOf("\r\n"u8);
            if (line < 0)
            {
                return null;
            }

            var length = int.Parse(Encoding.Latin1.GetString(bytes.Slice(at, line)), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            at += line + 2;
            if (bytes.Length < at + length + 2)
            {
                return null;
            }

            if (length == 0)
            {
                return (Encoding.UTF8.GetString(body.ToArray()), at + 2);
            }

            body.Write(bytes.Slice(at, length));
            at += length + 2;
        }
    }
}
