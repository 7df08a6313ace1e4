using System.Net;
using System.Text.Json;

namespace ChildJourney.Api.Tests.Features.Calculations;

/// <summary>The worked examples that are published for others to prove their dates by are what this service answers.</summary>
public class PublishedExamplesTests(Service service) : IClassFixture<Service>
{
    private static readonly string[] parts = ["child", "entries", "asOf", "policy"];
    private static readonly Dictionary<string, JsonElement> examples = Read();

    public static TheoryData<string> Ids => [.. examples.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task An_example_is_answered_as_it_expects(string id)
    {
        var example = examples[id];

        var answer = await service.PostAsync("/v1/calculations", example.EnumerateObject().Where(part => parts.Contains(part.Name)).ToDictionary(part => part.Name, part => part.Value));

        answer.Status.Should().Be(HttpStatusCode.OK, "{0}", answer.Text);
        answer["asOf"].GetString().Should().Be(example.Get("asOf"));
        ShouldHoldTheObligations(answer, example);
        var drift = answer["drift"].EnumerateArray().Select(indicator => indicator.Get("id")!).ToArray();
        Texts(example, "drift").Except(drift).Should().BeEmpty("these are true");
        drift.Intersect(Texts(example, "noDrift")).Should().BeEmpty("these are not true");
        if (example.TryGetProperty("lookedAfter", out var lookedAfter))
        {
            (answer["lookedAfter"].ValueKind != JsonValueKind.Null).Should().Be(lookedAfter.GetBoolean());
        }
    }

    private static void ShouldHoldTheObligations(Answer answer, JsonElement example)
    {
        var found = answer["obligations"].EnumerateArray().Select(flag => (Rule: flag.Get("rule")!, DueOn: flag.Get("dueOn"), Status: flag.Get("status"))).ToArray();
        foreach (var expected in example.GetProperty("expect").EnumerateArray())
        {
            var due = found.Where(it => (it.Rule, it.DueOn) == RuleAndDueOn(expected)).ToArray();
            due.Should().ContainSingle("{0} is asked for, among {1}", expected, string.Join(", ", found));
            if (expected.TryGetProperty("status", out var status))
            {
                due[0].Status.Should().Be(status.GetString(), "{0} is asked for", expected);
            }
        }

        found.Select(it => (it.Rule, it.DueOn)).Intersect(example.GetProperty("expectNot").EnumerateArray().Select(RuleAndDueOn)).Should().BeEmpty("these are not due on those days");
        found.Select(it => it.Rule).Intersect(Texts(example, "expectNone")).Should().BeEmpty("these are not raised");
    }

    private static (string Rule, string? DueOn) RuleAndDueOn(JsonElement json) => (json.Get("rule")!, json.Get("dueOn"));

    private static string[] Texts(JsonElement example, string name) => [.. example.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];

    private static Dictionary<string, JsonElement> Read()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(CheckedIn.File("openapi", "examples", "calculations.json")));
        return json.RootElement.EnumerateArray().ToDictionary(example => example.Get("id")!, example => example.Clone());
    }
}
