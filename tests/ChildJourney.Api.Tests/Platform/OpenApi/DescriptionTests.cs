using System.Globalization;
using System.Net;
using System.Text.Json;
using ChildJourney.Api.Platform.OpenApi;
using ChildJourney.Domain.Journeys.Entries;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ChildJourney.Api.Tests.Platform.OpenApi;

/// <summary>The description of the API says what the API does.</summary>
public class DescriptionTests(Service service) : IClassFixture<Service>
{
    private static readonly string[] methods = ["get", "put", "post", "delete"];
    private static Answer? description;

    public static TheoryData<string> EntryTypes => [.. EntryShapes.All.Select(shape => shape.Type)];

    [Fact]
    public async Task What_is_served_is_what_is_checked_in()
    {
        var served = await service.GetAsync("/openapi/v1.json");
        using var checkedIn = JsonDocument.Parse(await File.ReadAllTextAsync(CheckedIn.File("openapi", "childjourney.v1.json")));

        served.Status.Should().Be(HttpStatusCode.OK);
        JsonSerializer.Serialize(served.Json).Should().Be(JsonSerializer.Serialize(checkedIn.RootElement), "it is generated: .ci/openapi openapi/childjourney.v1.json");
    }

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own_a_summary_and_a_problem()
    {
        var operations = await OperationsAsync();

        operations.Should().NotBeEmpty();
        operations.Select(operation => operation.Json.Get("operationId")).Should().OnlyHaveUniqueItems();
        foreach (var (at, json) in operations)
        {
            json.Get("summary").Should().NotBeNullOrWhiteSpace(at);
            json.GetProperty("tags").GetArrayLength().Should().Be(1, at);
            var responses = json.GetProperty("responses").EnumerateObject().ToList();
            responses.Should().Contain(response => response.Name.StartsWith('2'), at);
            responses.Where(response => response.Name.StartsWith('4')).Should().NotBeEmpty(at)
                .And.OnlyContain(response => response.Value.GetProperty("content").GetProperty("application/problem+json").GetProperty("schema").Get("$ref") == "#/components/schemas/Problem", at);
        }
    }

    [Fact]
    public async Task Every_operation_says_all_that_a_caller_has_to_know()
    {
        var tags = (await DescriptionAsync())["tags"].EnumerateArray().ToDictionary(tag => tag.Get("name")!, tag => tag.Get("description"));
        tags.Values.Should().OnlyHaveUniqueItems("each family is described by a sentence of its own");
        foreach (var (at, json) in await OperationsAsync())
        {
            var responses = json.GetProperty("responses");
            var isOpen = at.Contains(" /problems", StringComparison.Ordinal) || at.EndsWith(".ics", StringComparison.Ordinal);
            string[] statuses = [
                "400", "429", "default",
                .. isOpen ? [] : new[] { "401", "403", "503" },
                .. at.Contains('{', StringComparison.Ordinal) && !at.StartsWith("put /v1/children/{childId}", StringComparison.Ordinal) ? ["404"] : Array.Empty<string>(),
                .. json.TryGetProperty("requestBody", out _) ? ["413", "415"] : Array.Empty<string>(),
            ];

            var asked = json.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray().Select(parameter => parameter.Get("name")).ToList() : [];
            json.Get("operationId").Should().MatchRegex("^[A-Z][A-Za-z0-9]+$", at);
            json.Get("description").Should().NotBeNullOrWhiteSpace(at).And.EndWith(".", at);
            tags.Should().ContainKey(json.GetProperty("tags")[0].GetString()!, at);
            json.TryGetProperty("security", out _).Should().Be(!isOpen, at);
            responses.Names().Should().Contain(statuses, at).And.BeInAscendingOrder(StringComparer.Ordinal, at);
            foreach (var response in responses.EnumerateObject())
            {
                response.Value.Get("description").Should().EndWith(".", at);
                HeadersOf(response.Value).Contains("Retry-After").Should().Be(response.Name is "429" or "503" || (response.Name == "409" && asked.Contains("Idempotency-Key")), "{0} {1}", at, response.Name);
                HeadersOf(response.Value).Contains("WWW-Authenticate").Should().Be(response.Name == "401", "{0} {1}", at, response.Name);
            }

            asked.Contains("If-Match").Should().Be(responses.TryGetProperty("412", out _), at);
            (asked.Contains("If-None-Match") && at.StartsWith("get", StringComparison.Ordinal)).Should().Be(responses.TryGetProperty("304", out _), at);
            if (asked.Contains("cursor") || asked.Contains("after"))
            {
                var page = responses.GetProperty("200");
                HeadersOf(page).Should().Contain("Link", at);
                page.GetProperty("content").Names().Should().Equal(["application/json", "text/csv"], at);
            }
        }

        static IReadOnlyList<string> HeadersOf(JsonElement response) => response.TryGetProperty("headers", out var headers) ? headers.Names() : [];
    }

    [Fact]
    public async Task What_may_be_null_is_described_so_and_what_is_left_out_is_not()
    {
        var schemas = (await DescriptionAsync())["components", "schemas"];

        schemas.GetProperty("ChildView").GetProperty("properties").GetProperty("lookedAfter").GetProperty("oneOf").EnumerateArray().Select(choice => choice.TryGetProperty("type", out var type) ? type.GetString() : null)
            .Should().Equal(null, "null");
        schemas.GetProperty("ListChangesChange").GetProperty("properties").GetProperty("status").GetProperty("enum").EnumerateArray().Should().Contain(code => code.ValueKind == JsonValueKind.Null);
        schemas.GetProperty("PageOfFlag").GetProperty("properties").GetProperty("count").Get("type").Should().Be("integer");
        schemas.GetProperty("PageOfFlag").GetProperty("required").EnumerateArray().Select(name => name.GetString()).Should().Equal("items", "next");
    }

    [Fact]
    public async Task Every_route_is_described()
    {
        var described = (await OperationsAsync()).Select(operation => operation.At);

        var mapped = service.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods, (endpoint, method) => $"{method.ToLowerInvariant()} {endpoint.RoutePattern.RawText}")
            .ToList();

        mapped.Should().HaveCountGreaterThan(10);
        described.Where(operation => operation.Contains(" /v1", StringComparison.Ordinal)).Should().BeEquivalentTo(mapped);
    }

    [Fact]
    public async Task Every_operation_names_the_parts_of_its_address()
    {
        foreach (var (at, json) in await OperationsAsync())
        {
            var parts = at.Split('/', '{', '}').Where((_, number) => number > 0).Where(part => at.Contains($"{{{part}}}", StringComparison.Ordinal) && part.Length > 0);
            var parameters = json.TryGetProperty("parameters", out var given) ? given.EnumerateArray().ToList() : [];

            parameters.Where(parameter => parameter.Get("in") == "path").Select(parameter => parameter.Get("name")).Should().BeEquivalentTo(parts, at);
            parameters.Select(parameter => parameter.Get("name")).Should().OnlyHaveUniqueItems(at);
            parameters.Select(parameter => parameter.Get("description")).Should().NotContain("", at).And.NotContainNulls(at);
        }
    }

    [Fact]
    public async Task Every_reference_leads_somewhere()
    {
        var described = await DescriptionAsync();
        var schemas = described["components", "schemas"].Names();

        References(described.Json).Distinct().Should().NotBeEmpty().And.BeSubsetOf(schemas.Select(name => $"#/components/schemas/{name}"));

        static IEnumerable<string> References(JsonElement json) => json.ValueKind switch
        {
            JsonValueKind.Object => json.EnumerateObject().SelectMany(property => property.Name == "$ref" ? [property.Value.GetString()!] : References(property.Value)),
            JsonValueKind.Array => json.EnumerateArray().SelectMany(References),
            _ => [],
        };
    }

    [Theory]
    [MemberData(nameof(EntryTypes))]
    public async Task An_entry_is_described_with_the_fields_that_are_read(string type)
    {
        var shape = EntryShapes.Find(type)!;

        var schema = await SchemaOfAsync(type);

        schema.GetProperty("additionalProperties").GetBoolean().Should().BeFalse();
        schema.GetProperty("properties").Names().Should().BeEquivalentTo(["id", "type", "on", "reference", .. shape.Fields.Select(field => field.Name)]);
        schema.GetProperty("required").EnumerateArray().Select(name => name.GetString())
            .Should().BeEquivalentTo(["type", "on", .. shape.Fields.Where(field => field.IsRequired).Select(field => field.Name)]);
        foreach (var field in shape.Fields.Where(field => field.Schema.Codes is not null))
        {
            schema.GetProperty("properties").GetProperty(field.Name).GetProperty("enum").EnumerateArray().Where(code => code.ValueKind == JsonValueKind.String).Select(code => code.GetString())
                .Should().Equal(field.Schema.Codes);
        }
    }

    [Theory]
    [MemberData(nameof(EntryTypes))]
    public async Task An_entry_made_by_its_description_is_read(string type)
    {
        var schema = await SchemaOfAsync(type);
        var required = schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()).ToHashSet();

        foreach (var names in new[] { schema.GetProperty("properties").Names(), [.. required.OfType<string>()] })
        {
            var entry = names.ToDictionary(name => name, name => Example(schema.GetProperty("properties").GetProperty(name)));
            var answer = await service.PostAsync("/v1/calculations", new { child = new { dateOfBirth = "2015-05-01" }, entries = new[] { entry } });
            answer.Status.Should().NotBe(HttpStatusCode.BadRequest, answer.Text);
            ((int)answer.Status).Should().BeLessThan(500);
        }

        foreach (var missing in required.Where(name => name is not null))
        {
            var entry = required.Where(name => name != missing).ToDictionary(name => name!, name => Example(schema.GetProperty("properties").GetProperty(name!)));
            (await service.PostAsync("/v1/calculations", new { child = new { dateOfBirth = "2015-05-01" }, entries = new[] { entry } })).Status.Should().Be(HttpStatusCode.BadRequest, missing);
        }
    }

    [Fact]
    public async Task An_entry_is_one_of_the_types()
    {
        var entry = (await DescriptionAsync())["components", "schemas", RequestBodies.Entry];

        entry.GetProperty("oneOf").GetArrayLength().Should().Be(EntryShapes.All.Count);
        entry.GetProperty("discriminator").GetProperty("mapping").Names().Should().BeEquivalentTo(EntryShapes.All.Select(shape => shape.Type));
    }

    /// <summary>A value that the schema of a property allows.</summary>
    private static object? Example(JsonElement schema)
    {
        if (schema.TryGetProperty("const", out var only))
        {
            return only.GetString();
        }

        if (schema.TryGetProperty("enum", out var codes))
        {
            return codes[0].GetString();
        }

        var type = schema.GetProperty("type");
        var kind = type.ValueKind == JsonValueKind.String ? type.GetString() : type.EnumerateArray().Select(known => known.GetString()).First(known => known != "null");
        return kind switch
        {
            "boolean" => true,
            "integer" or "number" => schema.GetProperty("minimum").GetDecimal(),
            "array" => new[] { schema.GetProperty("items").GetProperty("properties").EnumerateObject().ToDictionary(property => property.Name, property => Example(property.Value)) },
            _ when schema.TryGetProperty("format", out var format) && format.GetString() == "date" => "2026-06-01",
            _ when schema.TryGetProperty("pattern", out var pattern) && pattern.GetString()!.Contains('T', StringComparison.Ordinal) => "2026-06-01T10:00",
            _ => "e1",
        };
    }

    /// <summary>What is served, which is the same whenever it is asked for.</summary>
    private async Task<Answer> DescriptionAsync() => description ??= await service.GetAsync("/openapi/v1.json");

    private async Task<JsonElement> SchemaOfAsync(string type) =>
        (await DescriptionAsync())["components", "schemas"].EnumerateObject().Select(schema => schema.Value)
            .Single(schema => schema.TryGetProperty("properties", out var properties) && !properties.TryGetProperty("revision", out _)
                && properties.TryGetProperty("type", out var named) && named.TryGetProperty("const", out var only) && only.GetString() == type);

    private async Task<List<(string At, JsonElement Json)>> OperationsAsync() =>
    [
        .. (await DescriptionAsync())["paths"].EnumerateObject().SelectMany(path =>
            path.Value.EnumerateObject().Where(operation => methods.Contains(operation.Name)).Select(operation => (string.Create(CultureInfo.InvariantCulture, $"{operation.Name} {path.Name}"), operation.Value))),
    ];
}
