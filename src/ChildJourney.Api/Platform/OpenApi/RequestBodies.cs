namespace ChildJourney.Api.Platform.OpenApi;

/// <summary>What a route's body may be; the schemas are written from the tables that read them.</summary>
internal sealed record BodyMetadata(string Schema);

/// <summary>Declares the bodies of routes.</summary>
internal static class RequestBodies
{
    public const string Child = "Child";
    public const string Entry = "Entry";
    public const string Calculation = "Calculation";

    public static RouteHandlerBuilder AcceptsChild(this RouteHandlerBuilder route) => route.WithMetadata(new BodyMetadata(Child));

    public static RouteHandlerBuilder AcceptsEntry(this RouteHandlerBuilder route) => route.WithMetadata(new BodyMetadata(Entry));

    public static RouteHandlerBuilder AcceptsCalculation(this RouteHandlerBuilder route) => route.WithMetadata(new BodyMetadata(Calculation));
}
