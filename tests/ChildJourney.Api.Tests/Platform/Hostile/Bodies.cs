using System.Text;
using System.Text.RegularExpressions;

namespace ChildJourney.Api.Tests.Platform.Hostile;

/// <summary>Bodies that were right once.</summary>
internal static partial class Bodies
{
    private static readonly string[] entries =
    [
        """{"type":"admission","on":"2026-06-01","legalStatus":"V2"}""",
        """{"id":"e7","type":"review","on":"2026-06-20"}""",
        """{"type":"allocation","on":"2026-06-02","role":"team","assignee":"T1"}""",
        """{"type":"sdq","on":"2026-06-02","score":12,"reference":"R1"}""",
        """{"type":"discharge","on":"2026-11-01","reason":"E4A"}""",
        """{"type":"placement","on":"2026-06-01","placementType":"U4"}""",
        """{"type":"missing","on":"2026-06-05","from":"2026-06-05T10:00","to":"2026-06-06T09:30"}""",
        """{"type":"pep","on":"2026-09-20","completedOn":"2026-09-21"}""",
    ];

    private static readonly string[] policies =
    [
        """{"dueSoonDays":14,"pepFromAge":3,"recordedFrom":{"pep":null},"terms":[{"name":"autumn-2026","firstDay":"2026-09-02","lastDay":"2026-12-18","closures":[]}]}""",
        """{"targets":{"pep-termly":90},"rules":{"supervision":{"enabled":true,"months":1,"from":"2026-04-01"}},"drift":{"not-visited":{"days":14},"repeat-missing":{"episodes":2,"days":90}}}""",
    ];

    /// <summary>What is sent about a child.</summary>
    public static string Child(Random dice) => Spoilt(dice, dice.Next(2) == 0 ? """{"dateOfBirth":"2015-05-01"}""" : """{"dateOfBirth":"2014-02-28","sex":"female","upn":"A123456789012","restricted":false}""");

    /// <summary>An entry.</summary>
    public static string Entry(Random dice) => Spoilt(dice, OneOf(dice, entries));

    /// <summary>A policy.</summary>
    public static string Policy(Random dice) => Spoilt(dice, OneOf(dice, policies));

    /// <summary>A journey to be calculated.</summary>
    public static string Calculation(Random dice) => Spoilt(
        dice,
        $$"""{"child":{"dateOfBirth":"2015-05-01"},"entries":[{{string.Join(',', Enumerable.Range(0, dice.Next(6)).Select(_ => OneOf(dice, entries)))}}],"asOf":"2026-11-22","policy":{{OneOf(dice, policies)}}}""");

    /// <summary>A batch about a child, as an array or lines.</summary>
    public static string Batch(Random dice, string childId, bool isLines)
    {
        var children = Enumerable.Range(0, dice.Next(1, 5)).Select(_ => Spoilt(
            dice,
            $$"""{"childId":"{{childId}}","child":{"dateOfBirth":"2015-05-01"},"entries":[{{string.Join(',', Enumerable.Range(0, dice.Next(4)).Select(_ => OneOf(dice, entries)))}}]}"""));
        return isLines ? string.Join('\n', children) : $"[{string.Join(',', children)}]";
    }

    /// <summary>The body with a property more, which nothing has: whatever else it says, it is refused.</summary>
    public static string Refused(string body) => body.Replace("{", "{\"~\":0,", StringComparison.Ordinal).Replace(",}", "}", StringComparison.Ordinal);

    /// <summary>The bytes of a body, some of them changed.</summary>
    public static byte[] Bytes(Random dice, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        switch (dice.Next(12))
        {
            case 0:
                return [.. Encoding.UTF8.Preamble, .. bytes];
            case 1:
                return Encoding.Unicode.GetBytes(body);
            case 2 when bytes.Length > 1:
                return bytes[..dice.Next(bytes.Length)];
            case 3 when bytes.Length > 0:
                bytes[dice.Next(bytes.Length)] = (byte)dice.Next(256);
                return bytes;
            case 4:
                return [.. bytes, 0, .. bytes];
            case 5:
                var at = dice.Next(bytes.Length + 1);
                return [.. bytes[..at], 0xC3, 0x28, 0xED, 0xA0, 0x80, .. bytes[at..]];
            default:
                return bytes;
        }
    }

    /// <summary>The JSON with some of its values put in another's place.</summary>
    private static string Spoilt(Random dice, string json) => dice.Next(12) switch
    {
        0 => json,
        1 => Nasty.Json(dice),
        2 => Values().Replace(json, _ => $":{Nasty.Json(dice)}"),
        3 => Names().Replace(json, match => dice.Next(4) == 0 ? $"\"{Nasty.Text(dice)}\":" : match.Value),
        4 => json.Replace("}", ",\"a\":1,\"a\":1}", StringComparison.Ordinal),
        5 => json.Insert(dice.Next(json.Length + 1), Nasty.Text(dice)),
        _ => Values().Replace(json, match => dice.Next(5) == 0 ? $":{Nasty.Json(dice)}" : match.Value),
    };

    private static string OneOf(Random dice, string[] texts) => texts[dice.Next(texts.Length)];

    [GeneratedRegex(@":(""[^""]*""|\d+|true|false|null)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Values();

    [GeneratedRegex(@"""[A-Za-z]+"":", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Names();
}
