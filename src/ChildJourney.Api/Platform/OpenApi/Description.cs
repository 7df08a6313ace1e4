using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Records;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.OpenApi;
using NodaTime;
using Swashbuckle.AspNetCore.Swagger;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ChildJourney.Api.Platform.OpenApi;

/// <summary>The description of the API, OpenAPI 3.1.</summary>
internal static class Description
{
    /// <summary>The version of OpenAPI, for the generator and for what is served alike.</summary>
    public const OpenApiSpecVersion Version = OpenApiSpecVersion.OpenApi3_1;

    public static IServiceCollection AddDescription(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.Configure<SwaggerOptions>(options => options.OpenApiVersion = Version);
        return services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc("v1", new OpenApiInfo
            {
                Title = "ChildJourney",
                Version = "v1",
                Description = "What the law asks for each looked-after child in England, and by when.",
                License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
                Contact = new OpenApiContact { Name = "ChildJourney contributors" },
            });
            options.CustomSchemaIds(NameOf);
            options.SupportNonNullableReferenceTypes();
            options.NonNullableReferenceTypesAsRequired();
            options.MapType<LocalDate>(() => Text("date"));
            options.MapType<LocalDate?>(() => Text("date", nullable: true));
            options.MapType<Instant>(() => Text("date-time"));
            options.MapType<Instant?>(() => Text("date-time", nullable: true));
            options.MapType<Stream>(() => Text("binary"));
            MapCodes(options, Words.Statuses);
            MapCodes(options, Words.Levels);
            MapCodes(options, Words.Severities);
            MapCodes(options, CodeLists.Sexes);
            MapCodes(options, Json.ClosedBys);
            options.SchemaFilter<ValuesAreThere>();
            options.OperationFilter<Requests>();
            AccessDescribed.AddTo(options);
            options.OperationFilter<AnswersDescribed>();
            options.OperationFilter<ExamplesDescribed>();
            options.DocumentFilter<Tables>();
            foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "ChildJourney.*.xml").Order(StringComparer.Ordinal))
            {
                options.IncludeXmlComments(file);
            }
        });
    }

    private static OpenApiSchema Text(string format, bool nullable = false) =>
        new() { Type = nullable ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String, Format = format };

    private static void MapCodes<T>(SwaggerGenOptions options, Codes<T> codes)
        where T : struct, Enum =>
        options.MapType<T>(() => new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. codes.Texts.Select(text => (JsonNode)JsonValue.Create(text)!)] });

    private static string NameOf(Type type) =>
        type.IsGenericType ? type.Name.Split('`')[0] + "Of" + string.Concat(type.GetGenericArguments().Select(NameOf))
        : type.DeclaringType is { } slice ? slice.Name + type.Name
        : type.Name;

    /// <summary>A value that cannot be null is always there.</summary>
    private sealed class ValuesAreThere : ISchemaFilter
    {
        public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
        {
            if (schema is not OpenApiSchema { Properties: { } properties } written || context.Type.Assembly != typeof(Description).Assembly)
            {
                return;
            }

            foreach (var member in context.Type.GetProperties())
            {
                if (properties.Keys.FirstOrDefault(key => IsOf(key, member)) is { } key)
                {
                    properties[key] = WithOrWithoutNull(properties[key], member);
                }
            }

            written.Required ??= new HashSet<string>();
            foreach (var (name, _) in properties.Where(property => context.Type.GetProperties().Any(member =>
                IsOf(property.Key, member)
                && !member.IsDefined(typeof(JsonIgnoreAttribute), inherit: false))))
            {
                written.Required.Add(name);
            }
        }

        private static bool IsOf(string key, PropertyInfo member) =>
            string.Equals(member.Name, key.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

        /// <summary>What is left out where it is null is never null; another object that may be null is so described, which a reference alone does not say.</summary>
        private static IOpenApiSchema WithOrWithoutNull(IOpenApiSchema schema, PropertyInfo member)
        {
            if (member.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition == JsonIgnoreCondition.WhenWritingNull)
            {
                if (schema is OpenApiSchema { Type: { } type } own)
                {
                    own.Type = type & ~JsonSchemaType.Null;
                }

                return schema;
            }

            if (schema is OpenApiSchema { Type: { } types, Enum: { } codes } closed && types.HasFlag(JsonSchemaType.Null))
            {
                // The generator takes the codes of the type that is never null.
                closed.Enum = [.. codes.Where(code => code is not null && code.GetValueKind() == JsonValueKind.String), JsonNullSentinel.JsonNull];
            }

            return schema is OpenApiSchemaReference reference && new NullabilityInfoContext().Create(member).ReadState == NullabilityState.Nullable
                ? new OpenApiSchema { OneOf = [reference, new OpenApiSchema { Type = JsonSchemaType.Null }], Description = reference.Description }
                : schema;
        }
    }

    /// <summary>Query parameters and bodies, from the tables that read them.</summary>
    private sealed class Requests : IOperationFilter
    {
        public void Apply(OpenApiOperation operation, OperationFilterContext context)
        {
            var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
            operation.Parameters =
            [
                .. RoutePatternFactory.Parse(context.ApiDescription.RelativePath!).Parameters.Select(part => PartOfAddress(part.Name)),
                .. (operation.Parameters ?? []).Where(parameter => parameter.In != ParameterLocation.Path),
            ];
            foreach (var parameter in metadata.OfType<QueryMetadata>().SelectMany(query => query.Parameters))
            {
                operation.Parameters.Add(Describe(parameter));
            }

            if (metadata.OfType<ReturnMetadata>().LastOrDefault() is { } files)
            {
                operation.RequestBody = ReturnBody(files);
            }

            if (metadata.OfType<BodyMetadata>().LastOrDefault() is { } body)
            {
                operation.RequestBody = new OpenApiRequestBody
                {
                    Required = true,
                    Content = new Dictionary<string, IOpenApiMediaType>
                    {
                        ["application/json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(body.Schema, context.Document) },
                    },
                };
                if (body.LineSchema is { } line)
                {
                    operation.RequestBody.Content!["application/x-ndjson"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(line, context.Document) };
                }
            }
        }

        /// <summary>Files, in any number of parts whatever their names, or one as the whole body.</summary>
        private static OpenApiRequestBody ReturnBody(ReturnMetadata files) => new()
        {
            Required = true,
            Content = files.Types.ToDictionary(
                type => type,
                IOpenApiMediaType (type) => new OpenApiMediaType
                {
                    Schema = type.StartsWith("multipart/", StringComparison.Ordinal)
                        ? new OpenApiSchema { Type = JsonSchemaType.Object, MinProperties = 1, AdditionalProperties = File(), Description = "Files of CSV or XML, or one zip." }
                        : File(),
                },
                StringComparer.Ordinal),
        };

        private static OpenApiSchema File() => new() { Type = JsonSchemaType.String, Format = "binary" };

        /// <summary>A part of the address; queries read theirs from the route, so that no handler's parameter tells of it.</summary>
        private static OpenApiParameter PartOfAddress(string name) => new()
        {
            Name = name,
            In = ParameterLocation.Path,
            Description = name switch
            {
                "childId" => "The authority's identifier of the child.",
                "entryId" => "The entry's identifier.",
                "obligationId" => "The obligation's id: the rule and the trigger's date.",
                "ruleId" => "The rule's id.",
                "importId" => "The import's id.",
                "calendarId" => "The calendar's id.",
                "subscriptionId" => "The subscription's id.",
                "token" => "The token of the calendar's address.",
                _ => "The name of the kind of problem.",
            },
            Required = true,
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Pattern = name switch { "childId" => Identifiers.ChildPattern, "entryId" => Identifiers.EntryPattern, _ => null },
            },
        };

        private static OpenApiParameter Describe(QueryParameter parameter) => new()
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Description = parameter.Summary,
            Required = parameter.IsRequired,
            Explode = false,
            Style = ParameterStyle.Form,
            Schema = parameter.IsList ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = Schemas.Of(parameter.Schema) } : Schemas.Of(parameter.Schema),
        };
    }

    /// <summary>The schemas that are written from tables.</summary>
    private sealed class Tables : IDocumentFilter
    {
        private static readonly Type[] readByTables =
        [
            typeof(DriftPolicy), typeof(Entry), typeof(EntryShape), typeof(Field), typeof(FieldSchema), typeof(FieldValues), typeof(RulePolicy), typeof(SchoolTerm), typeof(SchoolTerms),
            typeof(StoredEntry), typeof((string, FieldSchema)),
        ];

        public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
        {
            foreach (var name in readByTables.Select(NameOf))
            {
                // The generator's own view of a type whose schema is written from its table.
                swaggerDoc.Components!.Schemas!.Remove(name);
            }

            Schemas.AddTo(swaggerDoc);
            swaggerDoc.Servers = [new OpenApiServer { Url = "/" }];
            swaggerDoc.Tags = new HashSet<OpenApiTag>(swaggerDoc.Paths.Values
                .SelectMany(path => path.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>())
                .SelectMany(operation => operation.Tags ?? Enumerable.Empty<OpenApiTagReference>())
                .Select(tag => tag.Name!)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(name => new OpenApiTag { Name = name, Description = DescriptionOf(name) }));
        }

        private static string DescriptionOf(string tag) => tag switch
        {
            "Audit" => "Who looked at what is known of a child, or changed it.",
            "Calendars" => "Reviews and deadlines in a calendar.",
            "Batches" => "Many children with their entries at once.",
            "Changes" => "What has changed about flags, in order, for those who keep a copy.",
            "Children" => "Children, their journeys, and why an obligation is due when it is.",
            "Drift" => "Children at risk of drift, with the reason in words.",
            "Entries" => "The dated facts that a journey is made of.",
            "Education" => "Personal education plans by school term.",
            "Exports" => "Lists in the form that others ask for.",
            "Figures" => "Counts, rates against targets, trends and reports.",
            "Flags" => "Obligations across children.",
            "Imports" => "SSDA903 returns, imported in the background.",
            "Policy" => "The authority's own settings.",
            "Reviews" => "For reviewing officers: each child's next review and what else is outstanding.",
            "Rules" => "The catalogue of rules, the calendar, and calculations that store nothing.",
            "Section 20" => "Children accommodated under section 20 of the Children Act 1989.",
            "Retention" => "Until when records are kept, and their erasure when that time is over.",
            "Subscriptions" => "Webhooks: changes of flags, sent to an address.",
            _ => "What the kinds of problem mean.",
        };
    }
}
