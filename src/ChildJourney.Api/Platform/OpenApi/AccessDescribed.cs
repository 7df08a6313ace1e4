using ChildJourney.Api.Platform.Access;
using ChildJourney.Api.Platform.Idempotency;
using ChildJourney.Domain.Journeys.Entries;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ChildJourney.Api.Platform.OpenApi;

/// <summary>Tells of each operation which roles may use it, and how the caller signs in.</summary>
internal sealed class AccessDescribed : IOperationFilter
{
    private const string Scheme = "bearer";

    public static void AddTo(SwaggerGenOptions options)
    {
        options.AddSecurityDefinition(Scheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "A token of the OpenID Connect issuer that the service is configured for, with the claims authority, roles, and teams or worker where a role asks for them. A service without an issuer answers to its own machine alone and asks for none.",
        });
        options.OperationFilter<AccessDescribed>();
    }

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<RouteAccess>().LastOrDefault() is not { } access || access.Roles == Roles.None)
        {
            return;
        }

        if (context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<SentAgain>().Any())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = SentAgain.Header,
                In = ParameterLocation.Header,
                Description = "A key of your own for this request, such as a UUID. Sent again under it within 24 hours, the request does nothing more, and its answer is given again, with Idempotency-Replayed; another body under it is 422. A refusal of what could not be read is not kept.",
                Schema = Schemas.Of(new FieldSchema("string", SentAgain.Expectation) { Pattern = SentAgain.Pattern }),
            });
        }

        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
        operation.Description = $"{operation.Description} For: {RoleWords.Of(access.Roles)}.".TrimStart();
        if (access.IsAboutChildren && (access.Roles & Roles.Quality) != Roles.None)
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = AccessReasons.Header,
                In = ParameterLocation.Header,
                Description = "Why the role quality opens restricted records; without it they are not there.",
                Schema = Schemas.Of(new FieldSchema("string", AccessReasons.Expected) { Codes = AccessReasons.All }),
            });
        }
    }
}
