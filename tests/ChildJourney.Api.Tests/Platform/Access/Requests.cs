using System.Text.RegularExpressions;
using ChildJourney.Api.Platform;
using Microsoft.AspNetCore.Routing;

namespace ChildJourney.Api.Tests.Platform.Access;

/// <summary>A request that a route is to answer.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The address.</param>
/// <param name="Body">The body, or null.</param>
/// <param name="Headers">What else is sent.</param>
public sealed record Asking(HttpMethod Method, string Path, object? Body, params (string Name, string Value)[] Headers)
{
    public override string ToString() => $"{Method} {Path} {string.Join(' ', Headers)}";
}

/// <summary>Makes requests for routes, whichever they are; a route for which none can be made fails the test.</summary>
public static partial class Requests
{
    private static readonly Dictionary<string, string[]> values = new()
    {
        ["asOf"] = ["2026-08-15", "2027-06-01"],
        ["knownAt"] = ["2026-11-22T09:00:00Z", "2020-01-01T00:00:00Z"],
        ["team"] = ["T1", "T2,none", "none"],
        ["iro"] = ["I1", "I2,none"],
        ["socialWorker"] = ["SW1,SW3", "none"],
        ["childId"] = [string.Join(',', World.Anyone.Select(KnownChild.IdOf))],
        ["count"] = ["true"],
        ["limit"] = ["1", "500"],
        ["teamWhenDue"] = ["T1", "T2,none"],
        ["iroWhenDue"] = ["I1", "I2,none"],
        ["socialWorkerWhenDue"] = ["SW1,SW3", "none"],
        ["relaxed"] = ["true", "false"],
        ["groupBy"] = ["team,iro", "socialWorker"],
        ["to"] = ["2026-11-22"],
        ["period"] = ["2026-10"],
        ["lookedAfter"] = ["true", "false"],
        ["dueFrom"] = ["2026-06-01"],
        ["dueTo"] = ["2026-12-31"],
        ["bornFrom"] = ["2015-01-01"],
        ["bornTo"] = ["2014-12-31"],
        ["term"] = ["summer-2026", "autumn-2026"],
        ["from"] = ["2026-03-20"],
        ["year"] = ["2025"],
        ["add"] = ["20"],
        ["reason"] = ["duplicate"],
        ["dryRun"] = ["true"],
        ["historyFrom"] = ["2025-04-01"],
        ["cursor"] = [],
        ["after"] = [],
    };

    private static readonly Dictionary<string, (object Body, (string, string)[] Headers)> bodies = new()
    {
        ["PutChild"] = (new { dateOfBirth = "2013-03-03" }, []),
        ["PutEntry"] = (new { type = "direct-work", on = "2026-11-05" }, []),
        ["RecordEntry"] = (new { type = "direct-work", on = "2026-11-05" }, []),
        ["RecordBatch"] = (Array.Empty<object>(), []),
        ["Calculate"] = (new { child = new { dateOfBirth = "2013-03-03" }, entries = Array.Empty<object>() }, []),
        ["StartImport"] = ("<EXPSSDA903/>", [("Content-Type", "application/xml")]),
        ["MakeCalendar"] = (new { team = "T1" }, []),
        ["CreateSubscription"] = (new { url = "https://receiver.invalid/changes" }, []),
        ["PutPolicy"] = (new { dueSoonDays = 14 }, [("If-Match", "*")]),
    };

    private static readonly Dictionary<string, string> parts = new()
    {
        ["ruleId"] = "review-first",
        ["importId"] = "nothing",
        ["code"] = "not-found",
        ["documentName"] = "v1",
        ["calendarId"] = "none",
        ["token"] = "nothing",
        ["subscriptionId"] = "unknown",
    };

    /// <summary>The method and the pattern of a route.</summary>
    public static string NameOf(RouteEndpoint route) => $"{MethodOf(route)} /{route.RoutePattern.RawText?.TrimStart('/')}";

    public static bool IsAbout(this RouteEndpoint route, string part) => route.RoutePattern.Parameters.Any(known => known.Name == part);

    /// <summary>Whether the route answers a page at a time.</summary>
    public static bool IsPaged(this RouteEndpoint route) => ParametersOf(route).Any(parameter => parameter.Name == "limit");

    /// <summary>One request that the route would answer to someone who may ask for it.</summary>
    public static Asking One(RouteEndpoint route, IReadOnlyDictionary<string, string> address)
    {
        var path = Part().Replace("/" + route.RoutePattern.RawText!.TrimStart('/'), part => address.GetValueOrDefault(part.Groups["name"].Value) ?? parts[part.Groups["name"].Value]);
        var required = ParametersOf(route).Where(parameter => parameter.IsRequired).Select(parameter => $"{parameter.Name}={ValuesOf(parameter)[0]}");
        var method = HttpMethod.Parse(MethodOf(route));
        var query = string.Join('&', required);
        if (method == HttpMethod.Get || method == HttpMethod.Delete)
        {
            return new Asking(method, query.Length == 0 ? path : $"{path}?{query}", null);
        }

        if (NameIn(route) is "RotateSecret" or "ReplayDeliveries")
        {
            return new Asking(method, path, null);
        }

        bodies.Should().ContainKey(NameIn(route), "a route has a body with which it is tested");
        var (body, headers) = bodies[NameIn(route)];
        return new Asking(method, path, body, headers);
    }

    /// <summary>The question in every way in which it can be put: with each value of each parameter, as a table, and by someone who holds an answer already.</summary>
    public static IEnumerable<Asking> Every(RouteEndpoint route, IReadOnlyDictionary<string, string> address)
    {
        var one = One(route, address);
        yield return one;
        yield return one with { Method = HttpMethod.Head };
        yield return one with { Headers = [("If-None-Match", "*")] };
        yield return one with { Headers = [("Accept", "text/csv")] };
        foreach (var parameter in ParametersOf(route).Where(parameter => !parameter.IsRequired))
        {
            foreach (var value in ValuesOf(parameter))
            {
                yield return one with { Path = With(one.Path, $"{parameter.Name}={value}") };
            }
        }

        // Whatever is open or settled, on one page, whoever holds the child.
        var everything = ParametersOf(route).Where(parameter => parameter.Name is "status" or "limit" or "count").Select(parameter => $"{parameter.Name}={ValuesOf(parameter)[^1]}");
        if (everything.Any())
        {
            yield return one with { Path = With(one.Path, string.Join('&', everything)) };
            yield return one with { Path = With(one.Path, string.Join('&', everything)), Headers = [("Accept", "text/csv")] };
        }
    }

    /// <summary>The address with more in its query.</summary>
    public static string With(string path, string query) => $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";

    private static string[] ValuesOf(QueryParameter parameter)
    {
        if (values.TryGetValue(parameter.Name, out var known))
        {
            return parameter.IsList ? known : [.. known.Select(value => value.Split(',')[0])];
        }

        parameter.Schema.Codes.Should().NotBeNull("a parameter has values with which it is tested: {0}", parameter.Name);
        return parameter.IsList ? [string.Join(',', parameter.Schema.Codes!)] : [.. parameter.Schema.Codes!];
    }

    private static IReadOnlyList<QueryParameter> ParametersOf(RouteEndpoint route) => route.Metadata.GetMetadata<QueryMetadata>()?.Parameters ?? [];

    private static string MethodOf(RouteEndpoint route) => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is [var method] ? method : "GET";

    private static string NameIn(RouteEndpoint route) => route.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName;

    [GeneratedRegex("\\{(?<name>\\w+)\\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part();
}
