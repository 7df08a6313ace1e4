using System.Diagnostics;
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

/// <summary>What this request is for, as the audit log tells of it; null of what is not about children on record.</summary>
internal sealed class CurrentUse
{
    /// <summary>The operation's id and where the request came from, where its use is audited.</summary>
    public (string Operation, string Source)? Value { get; set; }

    /// <summary>The entry of the audit log about a request and its outcome, or null where there is none to be made.</summary>
    public AuditEntry? EntryFor(object request, object? response, Error? error, Caller caller, Instant now)
    {
        if (Value is not var (operation, source))
        {
            return null;
        }

        return new AuditEntry(
            caller.AuthorityId,
            now,
            caller.Name,
            operation,
            [.. ChildrenOf(request, response, error).Distinct(StringComparer.Ordinal)],
            source,
            error?.Type.Status ?? StatusCodes.Status200OK,
            caller.Reason is { } reason ? AccessReasons.Of(reason) : null);
    }

    private static IEnumerable<string> ChildrenOf(object request, object? response, Error? error) => (request, response) switch
    {
        (IAboutOneChild asked, _) => [asked.ChildId],
        (_, IAboutSomeChildren answered) => answered.ChildIds,
        _ when error is not null => [],
        _ => throw new UnreachableException($"Nothing says which children {request.GetType()} is about."),
    };
}
