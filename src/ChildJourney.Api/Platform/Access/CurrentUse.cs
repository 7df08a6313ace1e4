using System.Diagnostics;
using ChildJourney.Domain.Journeys;
using ChildJourney.Infrastructure.Audit;
using NodaTime;

namespace ChildJourney.Api.Platform.Access;

/// <summary>A request about one child.</summary>
internal interface IAboutOneChild
{
    /// <summary>The child.</summary>
    string ChildId { get; }
}

/// <summary>A request or an answer about some children.</summary>
internal interface IAboutSomeChildren
{
    /// <summary>The children.</summary>
    IEnumerable<string> ChildIds { get; }
}

/// <summary>A command that is answered with another status than 200 where it succeeds.</summary>
internal interface IAnsweredWith
{
    /// <summary>The status that an answer is sent with.</summary>
    int StatusOf(object answer);
}

/// <summary>What this request is for, as the audit log tells of it; null of what is not about children on record.</summary>
internal sealed class CurrentUse
{
    /// <summary>The operation's id and the request, where its use is audited.</summary>
    public (string Operation, HttpRequest Request)? Value { get; set; }

    /// <summary>The work on it, as whoever writes the audit log knows of it.</summary>
    public AuditTrail.Work? Work { get; set; }

    /// <summary>Whether the audit log has a row about it.</summary>
    public bool IsWritten { get; set; }

    /// <summary>The entry of the audit log about a request and its outcome, or null where there is none to be made.</summary>
    public AuditEntry? EntryFor(object request, object? response, Error? error, Caller caller, Instant now) => Value is null
        ? null
        : Entry(ChildrenOf(request, response, error), error?.Type.Status ?? StatusOf(request, response), caller, now);

    /// <summary>The entry about what was answered before anything was asked: of the child in the address, where there is one.</summary>
    public AuditEntry? EntryFor(int status, Caller caller, Instant now) => Value is var (_, request)
        ? Entry(request.RouteValues.TryGetValue("childId", out var childId) ? [(string)childId!] : [], status, caller, now)
        : null;

    private AuditEntry Entry(IEnumerable<string> children, int status, Caller caller, Instant now) => new(
        caller.AuthorityId,
        now,
        caller.Name,
        Value!.Value.Operation,
        // What cannot be an identifier names no child, and could be anything that someone wrote into an address.
        [.. children.Where(Identifiers.IsChild).Distinct(StringComparer.Ordinal)],
        SourceOf(Value.Value.Request),
        status,
        caller.Reason is { } reason ? AccessReasons.Of(reason) : null);

    public static string SourceOf(HttpRequest request) => request.HttpContext.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        var address => address.ToString(),
    };

    private int StatusOf(object request, object? response) => (request, response) switch
    {
        (IAnsweredWith answered, { } answer) => answered.StatusOf(answer),
        (_, IVersioned versioned) when ETags.IsHeldByReader(Value!.Value.Request, versioned.Tag) => StatusCodes.Status304NotModified,
        _ => StatusCodes.Status200OK,
    };

    /// <summary>Those that were asked about, and those that the answer shows.</summary>
    private static IEnumerable<string> ChildrenOf(object request, object? response, Error? error)
    {
        var asked = request is IAboutOneChild one ? Enumerable.Repeat(one.ChildId, 1) : (request as IAboutSomeChildren)?.ChildIds;
        var answered = (response as IAboutSomeChildren)?.ChildIds;
        return asked is null && answered is null && error is null
            ? throw new UnreachableException($"Nothing says which children {request.GetType()} is about.")
            : (asked ?? []).Concat(answered ?? []);
    }
}
