using System.Diagnostics;
using System.Text.Json.Serialization;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Infrastructure.Durability;
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

/// <summary>A fault whose message is for the caller: something of the request was stored before, and it says what.</summary>
internal interface ITellsWhatWasStored;

/// <summary>Answers with problems: expected ones, those of the framework, and faults.</summary>
internal static class Problems
{
    public const string MediaType = "application/problem+json";
    private const string RetryAfterSeconds = "5";

    public static IResult Of(Error error, HttpContext http) => Of(error.Type, error.Message, http, error.Fields);

    /// <summary>The problem that an answer about this alone would be.</summary>
    public static Problem DocumentOf(Error error, HttpContext http) => DocumentOf(error.Type, error.Message, http, error.Fields);

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = AnswerExceptionAsync,

            // What is the request's fault is none of the service's, and is not logged as one.
            SuppressDiagnosticsCallback = context => StatusOf(context.Exception) < StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePages(async context => await AnswerStatusAsync(context.HttpContext, context.HttpContext.Response.StatusCode));
    }

    private static IResult Of(ProblemType type, string detail, HttpContext http, IReadOnlyDictionary<string, string[]>? errors = null)
    {
        if (type.Status == StatusCodes.Status503ServiceUnavailable)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        return Results.Json(DocumentOf(type, detail, http, errors), Json.Options, MediaType, type.Status);
    }

    private static Problem DocumentOf(ProblemType type, string detail, HttpContext http, IReadOnlyDictionary<string, string[]>? errors) =>
        new(type.Uri, type.Title, type.Status, detail, http.Request.Path, TraceOf(http), errors);

    /// <summary>The name of the request in the log: that of the trace it is part of, which the caller may have begun.</summary>
    private static string TraceOf(HttpContext http) => Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;

    private static Task AnswerExceptionAsync(HttpContext http)
    {
        var exception = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        var told = exception is ITellsWhatWasStored ? exception.Message : null;
        if (DatabaseFault.Of(exception) is not { } fault)
        {
            return AnswerStatusAsync(http, StatusOf(exception), told);
        }

        http.RequestServices.GetRequiredService<DatabaseHealth>().Failed();
        http.Features.Get<IHttpResponseFeature>()!.ReasonPhrase = null;
        return Of(ProblemTypes.Unavailable, told is null ? fault.Sentence : $"{fault.Sentence} {told}", http).ExecuteAsync(http);
    }

    /// <summary>The status that an exception is answered with.</summary>
    public static int StatusOf(Exception? exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,

        // A chunk of a size beyond all bounds, which the server does not call a bad request.
        IOException { InnerException: OverflowException } => StatusCodes.Status400BadRequest,
        ITellsWhatWasStored => StatusOf(exception.InnerException),
        AuditUnwritableException or WritersCollideException => StatusCodes.Status503ServiceUnavailable,
        _ when DatabaseFault.Of(exception) is not null => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static Task AnswerStatusAsync(HttpContext http, int status, string? told = null)
    {
        var type = ProblemTypes.All.FirstOrDefault(known => known.Status == status) ?? (status < 500 ? ProblemTypes.InvalidRequest : ProblemTypes.Fault);
        http.Features.Get<IHttpResponseFeature>()!.ReasonPhrase = null;
        return Of(type with { Status = status }, told ?? type.Meaning, http).ExecuteAsync(http);
    }
}
