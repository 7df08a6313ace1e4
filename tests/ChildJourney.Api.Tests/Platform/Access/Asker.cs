namespace ChildJourney.Api.Tests.Platform.Access;

/// <summary>Someone who asks about children, and whom of them that one may see.</summary>
/// <param name="Name">Said of the caller where a test fails.</param>
/// <param name="Roles">The roles in the token.</param>
/// <param name="Sees">The children who may be seen.</param>
public sealed record Asker(string Name, string[] Roles, string Sees)
{
    /// <summary>The code of the caller in allocations.</summary>
    public string? Worker { get; init; }

    /// <summary>The teams in the token.</summary>
    public string[] Teams { get; init; } = [];

    /// <summary>Why restricted records are opened.</summary>
    public string? Reason { get; init; }

    /// <summary>The children who may be written about, where they are fewer.</summary>
    public string? Writes { get; init; }

    /// <summary>Whether a route that asks for such roles lets the caller through.</summary>
    public bool IsAny(params string[] roles) => Roles.Intersect(roles).Any();

    /// <summary>The headers that the caller sends.</summary>
    public (string Name, string Value)[] Headers(Issuer issuer, string authority) =>
    [
        issuer.Bearer(("authority", authority), ("roles", Roles), ("worker", Worker), ("teams", Teams), ("sub", "asker")),
        .. Reason is null ? Array.Empty<(string, string)>() : [("X-Access-Reason", Reason)],
    ];

    public override string ToString() => Name;
}
