namespace ChildJourney.Api.Platform.Access;

/// <summary>Who may use a route, and whether it shows or changes what is known of children.</summary>
/// <param name="Roles">The roles of which the caller needs one.</param>
/// <param name="IsAboutChildren">Whether its use is written to the audit log.</param>
internal sealed record RouteAccess(Roles Roles, bool IsAboutChildren)
{
    /// <summary>Reads about the children in the caller's scope.</summary>
    public static RouteAccess ReadChildren { get; } = new(Roles.Practitioner | Roles.TeamManager | Roles.Iro | Roles.Quality | Roles.Integration, IsAboutChildren: true);

    /// <summary>Writes about the children in the caller's scope.</summary>
    public static RouteAccess WriteChildren { get; } = new(Roles.Practitioner | Roles.TeamManager | Roles.Iro | Roles.Integration, IsAboutChildren: true);

    /// <summary>Reads about all of an authority's children at once.</summary>
    public static RouteAccess ReadAuthority { get; } = new(Roles.Quality | Roles.Integration, IsAboutChildren: true);

    /// <summary>Brings in many children at once, or follows what changes about all of them.</summary>
    public static RouteAccess Integrate { get; } = new(Roles.Integration, IsAboutChildren: true);

    /// <summary>Watches over imports, of which it shows counts.</summary>
    public static RouteAccess WatchImports { get; } = new(Roles.Integration, IsAboutChildren: false);

    /// <summary>Makes a calendar of the children in the caller's scope that anyone may read who has its address.</summary>
    public static RouteAccess MakeCalendars { get; } = new(Roles.TeamManager | Roles.Iro | Roles.Quality | Roles.Integration, IsAboutChildren: true);

    /// <summary>Lists calendars and revokes them.</summary>
    public static RouteAccess ManageCalendars { get; } = new(MakeCalendars.Roles | Roles.Administrator, IsAboutChildren: true);

    /// <summary>Open to whoever has an address with a token in it, which is known to whom it was given alone.</summary>
    public static RouteAccess ByTokenInAddress { get; } = new(Roles.None, IsAboutChildren: true);

    /// <summary>Reads the rules, the calendar and the policy, or works out what is sent: nothing of any child on record.</summary>
    public static RouteAccess ReadRules { get; } = new(Roles.All, IsAboutChildren: false);

    /// <summary>Sets the authority's policy, or where its changes are sent.</summary>
    public static RouteAccess SetPolicy { get; } = new(Roles.Administrator, IsAboutChildren: false);

    /// <summary>Reads the audit log, or how long records are kept.</summary>
    public static RouteAccess ReadAudit { get; } = new(Roles.Quality | Roles.Administrator, IsAboutChildren: true);

    /// <summary>Erases what is recorded of a child, without seeing it.</summary>
    public static RouteAccess Erase { get; } = new(Roles.Administrator, IsAboutChildren: true);

    /// <summary>Open to anyone, signed in or not.</summary>
    public static RouteAccess Open { get; } = new(Roles.None, IsAboutChildren: false);
}

/// <summary>Classifies routes.</summary>
internal static class RouteAccessExtensions
{
    /// <summary>Says who may use the route. A route of which nothing is said stops the service from starting.</summary>
    public static RouteHandlerBuilder For(this RouteHandlerBuilder route, RouteAccess access)
    {
        route.WithMetadata(access);
        if (access == RouteAccess.Open)
        {
            return route;
        }

        if (access == RouteAccess.ByTokenInAddress)
        {
            return route.AddEndpointFilter<EveryUseIsAudited>().ProducesProblems(404, 429, 503);
        }

        return (access.IsAboutChildren ? route.AddEndpointFilter<EveryUseIsAudited>() : route).ProducesProblems(401, 403, 429, 503);
    }

    /// <summary>Fails where a route was mapped without saying who may use it.</summary>
    public static void RequireAccessOnEveryRoute(this IEndpointRouteBuilder routes)
    {
        foreach (var endpoint in routes.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            if (endpoint.RoutePattern.RawText?.TrimStart('/').StartsWith("v1/", StringComparison.Ordinal) == true && endpoint.Metadata.GetMetadata<RouteAccess>() is null)
            {
                throw new InvalidOperationException($"{endpoint.DisplayName}: nothing says who may use it.");
            }
        }
    }
}
