using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Platform.Access;

/// <summary>Why someone who looks after quality opens restricted records.</summary>
public enum AccessReason
{
    /// <summary>An audit of practice.</summary>
    Audit,

    /// <summary>A complaint.</summary>
    Complaint,

    /// <summary>An inspection.</summary>
    Inspection,

    /// <summary>To safeguard a child.</summary>
    Safeguarding,
}

/// <summary>Reads the reason from the header that carries it.</summary>
internal static class AccessReasons
{
    public const string Header = "X-Access-Reason";

    private static readonly Codes<AccessReason> words = Codes.Hyphenated<AccessReason>();

    /// <summary>What may be said.</summary>
    public static string Expected => words.Expectation;

    /// <summary>Each of them.</summary>
    public static IReadOnlyList<string> All => words.Texts;

    /// <summary>The reason in a word.</summary>
    public static string Of(AccessReason reason) => words.TextOf(reason);

    /// <summary>The reason given; null where there is none; false where it is not one.</summary>
    public static bool TryRead(HttpRequest request, out AccessReason? reason)
    {
        var given = request.Headers[Header];
        reason = given.Count == 1 ? words.Find(given[0]) : null;
        return given.Count == 0 || reason is not null;
    }
}
