using NodaTime;

namespace ChildJourney.Infrastructure.Audit;

/// <summary>One read or write about children.</summary>
/// <param name="AuthorityId">The authority.</param>
/// <param name="At">When it happened.</param>
/// <param name="By">Who did it.</param>
/// <param name="Operation">The operation's id.</param>
/// <param name="Children">The children it was about.</param>
/// <param name="Source">The network address it came from.</param>
/// <param name="Status">The HTTP status of the answer.</param>
/// <param name="Reason">The reason given for looking at restricted records, or null.</param>
public sealed record AuditEntry(
    string AuthorityId, Instant At, string By, string Operation, IReadOnlyList<string> Children, string Source, int Status, string? Reason);
