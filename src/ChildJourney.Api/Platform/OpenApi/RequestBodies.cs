using Microsoft.AspNetCore.Http.Metadata;

namespace ChildJourney.Api.Platform.OpenApi;

/// <summary>What a route's body may be; the schemas are written from the tables that read them.</summary>
/// <param name="Schema">The schema's name.</param>
/// <param name="MaxRequestBodySize">How many bytes it may have.</param>
/// <param name="LineSchema">The schema of a line, where it may be sent line by line too.</param>
internal sealed record BodyMetadata(string Schema, long? MaxRequestBodySize, string? LineSchema = null) : IRequestSizeLimitMetadata;

/// <summary>That a route takes a return, in one of several types of content.</summary>
/// <param name="Types">The types.</param>
/// <param name="MaxRequestBodySize">How many bytes it may have.</param>
internal sealed record ReturnMetadata(IReadOnlyList<string> Types, long? MaxRequestBodySize) : IRequestSizeLimitMetadata;

/// <summary>Declares the bodies of routes.</summary>
internal static class RequestBodies
{
    public const string Child = "Child";
    public const string Entry = "Entry";
    public const string Calculation = "Calculation";
    public const string Policy = "Policy";
    public const string Calendar = "Calendar";
    public const string Batch = "Batch";
    public const string Subscription = "Subscription";
    public const string BatchChild = "BatchChild";

    private const long OneThing = 64 * 1024;
    private const long WholePolicy = 256 * 1024;
    private const long ManyChildren = 256 * 1024 * 1024;
    private const long WholeJourney = 4 * 1024 * 1024;

    public static RouteHandlerBuilder AcceptsChild(this RouteHandlerBuilder route) => route.Accepts(Child, OneThing);

    public static RouteHandlerBuilder AcceptsEntry(this RouteHandlerBuilder route) => route.Accepts(Entry, OneThing);

    public static RouteHandlerBuilder AcceptsCalculation(this RouteHandlerBuilder route) => route.Accepts(Calculation, WholeJourney);

    public static RouteHandlerBuilder AcceptsPolicy(this RouteHandlerBuilder route) => route.Accepts(Policy, WholePolicy);

    public static RouteHandlerBuilder AcceptsCalendar(this RouteHandlerBuilder route) => route.Accepts(Calendar, OneThing);

    public static RouteHandlerBuilder AcceptsBatch(this RouteHandlerBuilder route) => route.Accepts(Batch, ManyChildren, BatchChild);

    public static RouteHandlerBuilder AcceptsReturn(this RouteHandlerBuilder route, IReadOnlyList<string> types) =>
        route.WithMetadata(new ReturnMetadata(types, ManyChildren)).ProducesProblems(413);

    public static RouteHandlerBuilder AcceptsSubscription(this RouteHandlerBuilder route) => route.Accepts(Subscription, OneThing);

    private static RouteHandlerBuilder Accepts(this RouteHandlerBuilder route, string schema, long most, string? lineSchema = null) =>
        route.WithMetadata(new BodyMetadata(schema, most, lineSchema)).ProducesProblems(413);
}
