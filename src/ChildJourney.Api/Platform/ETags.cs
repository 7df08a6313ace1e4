using Microsoft.Net.Http.Headers;

namespace ChildJourney.Api.Platform;

/// <summary>An answer that carries a version.</summary>
internal interface IVersioned
{
    /// <summary>The tag, without quotation marks: a version, and more after a dot where derived state is shown.</summary>
    string Tag { get; }
}

/// <summary>Tags that a reader holds.</summary>
internal static class ETags
{
    /// <summary>Whether the caller already holds this tag.</summary>
    private static bool IsHeld(HttpRequest request, string tag) =>
        request.GetTypedHeaders().IfNoneMatch is { Count: > 0 } held && held.Any(known => known.Tag == "*" || Unquoted(known) == tag);

    /// <summary>Whether it is a read by someone who holds this tag already, who is sent nothing anew.</summary>
    public static bool IsHeldByReader(HttpRequest request, string tag) => HttpMethods.IsGet(request.Method) && IsHeld(request, tag);

    private static string Unquoted(EntityTagHeaderValue tag) => tag.Tag.ToString().Trim('"');
}

/// <summary>What has to be so before a write is done (RFC 9110): If-Match names the versions to be changed, If-None-Match those not to be.</summary>
/// <remarks>Of a tag the part before the first dot counts: the version of what is recorded. A header that cannot be read is one that does not hold.</remarks>
public sealed record Preconditions
{
    private const string Any = "*";

    private IReadOnlyList<string>? Match { get; init; }

    private IReadOnlyList<string>? NoneMatch { get; init; }

    /// <summary>Whether the caller names the versions to be changed.</summary>
    public bool HasMatch => Match is not null;

    /// <summary>The preconditions of a request.</summary>
    public static Preconditions Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var headers = request.GetTypedHeaders();

        // A weak tag is none to change by: two texts that it stands for may differ.
        return new Preconditions
        {
            Match = request.Headers.IfMatch.Count == 0 ? null : [.. headers.IfMatch.Where(tag => !tag.IsWeak).Select(VersionOf)],
            NoneMatch = request.Headers.IfNoneMatch.Count == 0 ? null : headers.IfNoneMatch is { Count: > 0 } read ? [.. read.Select(VersionOf)] : [Any, ""],
        };
    }

    /// <summary>Whether they hold of the current version, or of there being none.</summary>
    public bool Hold(long? version)
    {
        var current = version?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return (Match is null || (current is not null && Match.Any(wanted => wanted == Any || wanted == current)))
            && NoneMatch?.Any(unwanted => unwanted.Length == 0 || (current is not null && (unwanted == Any || unwanted == current))) != true;
    }

    private static string VersionOf(EntityTagHeaderValue tag) => tag.Tag.ToString().Trim('"').Split('.')[0];
}
