using Microsoft.Net.Http.Headers;

namespace ChildJourney.Api.Platform;

/// <summary>An answer that carries a version.</summary>
internal interface IVersioned
{
    /// <summary>The tag, without quotation marks: a version, and more after a dot where derived state is shown.</summary>
    string Tag { get; }
}

/// <summary>Tags and preconditions.</summary>
internal static class ETags
{
    /// <summary>Whether the caller already holds this tag.</summary>
    private static bool IsHeld(HttpRequest request, string tag) =>
        request.GetTypedHeaders().IfNoneMatch is { Count: > 0 } held && held.Any(known => known.Tag == "*" || Unquoted(known) == tag);

    /// <summary>Whether it is a read by someone who holds this tag already, who is sent nothing anew.</summary>
    public static bool IsHeldByReader(HttpRequest request, string tag) => HttpMethods.IsGet(request.Method) && IsHeld(request, tag);

    /// <summary>The versions that the caller insists on, or null where the caller does not.</summary>
    /// <remarks>A header that cannot be read, such as one without quotation marks, insists on a version that there is not.</remarks>
    public static IReadOnlyList<string>? Insisted(HttpRequest request) =>
        request.Headers.IfMatch.Count == 0 ? null : [.. request.GetTypedHeaders().IfMatch.Select(tag => Unquoted(tag).Split('.')[0])];

    /// <summary>Whether a version is one that the caller insists on, or the caller does not insist.</summary>
    public static bool Agrees(IReadOnlyList<string>? insisted, long? version) =>
        insisted is null || (version is { } current && insisted.Any(wanted => wanted == "*" || wanted == current.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static string Unquoted(EntityTagHeaderValue tag) => tag.Tag.ToString().Trim('"');
}
