using System.Diagnostics;
using System.Text.Json.Serialization;
using ChildJourney.Api.Platform.Access;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace ChildJourney.Api.Platform;

/// <summary>A problem as it is answered (RFC 9457).</summary>
/// <param name="Type">The address of its documentation.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What happened this time.</param>
/// <param name="Instance">The address that was asked.</param>
/// <param name="TraceId">Names the request in the service's log.</param>
/// <param name="Errors">What was expected, by the path of each field at fault.</param>
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Instance,
    string TraceId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors);

/// <summary>Answers with problems: expected ones, those of the framework, and faults.</summary>
internal static class Problems
{
    private const string MediaType = "application/problem+json";

    public static IResult Of(Error error, HttpContext http) => Of(error.Type, error.Message, http, error.Fields);

    /// <summary>The problem that an answer about this alone would be.</summary>
    public static Problem DocumentOf(Error error, HttpContext http) => DocumentOf(error.Type, error.Message, http, error.Fields);

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(handler => handler.Run(AnswerExceptionAsync));
        app.UseStatusCodePages(async context => await AnswerStatusAsync(context.HttpContext, context.HttpContext.Response.StatusCode));
    }

    private static IResult Of(ProblemType type, string detail, HttpContext http, IReadOnlyDictionary<string, string[]>? errors = null) =>
        Results.Json(
            DocumentOf(type, detail, http, errors),
            Json.Options,
            MediaType,
            type.Status);

    private static Problem DocumentOf(ProblemType type, string detail, HttpContext http, IReadOnlyDictionary<string, string[]>? errors) =>
        new(type.Uri, type.Title, type.Status, detail, http.Request.Path, Activity.Current?.Id ?? http.TraceIdentifier, errors);

    private static Task AnswerExceptionAsync(HttpContext http)
    {
        var status = http.Features.Get<IExceptionHandlerFeature>()?.Error switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            AuditUnwritableException => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            http.Response.Headers.RetryAfter = "5";
        }

        return AnswerStatusAsync(http, status);
    }

    private static Task AnswerStatusAsync(HttpContext http, int status)
    {
        var type = ProblemTypes.All.FirstOrDefault(known => known.Status == status) ?? (status < 500 ? ProblemTypes.InvalidRequest : ProblemTypes.Fault);
        http.Features.Get<IHttpResponseFeature>()!.ReasonPhrase = null;
        return Of(type with { Status = status }, type.Meaning, http).ExecuteAsync(http);
    }
}
