using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChildJourney.Api.Tests.Platform.OpenApi;

/// <summary>Compares values with the schemas of the description: what of JSON Schema it uses, and no more. A word that is not known here is a fault.</summary>
/// <param name="description">The description.</param>
public sealed class SchemaCheck(JsonElement description)
{
    private static readonly TimeSpan limit = TimeSpan.FromSeconds(1);

    /// <summary>What of a value is not as its schema says, each at its place.</summary>
    public IReadOnlyList<string> Faults(JsonElement schema, JsonElement value) => [.. Faults(schema, value, "$")];

    private IEnumerable<string> Faults(JsonElement schema, JsonElement value, string at) =>
        schema.EnumerateObject().SelectMany(word => word.Name switch
        {
            "$ref" => Faults(Resolve(word.Value.GetString()!), value, at),
            "type" => Types(word.Value).Any(type => IsA(value, type)) ? [] : [$"{at}: {value.ValueKind} is not {word.Value.GetRawText()}"],
            "enum" => word.Value.EnumerateArray().Any(code => JsonElement.DeepEquals(code, value)) ? [] : [$"{at}: {value.GetRawText()} is none of the codes"],
            "const" => JsonElement.DeepEquals(word.Value, value) ? [] : [$"{at}: {value.GetRawText()} is not {word.Value.GetRawText()}"],
            "oneOf" => OneOf(word.Value, value, at),
            "items" when value.ValueKind == JsonValueKind.Array => value.EnumerateArray().SelectMany((item, place) => Faults(word.Value, item, $"{at}[{place}]")),
            "properties" when value.ValueKind == JsonValueKind.Object => value.EnumerateObject().Where(part => word.Value.TryGetProperty(part.Name, out _)).SelectMany(part => Faults(word.Value.GetProperty(part.Name), part.Value, $"{at}.{part.Name}")),
            "required" when value.ValueKind == JsonValueKind.Object => word.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{at}: {name} is missing"),
            "additionalProperties" when value.ValueKind == JsonValueKind.Object => Others(schema, value).SelectMany(part => OfAnother(word.Value, part, at)),
            "minimum" when value.ValueKind == JsonValueKind.Number => value.GetDecimal() >= word.Value.GetDecimal() ? [] : [$"{at}: {value} is too little"],
            "maximum" when value.ValueKind == JsonValueKind.Number => value.GetDecimal() <= word.Value.GetDecimal() ? [] : [$"{at}: {value} is too much"],
            "pattern" when value.ValueKind == JsonValueKind.String => Regex.IsMatch(value.GetString()!, word.Value.GetString()!, RegexOptions.ECMAScript, limit) ? [] : [$"{at}: {value} is not like {word.Value}"],
            "format" when value.ValueKind == JsonValueKind.String => IsOfFormat(word.Value.GetString()!, value.GetString()!) ? [] : [$"{at}: {value} is no {word.Value}"],
            "maxItems" when value.ValueKind == JsonValueKind.Array => value.GetArrayLength() <= word.Value.GetInt32() ? [] : [$"{at}: too many items"],
            "minProperties" when value.ValueKind == JsonValueKind.Object => value.EnumerateObject().Count() >= word.Value.GetInt32() ? [] : [$"{at}: too few properties"],
            "maxProperties" when value.ValueKind == JsonValueKind.Object => value.EnumerateObject().Count() <= word.Value.GetInt32() ? [] : [$"{at}: too many properties"],
            "items" or "properties" or "required" or "additionalProperties" or "minimum" or "maximum" or "pattern" or "format" or "maxItems" or "minProperties" or "maxProperties"
                or "description" or "readOnly" or "discriminator" or "title" => [],
            _ => [$"{at}: nothing here knows {word.Name}"],
        });

    private IEnumerable<string> OneOf(JsonElement choices, JsonElement value, string at)
    {
        var faults = choices.EnumerateArray().Select(choice => Faults(choice, value, at).ToList()).ToList();
        return faults.Count(found => found.Count == 0) switch
        {
            1 => [],
            0 => [$"{at}: it is none of {faults.Count} kinds: {faults.MinBy(found => found.Count)![0]}"],
            _ => [$"{at}: it is of more kinds than one"],
        };
    }

    private IEnumerable<string> OfAnother(JsonElement allowed, JsonProperty part, string at) => allowed.ValueKind switch
    {
        JsonValueKind.False => [$"{at}.{part.Name}: it is not described"],
        JsonValueKind.True => [],
        _ => Faults(allowed, part.Value, $"{at}.{part.Name}"),
    };

    private static IEnumerable<JsonProperty> Others(JsonElement schema, JsonElement value) =>
        value.EnumerateObject().Where(part => !schema.TryGetProperty("properties", out var properties) || !properties.TryGetProperty(part.Name, out _));

    private static IEnumerable<string> Types(JsonElement types) => types.ValueKind == JsonValueKind.Array ? types.EnumerateArray().Select(type => type.GetString()!) : [types.GetString()!];

    private static bool IsA(JsonElement value, string type) => value.ValueKind switch
    {
        JsonValueKind.Null => type == "null",
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        JsonValueKind.String => type == "string",
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        _ => type == "number" || (type == "integer" && value.TryGetInt64(out _)),
    };

    private static bool IsOfFormat(string format, string text) => format switch
    {
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => text.EndsWith('Z') && DateTime.TryParse(text, CultureInfo.InvariantCulture, out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "binary" => true,
        _ => false,
    };

    private JsonElement Resolve(string reference) =>
        reference.Split('/').Skip(1).Aggregate(description, (at, part) => at.GetProperty(part));
}
