using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ChildJourney.Api.Platform.OpenApi;

/// <summary>Shows of each operation a request and its answer, as they went to and from the service once.</summary>
internal sealed class ExamplesDescribed : IOperationFilter
{
    private const string File = "examples.json";
    private static readonly Lazy<JsonObject> examples = new(Read);

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (operation.OperationId is not { } name || examples.Value[name] is not JsonObject example)
        {
            return;
        }

        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(parameter => parameter.In == ParameterLocation.Path))
        {
            parameter.Example = example["parameters"]?[parameter.Name!]?.DeepClone();
        }

        Show(operation.RequestBody?.Content, example["request"]);
        foreach (var (status, answer) in operation.Responses ?? [])
        {
            var shown = example["responses"]?[status];
            Show(answer.Content, shown?["content"]);
            foreach (var (header, described) in answer.Headers ?? new Dictionary<string, IOpenApiHeader>())
            {
                if (described is OpenApiHeader written)
                {
                    written.Example = ValueOf(shown?["headers"]?[header], written.Schema?.Type);
                }
            }
        }
    }

    /// <summary>What a header said, which is text on its way, as its schema has it.</summary>
    private static JsonNode? ValueOf(JsonNode? text, JsonSchemaType? type) =>
        text is not null && type == JsonSchemaType.Integer ? int.Parse((string)text!, CultureInfo.InvariantCulture) : text?.DeepClone();

    private static void Show(IDictionary<string, IOpenApiMediaType>? content, JsonNode? shown)
    {
        foreach (var (type, described) in content ?? new Dictionary<string, IOpenApiMediaType>())
        {
            if (described is OpenApiMediaType written)
            {
                written.Example = shown?[type]?.DeepClone();
            }
        }
    }

    private static JsonObject Read()
    {
        using var stream = typeof(ExamplesDescribed).Assembly.GetManifestResourceStream(File)!;
        return JsonNode.Parse(stream)!.AsObject();
    }
}
