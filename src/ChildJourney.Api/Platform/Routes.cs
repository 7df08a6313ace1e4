using System.Reflection;
using ChildJourney.Domain.Journeys.Entries;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Platform;

/// <summary>A use case that has a route. Every class that is one is found and mapped.</summary>
internal interface IUseCase
{
    /// <summary>Maps the use case's route.</summary>
    static abstract void Map(IEndpointRouteBuilder routes);
}

/// <summary>What a query was asked with.</summary>
/// <param name="Http">The request.</param>
/// <param name="Query">Its query parameters.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Problems">Where further problems of the request are added.</param>
internal sealed record Asked(HttpContext Http, QueryValues Query, IClock Clock, ICollection<InputProblem> Problems)
{
    /// <summary>A part of the address.</summary>
    public string Route(string name) => (string)Http.Request.RouteValues[name]!;

    /// <summary>The day asked about.</summary>
    public LocalDate AsOf => Query.AsOf(Clock);

    /// <summary>How much of a list is asked for; the cursor must be one of that list.</summary>
    public PageRequest Page(string list, params CursorKey[] keys)
    {
        var text = Query.MaybeText(Platform.Query.Cursor);
        var cursor = text is null ? null : Cursor.Parse(text, list, keys);
        if (text is not null && cursor is null)
        {
            Problems.Add(new InputProblem(Platform.Query.Cursor.Name, "next of the page before, of the same list in the same order"));
        }

        return new PageRequest(Query.Maybe(Platform.Query.Limit) ?? 50, cursor, Query.Maybe(Platform.Query.Count) ?? false);
    }
}

/// <summary>Maps use cases and answers requests, in one way.</summary>
internal static class Routes
{
    public static void MapUseCases(this IEndpointRouteBuilder routes)
    {
        foreach (var type in typeof(IUseCase).Assembly.GetTypes()
            .Where(type => type is { IsInterface: false } && type.IsAssignableTo(typeof(IUseCase)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            type.GetMethod(nameof(IUseCase.Map), BindingFlags.Static | BindingFlags.Public)!.Invoke(null, [routes]);
        }
    }

    /// <summary>Maps a question: its parameters are read, what does not fit is said, the answer is written.</summary>
    public static RouteHandlerBuilder MapQuery<TResponse>(
        this IEndpointRouteBuilder routes, string pattern, QueryParameter[] parameters, Func<Asked, IRequest<Result<TResponse>>> ask)
        where TResponse : notnull
    {
        var route = routes.MapGet(pattern, async (HttpContext http, IMediator mediator, IClock clock) =>
            {
                var problems = new List<InputProblem>();
                var request = ask(new Asked(http, QueryValues.Read(http.Request.Query, parameters, problems), clock, problems));
                return problems.Count > 0
                    ? Platform.Problems.Of(new InvalidInput(ProblemTypes.InvalidRequest, problems), http)
                    : Answer(await mediator.Send(request, http.RequestAborted), http, 200);
            })
            .WithMetadata(new QueryMetadata(parameters))
            .Produces<TResponse>()
            .ProducesProblems(400);

        // A question that names one thing may name one that is not there.
        return pattern.Contains('{', StringComparison.Ordinal) ? route.ProducesProblems(404) : route;
    }

    /// <summary>Declares the problems that may be answered.</summary>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses)
        {
            route.Produces<Problem>(status, "application/problem+json");
        }

        return route;
    }

    /// <summary>Writes an answer: as JSON with its tag, or as CSV where a list is asked for so.</summary>
    public static Microsoft.AspNetCore.Http.IResult Answer<T>(Result<T> result, HttpContext http, int status)
        where T : notnull
    {
        if (result.Error is { } error)
        {
            return Platform.Problems.Of(error, http);
        }

        if (result.Value is IVersioned { Tag: var tag })
        {
            http.Response.Headers.ETag = $"\"{tag}\"";
            if (ETags.IsHeldByReader(http.Request, tag))
            {
                return Results.StatusCode(StatusCodes.Status304NotModified);
            }
        }

        if (result.Value is IPage page)
        {
            return new PageResult(page, result.Value);
        }

        return Results.Json(result.Value, Json.Options, statusCode: status);
    }

    private sealed class PageResult(IPage page, object body) : Microsoft.AspNetCore.Http.IResult
    {
        public async Task ExecuteAsync(HttpContext http)
        {
            http.Response.Headers.Vary = "Accept";
            if (page.Next is { } next)
            {
                http.Response.Headers.Link = $"<{Next(http.Request, page.Parameter, next)}>; rel=\"next\"";
            }

            if (!Csv.IsPreferred(http.Request))
            {
                await http.Response.WriteAsJsonAsync(body, body.GetType(), Json.Options, http.RequestAborted);
                return;
            }

            http.Response.ContentType = Csv.MediaType + "; charset=utf-8";
            await using var text = new StringWriter();
            page.WriteCsv(text);
            await http.Response.WriteAsync(text.ToString(), http.RequestAborted);
        }

        private static string Next(HttpRequest request, string parameter, string cursor)
        {
            var query = request.Query.Where(given => given.Key != parameter).SelectMany(given => given.Value, (given, value) => KeyValuePair.Create(given.Key, value));
            return request.Path + QueryString.Create([.. query, KeyValuePair.Create<string, string?>(parameter, cursor)]);
        }
    }
}

/// <summary>The parameters that a route's query takes.</summary>
/// <param name="Parameters">The parameters.</param>
internal sealed record QueryMetadata(IReadOnlyList<QueryParameter> Parameters);
