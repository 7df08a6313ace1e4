using System.Text.Json;

namespace ChildJourney.Api.Tests.Platform.OpenApi;

/// <summary>The examples of the description fit their schemas, and are what the service answers.</summary>
public sealed class ExamplesTests(Examples examples) : IClassFixture<Examples>
{
    private const string Command = ".ci/examples";

    [Fact]
    public void Every_operation_takes_part_in_the_dialogue() =>
        examples.Kept.Select(exchange => exchange.OperationId).Distinct().Should().BeEquivalentTo(examples.Operations.Select(operation => operation.GetProperty("operationId").GetString()));

    [Fact]
    public void Whatever_goes_to_and_from_the_service_fits_its_schema()
    {
        var faults = examples.Kept.SelectMany(exchange => examples.FaultsOf(exchange).Select(fault => $"{exchange.OperationId} {(int)exchange.Answer.Status}: {fault}"));

        faults.Should().BeEmpty();
    }

    [Fact]
    public void Every_operation_shows_what_is_sent_and_answered()
    {
        foreach (var operation in examples.Operations)
        {
            var name = operation.GetProperty("operationId").GetString();
            var bodies = operation.GetProperty("responses").EnumerateObject().Where(answer => answer.Name[0] == '2').Select(answer => answer.Value);
            if (operation.TryGetProperty("requestBody", out var sent))
            {
                bodies = bodies.Append(sent);
            }

            foreach (var content in bodies.Where(body => body.TryGetProperty("content", out _)).SelectMany(body => body.GetProperty("content").EnumerateObject()).Where(content => !Examples.IsOfFiles(name!, content.Name)))
            {
                content.Value.TryGetProperty("example", out var example).Should().BeTrue("{0} shows an example of {1}, which {2} writes", name, content.Name, Command);
                examples.Check.Faults(content.Value.GetProperty("schema"), example).Should().BeEmpty("{0} {1}", name, content.Name);
            }
        }
    }

    [Fact]
    public void Every_refusal_that_an_operation_is_described_with_is_shown()
    {
        var without = examples.Operations.SelectMany(operation => operation.GetProperty("responses").EnumerateObject()
            .Where(answer => answer.Name[0] is '4' or '5' or 'd' && !answer.Value.GetProperty("content").GetProperty("application/problem+json").TryGetProperty("example", out _))
            .Select(answer => $"{operation.GetProperty("operationId")} {answer.Name}"));

        without.Should().BeEmpty("{0} writes them", Command);
    }

    [Fact]
    public void What_is_checked_in_is_what_the_service_answers()
    {
        using var checkedIn = JsonDocument.Parse(Examples.CheckedIn());
        using var now = JsonDocument.Parse(examples.Now);

        Differences(checkedIn.RootElement, now.RootElement, "$").Should().BeEmpty("{0} writes the examples anew", Command);
    }

    [Fact]
    public void A_value_that_does_not_fit_is_found_out()
    {
        using var schema = JsonDocument.Parse("""{"type":"object","required":["a"],"properties":{"a":{"type":["null","integer"],"minimum":1},"b":{"type":"string","format":"date"}},"additionalProperties":false}""");
        foreach (var (text, count) in new[] { ("""{"a":1,"b":"2026-02-28"}""", 0), ("""{"a":null}""", 0), ("{}", 1), ("""{"a":0}""", 1), ("""{"a":"1"}""", 1), ("""{"a":1,"b":"2026-02-29"}""", 1), ("""{"a":1,"c":1}""", 1), ("[]", 1) })
        {
            using var value = JsonDocument.Parse(text);
            examples.Check.Faults(schema.RootElement, value.RootElement).Should().HaveCount(count, text);
        }
    }

    /// <summary>Where two answers differ in shape: in the names of an object, or in the kind of a value that both have.</summary>
    private static IEnumerable<string> Differences(JsonElement known, JsonElement now, string at)
    {
        if (known.ValueKind == JsonValueKind.Null || now.ValueKind == JsonValueKind.Null || (IsFlag(known) && IsFlag(now)))
        {
            return [];
        }

        return (known.ValueKind, now.ValueKind) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) => known.EnumerateObject().Select(part => part.Name).Except(now.EnumerateObject().Select(part => part.Name)).Select(name => $"{at}.{name} is no longer there")
                .Concat(now.EnumerateObject().SelectMany(part => known.TryGetProperty(part.Name, out var was) ? Differences(was, part.Value, $"{at}.{part.Name}") : [$"{at}.{part.Name} is new"])),
            (JsonValueKind.Array, JsonValueKind.Array) => known.EnumerateArray().Zip(now.EnumerateArray()).SelectMany((pair, place) => Differences(pair.First, pair.Second, $"{at}[{place}]")),
            var (one, other) => one == other ? [] : [$"{at} was {one} and is {other}"],
        };
    }

    private static bool IsFlag(JsonElement json) => json.ValueKind is JsonValueKind.True or JsonValueKind.False;
}
