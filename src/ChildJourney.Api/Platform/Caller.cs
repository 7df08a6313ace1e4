namespace ChildJourney.Api.Platform;

/// <summary>Who is asking, and for which authority.</summary>
/// <param name="AuthorityId">The local authority whose records these are.</param>
/// <param name="Name">Who is asking, as recorded with what they write.</param>
public sealed record Caller(string AuthorityId, string Name)
{
    /// <summary>The one caller of a service that runs for this machine alone.</summary>
    public static Caller OfThisMachine { get; } = new("local", "local");
}
