using System.Globalization;
using System.Text;

namespace ChildJourney.Api.Tests.Platform.Hostile;

/// <summary>Makes what is sent: any of it can be made again from the seed and its number.</summary>
internal static class Attempts
{
    private const string Host = "Host: 127.0.0.1\r\n";

    /// <summary>Children that nothing sent may change.</summary>
    public const string Kept = "kept-";

    /// <summary>Children that a request which happens to be right may store.</summary>
    public const string Free = "free-";

    private static readonly string[] lists = ["/v1/children", "/v1/flags", "/v1/reviews", "/v1/drift", "/v1/section20", "/v1/peps", "/v1/rules", "/v1/working-days", "/v1/policy", "/openapi/v1.json", "/problems/fault", "/health/ready"];

    private static readonly string[] parameters =
    [
        "limit", "cursor", "count", "asOf", "knownAt", "team", "iro", "socialWorker", "status", "rule", "level", "indicator", "dueFrom", "dueTo", "sort", "childId", "term", "lookedAfter",
        "legalStatus", "placementType", "bornFrom", "bornTo", "from", "add", "reason", "", "a[b]", "__proto__",
    ];

    private static readonly string[] methods =
    [
        "get", "Get", "HEAD", "OPTIONS", "PATCH", "TRACE", "DELETE", "PUT", "POST", "CONNECT", "PROPFIND", "SEARCH", "QUERY", "DEBUG", "TRACK", "G", "GETGETGETGETGETGET", "M-SEARCH", "!#$%&'*+-.^_`|~",
    ];

    /// <summary>The attempt of a number.</summary>
    public static Attempt Make(int seed, int number)
    {
        var dice = new Random(unchecked((seed * 1_000_003) + number));
        return dice.Next(100) switch
        {
            < 34 => Body(dice),
            < 50 => Question(dice),
            < 62 => Address(dice),
            < 72 => Method(dice),
            < 84 => Headed(dice),
            < 92 => NotHttp(dice),
            _ => BrokenOff(dice),
        };
    }

    private static Attempt Body(Random dice)
    {
        var isFree = dice.Next(4) == 0;
        var child = (isFree ? Free : Kept) + dice.Next(12).ToString(CultureInfo.InvariantCulture);
        var isLines = dice.Next(2) == 0;
        var (line, body, mayStore) = dice.Next(7) switch
        {
            0 => ($"PUT /v1/children/{child}", Bodies.Child(dice), isFree),
            1 => ($"POST /v1/children/{child}/entries", Bodies.Entry(dice), isFree),
            2 => ($"PUT /v1/children/{child}/entries/e{dice.Next(12)}", Bodies.Entry(dice), isFree),
            3 or 4 => ("POST /v1/calculations", Bodies.Calculation(dice), false),
            5 => ("PUT /v1/policy", Bodies.Policy(dice), false),
            _ => ("POST /v1/batches", Bodies.Batch(dice, child, isLines), isFree),
        };
        var media = line.EndsWith("/batches", StringComparison.Ordinal) && isLines ? "application/x-ndjson" : "application/json";
        if (!mayStore && !line.EndsWith("/calculations", StringComparison.Ordinal))
        {
            body = Bodies.Refused(body);
        }

        var ifMatch = line.EndsWith("/policy", StringComparison.Ordinal) && dice.Next(2) == 0 ? "If-Match: \"0\"\r\n" : dice.Next(10) == 0 ? "If-Match: \"99\"\r\n" : "";
        return Sent(line, $"Content-Type: {media}\r\n{ifMatch}", Bodies.Bytes(dice, body), dice.Next(5) == 0 ? dice.Next(1, 50) : null) with { MayStore = mayStore ? child : null };
    }

    private static Attempt Question(Random dice)
    {
        var path = dice.Next(3) == 0 ? $"/v1/children/{Kept}{dice.Next(12)}{OneOf(dice, "", "/journey", "/entries", "/entries/e1", "/entries/e1/revisions", "/obligations/review-first:2026-06-01/explanation")}" : OneOf(dice, lists);
        var query = string.Join('&', Enumerable.Range(0, dice.Next(1, 5)).Select(_ => $"{OneOf(dice, parameters)}={Nasty.Query(dice)}"));
        return Sent($"GET {path}?{query}", dice.Next(3) == 0 ? "Accept: text/csv\r\n" : "");
    }

    private static Attempt Address(Random dice)
    {
        var parts = Enumerable.Range(0, dice.Next(1, 6)).Select(_ => dice.Next(3) == 0 ? OneOf(dice, "v1", "children", Kept + "1", "entries", "e1", "journey", "flags", "swagger", "obligations", "explanation") : Nasty.Part(dice));
        var target = dice.Next(12) switch
        {
            0 => "*",
            1 => "http://127.0.0.1/v1/children",
            2 => "http://evil.example/v1/children",
            3 => "//v1//children",
            4 => "/v1/children/..%2f..%2fv1%2fpolicy",
            5 => $"/v1/children/{Nasty.Part(dice)}/{OneOf(dice, "journey", "entries", "entries/" + Nasty.Part(dice), "obligations/" + Nasty.Part(dice) + "/explanation")}",
            6 => $"/swagger/{Nasty.Part(dice)}",
            7 => $"/openapi/{Nasty.Part(dice)}.json",
            8 => $"/problems/{Nasty.Part(dice)}",
            9 => $"/v1/rules/{Nasty.Part(dice)}",
            _ => "/" + string.Join('/', parts),
        };
        var method = OneOf(dice, "GET", "GET", "PUT", "POST", "DELETE", "OPTIONS");
        return method is "GET" or "OPTIONS" or "DELETE"
            ? Sent($"{method} {target}", "")
            : Sent($"{method} {target}", "Content-Type: application/json\r\n", Encoding.UTF8.GetBytes(Bodies.Refused(Bodies.Entry(dice))));
    }

    private static Attempt Method(Random dice)
    {
        var method = dice.Next(8) == 0 ? new string('A', dice.Next(1, 3000)) : OneOf(dice, methods);
        var path = OneOf(dice, [.. lists, $"/v1/children/{Kept}1", $"/v1/children/{Kept}1/journey", "/v1/batches", "/v1/calculations", "/nothing"]);
        var body = method is "PUT" or "POST" or "PATCH" || dice.Next(4) == 0 ? Encoding.UTF8.GetBytes(Bodies.Refused("""{"dateOfBirth":"2015-05-01"}""")) : null;
        return Sent($"{method} {path}", body is null ? "" : "Content-Type: application/json\r\n", body) with { IsHead = method == "HEAD" };
    }

    private static Attempt Headed(Random dice)
    {
        var headers = string.Concat(Enumerable.Range(0, dice.Next(1, 8)).Select(_ => Nasty.Header(dice)));
        if (dice.Next(6) == 0)
        {
            headers += string.Concat(Enumerable.Range(0, dice.Next(10, 180)).Select(_ => Nasty.Header(dice)));
        }

        if (dice.Next(3) == 0)
        {
            return Sent($"PUT /v1/children/{Kept}1", headers, Encoding.UTF8.GetBytes(Bodies.Refused("""{"dateOfBirth":"2015-05-01"}""")));
        }

        return Sent($"GET {OneOf(dice, [.. lists, $"/v1/children/{Kept}1", $"/v1/children/{Kept}2/entries"])}", headers);
    }

    /// <summary>What is hardly HTTP, or HTTP of another age.</summary>
    private static Attempt NotHttp(Random dice) => dice.Next(14) switch
    {
        0 => Raw("GET /v1/rules HTTP/1.0\r\n\r\n"),
        1 => Raw($"GET /health/live HTTP/1.0\r\n{Host}\r\n"),
        2 => Raw("GET /v1/rules\r\n\r\n"),
        3 => Raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", answers: 0),
        4 => Raw($"GET /v1/rules HTTP/3.7\r\n{Host}\r\n"),
        5 => Raw(string.Concat(Enumerable.Repeat($"GET /v1/rules/review-first HTTP/1.1\r\n{Host}\r\n", 20)), answers: 20),
        6 => Raw($"PUT /v1/children/{Kept}1 HTTP/1.1\r\n{Host}Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{{\"~\":0}} GET /v1/rules/review-first HTTP/1.1\r\n{Host}\r\n", answers: 2),
        7 => Raw($"GET /v1/rules/review-first HTTP/1.1\r\n{Host}Content-Length: 5\r\n\r\nhelloGET /health/live HTTP/1.1\r\n{Host}\r\n", answers: 2),
        8 => Raw($"POST /v1/calculations HTTP/1.1\r\n{Host}Content-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 20\r\n\r\n{{}}"),
        9 => Raw($"POST /v1/calculations HTTP/1.1\r\n{Host}Content-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n0\r\n\r\n"),
        10 => Raw($"POST /v1/calculations HTTP/1.1\r\n{Host}Content-Type: application/json\r\nTransfer-Encoding: {OneOf(dice, "gzip", "chunked, chunked", "xchunked", "identity", "chunked;a=b")}\r\n\r\n2\r\n{{}}\r\n0\r\n\r\n", answers: 0),
        11 => Raw($"POST /v1/calculations HTTP/1.1\r\n{Host}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{OneOf(dice, "zz\r\n{}", "-1\r\n", "FFFFFFFFFFFFFFFF\r\n{}", "2;a=b\r\n{}\r\n0\r\nX: y\r\n\r\n", "7fffffff\r\n{}", "2\n{}\n0\n\n", "2\r\n{}XX0\r\n\r\n")}", answers: 0),
        12 => Raw($"GET /v1/rules HTTP/1.1\r\n{Host}{OneOf(dice, " folded: 1\r\n", "No colon\r\n", ": no name\r\n", "A b: c\r\n", "X: a\0b\r\n", "X: a\nY: b\r\n", "Content-Length: -1\r\n", "Content-Length: 1e3\r\n", "Content-Length: 99999999999999999999\r\n", "Host: evil.example\r\n")}\r\n"),
        _ => new Attempt(Noise(dice)) { Answers = 0 },
    };

    /// <summary>What begins as a request, and is left.</summary>
    private static Attempt BrokenOff(Random dice)
    {
        var whole = Body(dice);
        return whole with { Bytes = whole.Bytes[..dice.Next(whole.Bytes.Length)], Answers = 0, MayStore = null };
    }

    private static byte[] Noise(Random dice)
    {
        var noise = new byte[dice.Next(1, 2000)];
        dice.NextBytes(noise);
        return dice.Next(3) == 0 ? [0x16, 0x03, 0x01, .. noise] : noise;
    }

    private static Attempt Raw(string text, int answers = 1) => new(Encoding.Latin1.GetBytes(text)) { Answers = answers };

    private static Attempt Sent(string line, string headers, byte[]? body = null, int? pieces = null)
    {
        var form = body is null ? "" : pieces is null ? $"Content-Length: {body.Length}\r\n" : "Transfer-Encoding: chunked\r\n";
        var head = Encoding.Latin1.GetBytes($"{line} HTTP/1.1\r\n{Host}{headers}{form}\r\n");
        return new Attempt([.. head, .. body is null ? [] : pieces is { } size ? Chunks(body, size) : body]);
    }

    private static byte[] Chunks(byte[] body, int size)
    {
        using var chunked = new MemoryStream();
        foreach (var piece in body.Chunk(Math.Max(size, body.Length / 100)))
        {
            chunked.Write(Encoding.Latin1.GetBytes($"{piece.Length:x}\r\n"));
            chunked.Write(piece);
            chunked.Write("\r\n"u8);
        }

        chunked.Write("0\r\n\r\n"u8);
        return chunked.ToArray();
    }

    private static string OneOf(Random dice, params string[] texts) => texts[dice.Next(texts.Length)];
}
