using System.Globalization;

namespace ChildJourney.Api.Tests.Platform.Hostile;

/// <summary>Values that have broken programs before.</summary>
internal static class Nasty
{
    /// <summary>Texts as they stand in JSON, between quotation marks; some are no JSON.</summary>
    public static string Text(Random dice) => dice.Next(24) switch
    {
        0 => "",
        1 => "' OR 1=1; DROP TABLE children; --",
        2 => "=cmd|' /C calc'!A0",
        3 => "@SUM(1+1)*cmd",
        4 => "\\u0000",
        5 => "\\ud800",
        6 => "\\udc00\\ud800",
        7 => "\u0001\u0002",
        8 => "\\r\\n\\r\\nHTTP/1.1 200 OK",
        9 => "<script>alert(1)</script>",
        10 => "../../../../etc/passwd",
        11 => "%s%n%x{0}{1}${jndi:ldap://x}",
        12 => new string('a', dice.Next(1, 5000)),
        13 => "\\u202e\\ufeff\\u200b",
        14 => "0000-00-00",
        15 => "2026-02-30",
        16 => "9999-12-31",
        17 => "-0001-01-01",
        18 => "2199-12-31",
        19 => "1900-01-01",
        20 => "2026-03-29T01:30",
        21 => "2026-06-01T24:00:00.123456789+99:99",
        22 => "\\q",
        _ => "\\u00e9\\uD83D\\uDE00",
    };

    /// <summary>Anything that may stand for a value in JSON, and some that may not.</summary>
    public static string Json(Random dice) => dice.Next(18) switch
    {
        0 => "null",
        1 => "true",
        2 => "-1",
        3 => "1e400",
        4 => "-0.0",
        5 => "99999999999999999999999999999999999",
        6 => "2147483648",
        7 => "1.0000000000000000000000000000000001",
        8 => "NaN",
        9 => "[]",
        10 => "{}",
        11 => Deep(dice, '[', ']'),
        12 => string.Concat(Enumerable.Repeat("{\"a\":", dice.Next(1, 200))) + "1" + new string('}', dice.Next(1, 200)),
        13 => "[" + string.Join(',', Enumerable.Repeat("null", dice.Next(1, 500))) + "]",
        14 => "{\"a\":1,\"a\":2}",
        15 => "0x10",
        _ => $"\"{Text(dice)}\"",
    };

    /// <summary>Parts of an address, as they are sent.</summary>
    public static string Part(Random dice) => dice.Next(22) switch
    {
        0 => "",
        1 => ".",
        2 => "..",
        3 => "%2e%2e",
        4 => "%2e%2e%2f%2e%2e%2fetc",
        5 => "a%2Fb",
        6 => "a%5Cb",
        7 => "%00",
        8 => "a%00b",
        9 => "%0d%0aX-Evil:%201",
        10 => "%ff%fe",
        11 => "%u0041",
        12 => "%",
        13 => "%zz",
        14 => "%ed%a0%80",
        15 => new string('a', dice.Next(1, 9000)),
        16 => "%c3%a9%f0%9f%98%80",
        17 => "'%20OR%201=1--",
        18 => "=1+1",
        19 => "a;b=c",
        20 => "{childId}",
        _ => string.Concat(Enumerable.Range(0, dice.Next(1, 20)).Select(_ => $"%{dice.Next(256):x2}")),
    };

    /// <summary>Values of parameters, as they are sent.</summary>
    public static string Query(Random dice) => dice.Next(24) switch
    {
        0 => "",
        1 => "0",
        2 => "-1",
        3 => "99999999999999999999",
        4 => "%00",
        5 => "'%20OR%20'1'='1",
        6 => string.Join(',', Enumerable.Repeat("a", dice.Next(1, 2000))),
        7 => ",,,",
        8 => "-9998-01-01T00:00:00Z",
        9 => "9999-12-31T23:59:59.999999999Z",
        10 => "0001-01-01T00:00:00Z",
        11 => "1900-01-01",
        12 => "2199-12-31",
        13 => "true",
        14 => "%ff%fe%fd",
        15 => "%ed%a0%80",
        16 => "none",
        17 => "%0d%0aSet-Cookie:%20a=b",
        18 => "*",
        19 => "%25",
        20 => "2026-11-22T09:00:00Z",
        21 => Cursor(dice),
        22 => dice.Next(600).ToString(CultureInfo.InvariantCulture),
        _ => Part(dice),
    };

    /// <summary>Cursors that look like those of the service.</summary>
    public static string Cursor(Random dice)
    {
        string[] lists = ["children", "flags", "flags:dueOn", "dueOn", "reviews", "drift", "section20", "peps", "entries", "revisions", ""];
        var keys = Enumerable.Range(0, dice.Next(5)).Select(_ => dice.Next(7) switch
        {
            0 => "2026-01-01",
            1 => "9999-12-31",
            2 => "-5",
            3 => "2147483647",
            4 => "\0\uFFFF",
            5 => new string('z', dice.Next(500)),
            _ => "kept-1",
        });
        var bytes = System.Text.Encoding.UTF8.GetBytes(string.Join('\n', [lists[dice.Next(lists.Length)], .. keys]));
        if (bytes.Length > 0 && dice.Next(3) == 0)
        {
            bytes[dice.Next(bytes.Length)] = (byte)dice.Next(256);
        }

        return System.Buffers.Text.Base64Url.EncodeToString(bytes);
    }

    /// <summary>A header, line end and all.</summary>
    public static string Header(Random dice)
    {
        string[] names =
        [
            "Accept", "Accept-Encoding", "Accept-Language", "Accept-Charset", "If-Match", "If-None-Match", "If-Modified-Since", "Range", "Content-Type", "Content-Encoding", "Content-Language",
            "X-Access-Reason", "X-HTTP-Method-Override", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Original-URL", "Forwarded", "Cookie", "Authorization", "Origin", "Referer",
            "traceparent", "tracestate", "baggage", "Request-Id", "Correlation-Context", "Upgrade", "Via", "Max-Forwards", "Prefer", "Idempotency-Key", "Date", "From", "TE", "Trailer", "Expect",
        ];
        var value = dice.Next(26) switch
        {
            0 => "",
            1 => "*",
            2 => "*/*;q=999",
            3 => "text/csv;q=0.5, application/json;q=NaN",
            4 => "text/csv",
            5 => ";;;,,,",
            6 => "\"1\"",
            7 => "W/\"1\", \"2\", *",
            8 => "\"",
            9 => "\"1.2026-01-01.1.x",
            10 => "bytes=0-1,5-9",
            11 => "gzip, br;q=0, *;q=2, zstd",
            12 => "application/json; charset=utf-16",
            13 => "application/json, application/json",
            14 => "multipart/form-data; boundary=\"",
            15 => "application/x-ndjson; charset=\"",
            16 => "Bearer ey.ey.ey",
            17 => "00-ffffffffffffffffffffffffffffffff-ffffffffffffffff-ff",
            18 => "00-00000000000000000000000000000000-0000000000000000-00",
            19 => new string('x', dice.Next(1, 4000)),
            20 => string.Concat(Enumerable.Repeat("a/b,", dice.Next(1, 2000))),
            21 => "audit",
            22 => "h2c",
            23 => "\u00e9\u00ff\u0080",
            24 => "Thu, 99 Foo 0000 99:99:99 GMT",
            _ => string.Concat(Enumerable.Range(0, dice.Next(1, 60)).Select(_ => (char)dice.Next(32, 127))),
        };
        return $"{names[dice.Next(names.Length)]}: {value}\r\n";
    }

    private static string Deep(Random dice, char begin, char end)
    {
        var depth = dice.Next(1, 5000);
        return new string(begin, depth) + new string(end, depth - dice.Next(2));
    }
}
