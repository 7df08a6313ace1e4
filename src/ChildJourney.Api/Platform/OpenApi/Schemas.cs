using System.Globalization;
using System.Text.Json.Nodes;
using ChildJourney.Api.Features.Batches;
using ChildJourney.Api.Features.Calendars;
using ChildJourney.Api.Features.Children;
using ChildJourney.Api.Features.Subscriptions;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using Microsoft.OpenApi;

namespace ChildJourney.Api.Platform.OpenApi;

/// <summary>Schemas written from the tables that read requests: what is published is what is read.</summary>
internal static class Schemas
{
    private const string Recorded = "RecordedEntry";

    /// <summary>The schema of a value.</summary>
    public static OpenApiSchema Of(FieldSchema field, string? summary = null, bool nullable = false) => new()
    {
        Type = nullable ? TypeOf(field.Type) | JsonSchemaType.Null : TypeOf(field.Type),
        Format = field.Format,
        Pattern = field.Pattern,
        Minimum = field.Minimum?.ToString(CultureInfo.InvariantCulture),
        Maximum = field.Maximum?.ToString(CultureInfo.InvariantCulture),
        Enum = field.Codes is { } codes ? [.. codes.Select(code => (JsonNode)JsonValue.Create(code)!), .. nullable ? new JsonNode[] { JsonNullSentinel.JsonNull } : []] : null,
        Description = summary,
        Items = field.Items is { } items ? ObjectOf(items) : null,
    };

    /// <summary>Adds the schemas of bodies and of entries to the document.</summary>
    public static void AddTo(OpenApiDocument document)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        var schemas = document.Components.Schemas;
        schemas[RequestBodies.Child] = ChildSchema();
        foreach (var shape in EntryShapes.All)
        {
            schemas[NameOf(shape)] = EntrySchema(shape, recorded: false);
            schemas[Recorded + NameOf(shape)] = EntrySchema(shape, recorded: true);
        }

        schemas[RequestBodies.Entry] = OneOf(document, prefix: "");
        schemas["EntryView"] = OneOf(document, Recorded);
        PolicySchemas.AddTo(document, schemas);
        schemas[RequestBodies.BatchChild] = BatchChildSchema(document);
        schemas[RequestBodies.Batch] = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            MaxItems = BatchLayout.MostChildren,
            Items = new OpenApiSchemaReference(RequestBodies.BatchChild, document),
            Description = "Children with their entries.",
        };
        schemas[RequestBodies.Subscription] = SubscriptionSchema();
        schemas[RequestBodies.Calculation] = CalculationSchema(document);
        schemas[RequestBodies.Calendar] = CalendarSchema();
    }

    private static OpenApiSchema ObjectOf(IReadOnlyList<(string Name, FieldSchema Schema)> properties) => new()
    {
        Type = JsonSchemaType.Object,
        AdditionalPropertiesAllowed = false,
        Required = new HashSet<string>(properties.Select(property => property.Name)),
        Properties = properties.ToDictionary(property => property.Name, property => (IOpenApiSchema)Of(property.Schema)),
    };

    private static OpenApiSchema ChildSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "What is recorded about a child itself.",
        AdditionalPropertiesAllowed = false,
        Required = new HashSet<string> { "dateOfBirth" },
        Properties = ChildBody.Properties.ToDictionary(
            property => property.Name,
            property => (IOpenApiSchema)Of(property.Schema, property.Summary, nullable: property.Name != "dateOfBirth")),
    };

    private static OpenApiSchema CalendarSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "Whose reviews and deadlines a calendar holds: those of an independent reviewing officer, or of a team.",
        AdditionalPropertiesAllowed = false,
        MinProperties = 1,
        MaxProperties = 1,
        Properties = CalendarBody.Properties.ToDictionary(property => property.Name, property => (IOpenApiSchema)Of(property.Schema, property.Summary)),
    };

    private static OpenApiSchema SubscriptionSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "Which changes are sent, and where.",
        AdditionalPropertiesAllowed = false,
        Required = new HashSet<string> { "url" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["url"] = Of(SubscriptionBody.UrlSchema, "The address that changes are sent to."),
            ["description"] = Of(SubscriptionBody.DescriptionSchema, "What it is for.", nullable: true),
            ["filters"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Which changes are sent; all where it is left out.",
                AdditionalPropertiesAllowed = false,
                Properties = SubscriptionBody.FilterProperties.ToDictionary(
                    property => property.Name,
                    property => (IOpenApiSchema)new OpenApiSchema { Type = JsonSchemaType.Array, MaxItems = 200, Items = Of(property.Schema), Description = property.Summary }),
            },
        },
    };

    private static OpenApiSchema EntrySchema(EntryShape shape, bool recorded)
    {
        var properties = new Dictionary<string, IOpenApiSchema>
        {
            ["id"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = Identifiers.EntryPattern, Description = "The entry's identifier; made where it is left out." },
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Const = shape.Type },
            ["on"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date", Description = "The day it happened." },
        };
        foreach (var field in shape.Fields)
        {
            properties[field.Name] = Of(field.Schema, field.Summary, field.AcceptsNull && !recorded);
        }

        properties["reference"] = new OpenApiSchema
        {
            Type = JsonSchemaType.String | JsonSchemaType.Null,
            Pattern = Identifiers.CodePattern,
            Description = "The record's id in the system it came from: a code, not a name.",
        };
        var required = new HashSet<string>(["type", "on", .. shape.Fields.Where(field => field.IsRequired && (!recorded || !field.AcceptsNull)).Select(field => field.Name)]);
        if (recorded)
        {
            properties["revision"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "1 for the first." };
            properties["recordedAt"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time", Description = "When the revision was recorded." };
            properties["recordedBy"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Who recorded it." };
            properties["voided"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Why this revision voided the entry." };
            required.UnionWith(["id", "reference", "revision", "recordedAt", "recordedBy"]);
        }

        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = shape.Title + ".",
            AdditionalPropertiesAllowed = false,
            Properties = properties,
            Required = required,
        };
    }

    private static OpenApiSchema OneOf(OpenApiDocument document, string prefix) => new()
    {
        Description = "A dated fact in a child's journey; its type says which fields it has.",
        OneOf = [.. EntryShapes.All.Select(shape => (IOpenApiSchema)new OpenApiSchemaReference(prefix + NameOf(shape), document))],
        Discriminator = new OpenApiDiscriminator
        {
            PropertyName = "type",
            Mapping = EntryShapes.All.ToDictionary(shape => shape.Type, shape => new OpenApiSchemaReference(prefix + NameOf(shape), document)),
        },
    };

    private static OpenApiSchema CalculationSchema(OpenApiDocument document) => new()
    {
        Type = JsonSchemaType.Object,
        Description = "A whole journey to be worked out.",
        AdditionalPropertiesAllowed = false,
        Required = new HashSet<string> { "child", "entries" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["child"] = new OpenApiSchemaReference(RequestBodies.Child, document),
            ["entries"] = new OpenApiSchema { Type = JsonSchemaType.Array, MaxItems = 2000, Items = new OpenApiSchemaReference(RequestBodies.Entry, document), Description = "The entries, in any order." },
            ["asOf"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date", Description = "The day asked about; today in England where it is left out." },
            ["policy"] = new OpenApiSchemaReference(RequestBodies.Policy, document),
        },
    };

    private static OpenApiSchema BatchChildSchema(OpenApiDocument document) => new()
    {
        Type = JsonSchemaType.Object,
        Description = "A child with entries to add or correct.",
        AdditionalPropertiesAllowed = false,
        Required = new HashSet<string> { "childId", "entries" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["childId"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = Identifiers.ChildPattern, Description = "The authority's identifier of the child." },
            ["child"] = new OpenApiSchemaReference(RequestBodies.Child, document),
            ["entries"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                MaxItems = BatchEntries.Most,
                Items = new OpenApiSchemaReference(RequestBodies.Entry, document),
                Description = "The entries, in any order. One without an id is given one that follows from its type, date and fields.",
            },
        },
    };

    private static string NameOf(EntryShape shape) =>
        string.Concat(shape.Type.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..])) + "Entry";

    private static JsonSchemaType TypeOf(string type) => type switch
    {
        "array" => JsonSchemaType.Array,
        "boolean" => JsonSchemaType.Boolean,
        "integer" => JsonSchemaType.Integer,
        "number" => JsonSchemaType.Number,
        _ => JsonSchemaType.String,
    };
}
