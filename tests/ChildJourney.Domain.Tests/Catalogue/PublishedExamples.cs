using System.Text.Encodings.Web;
using System.Text.Json;
using ChildJourney.Domain.Drift;
using ChildJourney.Domain.Rules;

namespace ChildJourney.Domain.Tests.Catalogue;

/// <summary>Every worked example in one array, so that others can prove their own dates by it.</summary>
public static class PublishedExamples
{
    /// <summary>Where it is checked in.</summary>
    public const string File = "openapi/examples/calculations.json";

    private static readonly JsonSerializerOptions plainText = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What an example may hold, in the order in which it is written, and what stands for a list that is left out.</summary>
    private static readonly (string Name, string? Otherwise)[] parts =
    [
        ("id", null), ("about", null), ("child", null), ("entries", null), ("asOf", null), ("policy", null), ("lookedAfter", null),
        ("expect", "[]"), ("expectNone", "[]"), ("expectNot", "[]"), ("drift", "[]"), ("noDrift", "[]"),
    ];

    /// <summary>The names of the parts of an example.</summary>
    public static IEnumerable<string> Parts => parts.Select(part => part.Name);

    /// <summary>The array as a text.</summary>
    public static string Text() => $"[\n{string.Join(",\n", InOrder().Select(TextOf))}\n]\n";

    /// <summary>The examples of the rules, by family and rule, then those of the indicators; each file's as they stand in it.</summary>
    public static IReadOnlyList<Example> InOrder()
    {
        var ordered = RuleCatalogue.All.SelectMany(Examples.Of).Concat(DriftCatalogue.All.SelectMany(Examples.Of)).ToList();
        return [.. ordered, .. Examples.Own.Except(ordered)];
    }

    private static string TextOf(Example example) =>
        $"  {{\n{string.Join(",\n", parts.Select(part => PartOf(example.Json, part.Name, part.Otherwise)).OfType<string>())}\n  }}";

    private static string? PartOf(JsonElement example, string name, string? otherwise)
    {
        var text = example.TryGetProperty(name, out var value) ? ValueOf(value) : otherwise;
        return text is null ? null : $"    \"{name}\": {text}";
    }

    private static string ValueOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Object)
            ? $"[\n{string.Join(",\n", value.EnumerateArray().Select(item => $"      {Line(item)}"))}\n    ]"
            : Line(value);

    /// <summary>The value on one line, in the manner of the files beside the rules.</summary>
    private static string Line(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when value.EnumerateObject().Any() =>
            $"{{ {string.Join(", ", value.EnumerateObject().Select(property => $"\"{property.Name}\": {Line(property.Value)}"))} }}",
        JsonValueKind.Object => "{}",
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Line))}]",
        JsonValueKind.String => JsonSerializer.Serialize(value.GetString(), plainText),
        _ => value.GetRawText(),
    };
}
