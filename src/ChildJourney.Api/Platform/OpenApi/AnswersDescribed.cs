using System.Globalization;
using ChildJourney.Api.Platform.Idempotency;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ChildJourney.Api.Platform.OpenApi;

/// <summary>Tells of each operation what its answers mean, which headers come with them, and which conditions it may be sent under.</summary>
internal sealed class AnswersDescribed : IOperationFilter
{
    private const string Otherwise = "default";
    private const string Lines = "application/x-ndjson";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        var types = context.ApiDescription.SupportedResponseTypes;
        var answers = operation.Responses!;
        var isRead = context.ApiDescription.HttpMethod == HttpMethods.Get;
        if (types.Any(IsOf<IPage>) && answers["200"] is OpenApiResponse { Content: { } content })
        {
            content[Csv.MediaType] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The items as CSV (RFC 4180): a column a property." } };
        }

        var isVersioned = types.Any(IsOf<IVersioned>) || answers.ContainsKey("304");
        if (isVersioned && isRead)
        {
            answers.TryAdd("304", new OpenApiResponse());
            AddParameter(operation, "If-None-Match", "The ETag that came with what the caller holds: where it is still that, the answer is 304 without a body.");
        }

        if (answers.ContainsKey("412"))
        {
            AddParameter(operation, "If-Match", "The ETag of what is to be changed: where it has changed since, the answer is 412.", isRequired: answers.ContainsKey("428"));
            AddParameter(operation, "If-None-Match", "* where there is to be none yet: otherwise the answer is 412.");
        }

        answers[Otherwise] = new OpenApiResponse { Content = new Dictionary<string, IOpenApiMediaType> { [Problems.MediaType] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(nameof(Problem), context.Document) } } };
        OneLineEach(answers);
        foreach (var (status, answer) in answers)
        {
            if (answer is OpenApiResponse written)
            {
                written.Description = AnswerWords.Of(status);
                AddHeaders(written, status, types.Where(type => type.StatusCode.ToString(CultureInfo.InvariantCulture) == status), metadata, isVersioned);
            }
        }

        operation.Responses = new OpenApiResponses();
        foreach (var (status, answer) in answers.OrderBy(answer => answer.Key, StringComparer.Ordinal))
        {
            operation.Responses.Add(status, answer);
        }
    }

    private static void AddHeaders(OpenApiResponse answer, string status, IEnumerable<ApiResponseType> types, IList<object> metadata, bool isVersioned)
    {
        var type = types.FirstOrDefault();
        if (type is not null && IsOf<IPage>(type))
        {
            Add("Link", "Where the next page is, with rel=\"next\"; not there on the last.");
        }

        if (isVersioned && (status is "200" or "201" or "304"))
        {
            Add("ETag", "The version of what is answered, to be sent in If-None-Match and If-Match.", isAlways: true);
        }

        if (metadata.OfType<LocationMetadata>().Any() && (status is "201" or "202"))
        {
            Add("Location", "Where what was made is found.", isAlways: true);
        }

        if (metadata.OfType<SentAgain>().Any())
        {
            switch (status)
            {
                case "200" or "201" or "202":
                    Add(KeptAnswer.Replayed, "true where the request was sent before under its key, and this is the answer that it had.");
                    break;
                case "409":
                    Add("Retry-After", "In how many seconds to send it again, where the request sent first is still being answered.");
                    break;
            }
        }

        switch (status)
        {
            case "401":
                Add("WWW-Authenticate", "Bearer, and what is wrong with the token where there is one.", isAlways: true);
                break;
            case "429" or "503":
                Add("Retry-After", "In how many seconds to ask again.", isAlways: true);
                break;
            case "200" when metadata.OfType<FileNameMetadata>().Any():
                Add("Content-Disposition", "The name of the file.", isAlways: true);
                break;
        }

        void Add(string name, string summary, bool isAlways = false)
        {
            answer.Headers ??= new Dictionary<string, IOpenApiHeader>();
            answer.Headers[name] = new OpenApiHeader { Description = summary, Required = isAlways, Schema = new OpenApiSchema { Type = name == "Retry-After" ? JsonSchemaType.Integer : JsonSchemaType.String } };
        }
    }

    private static void AddParameter(OpenApiOperation operation, string name, string summary, bool isRequired = false)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = summary,
            Required = isRequired,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
    }

    /// <summary>Of lines the schema is that of one of them.</summary>
    private static void OneLineEach(OpenApiResponses answers)
    {
        foreach (var content in answers.Values.Select(answer => answer.Content).OfType<IDictionary<string, IOpenApiMediaType>>())
        {
            if (content.TryGetValue(Lines, out var lines) && lines is OpenApiMediaType { Schema.Items: { } line })
            {
                content[Lines] = new OpenApiMediaType { Schema = line };
            }
        }
    }

    private static bool IsOf<T>(ApiResponseType type) => type.Type?.IsAssignableTo(typeof(T)) == true;
}

/// <summary>That the answer says where what was made is found.</summary>
internal sealed record LocationMetadata;

/// <summary>That the answer is a file with a name.</summary>
internal sealed record FileNameMetadata;

/// <summary>Declares headers of answers.</summary>
internal static class AnswerHeaders
{
    public static RouteHandlerBuilder TellsLocation(this RouteHandlerBuilder route) => route.WithMetadata(new LocationMetadata());

    public static RouteHandlerBuilder TellsFileName(this RouteHandlerBuilder route) => route.WithMetadata(new FileNameMetadata());
}
