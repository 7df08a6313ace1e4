namespace ChildJourney.Api.Platform;

/// <summary>A kind of problem that an answer can be.</summary>
/// <param name="Code">Its name, the last part of its address under /problems/.</param>
/// <param name="Status">The HTTP status it comes with.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Meaning">What it means and what to do.</param>
public sealed record ProblemType(string Code, int Status, string Title, string Meaning)
{
    /// <summary>Its address.</summary>
    public string Uri => $"/problems/{Code}";
}

/// <summary>Every kind of problem.</summary>
public static class ProblemTypes
{
    /// <summary>The request does not fit the published schema.</summary>
    public static ProblemType InvalidRequest { get; } = new(
        "invalid-request", 400, "The request does not fit the published schema",
        "A property, query parameter or header is missing, unknown or of the wrong form. errors names each with what was expected. Nothing was stored.");

    /// <summary>An entry does not fit its schema.</summary>
    public static ProblemType InvalidEntry { get; } = new(
        "invalid-entry", 400, "An entry does not fit its schema",
        "An entry has an unknown type or code, or a field that is missing, unknown or of the wrong form. errors names each with what was expected. Nothing was stored.");

    /// <summary>It fits the schema but can be true of no child.</summary>
    public static ProblemType Impossible { get; } = new(
        "impossible", 422, "The request says something impossible",
        "It fits the schema but is impossible whatever else is recorded: a date before birth or after today, an end before its start, a regulation loosened. Nothing was stored.");

    /// <summary>It cannot be true beside what is recorded.</summary>
    public static ProblemType Conflict { get; } = new(
        "journey-conflict", 409, "It cannot be true beside what is recorded",
        "An admission while looked after, a discharge while not, a placement, legal status or review outside a period of care, or a second of them on one day. errors names the entries. Nothing was stored.");

    /// <summary>An entry of that id exists.</summary>
    public static ProblemType EntryExists { get; } = new(
        "entry-exists", 409, "An entry of that id exists",
        "POST adds entries. Use PUT on the entry's own address to correct it. Nothing was stored.");

    /// <summary>An entry's type never changes.</summary>
    public static ProblemType TypeChanged { get; } = new(
        "type-changed", 409, "An entry's type never changes",
        "Void the entry and record one of the other type. Nothing was stored.");

    /// <summary>There is no such thing in the caller's scope.</summary>
    public static ProblemType NotFound { get; } = new(
        "not-found", 404, "There is no such thing",
        "Nothing of that address exists, or it lies outside what the caller may see.");

    /// <summary>What came after a cursor is no longer kept.</summary>
    public static ProblemType CursorTooOld { get; } = new(
        "cursor-too-old", 410, "The cursor is too old",
        "What came after it is no longer kept, or it was given out by another database. Begin anew without after: the list then starts with every flag open now.");

    /// <summary>The child's record was erased.</summary>
    public static ProblemType Erased { get; } = new(
        "erased", 410, "The record was erased",
        "All that was recorded of the child is gone, and nothing can be recorded under that identifier again. detail says when and why it was erased. Nothing was stored.");

    /// <summary>The record is still to be kept.</summary>
    public static ProblemType StillKept { get; } = new(
        "still-kept", 409, "The record is still to be kept",
        "The law has the record kept for longer, or says nothing of how long. detail says until when; another reason may fit. Nothing was erased.");

    /// <summary>The precondition no longer holds.</summary>
    public static ProblemType StaleVersion { get; } = new(
        "stale-version", 412, "It has changed since it was read",
        "If-Match names a version that is no longer current, or If-None-Match one that is: If-None-Match: * asks for there being none. Read it again, look at what changed, and repeat the request. Nothing was stored.");

    /// <summary>A precondition is needed.</summary>
    public static ProblemType PreconditionRequired { get; } = new(
        "precondition-required", 428, "It is replaced only as it was read",
        "Read it, and send If-Match with the ETag that came with it, so that no change of another's is lost unseen. Nothing was stored.");

    /// <summary>Another request was sent under the same key.</summary>
    public static ProblemType KeyUsedOtherwise { get; } = new(
        "idempotency-key-used", 422, "Another request was sent under that Idempotency-Key",
        "A key stands for one request for 24 hours. Send a new request under a new key. Nothing was stored.");

    /// <summary>A request of the same key is being answered.</summary>
    public static ProblemType KeyInUse { get; } = new(
        "idempotency-key-in-use", 409, "A request under that Idempotency-Key is being answered",
        "Send it again as Retry-After says: its answer is then given again. Nothing was stored by this one.");

    /// <summary>The method is not one of that address.</summary>
    public static ProblemType MethodNotAllowed { get; } = new(
        "method-not-allowed", 405, "That method is not one of this address", "The Allow header names those that are.");

    /// <summary>The request came too slowly.</summary>
    public static ProblemType TooSlow { get; } = new(
        "too-slow", 408, "The request came too slowly", "Its body stopped, or came by a few bytes a second. Send it again. Nothing was stored.");

    /// <summary>The address is too long.</summary>
    public static ProblemType AddressTooLong { get; } = new(
        "address-too-long", 414, "The address is too long", "Ask for fewer things at once. Nothing was stored.");

    /// <summary>The headers are too many or too large.</summary>
    public static ProblemType HeadersTooLarge { get; } = new(
        "headers-too-large", 431, "The headers are too many or too large", "Send fewer. Nothing was stored.");

    /// <summary>The body is too large.</summary>
    public static ProblemType TooLarge { get; } = new(
        "too-large", 413, "The body is too large", "Send less at once. Nothing was stored.");

    /// <summary>The body is not of a type that is read here.</summary>
    public static ProblemType UnsupportedMediaType { get; } = new(
        "unsupported-media-type", 415, "The body is not of a type that is read here", "Send application/json. Nothing was stored.");

    /// <summary>Nobody is signed in.</summary>
    public static ProblemType NotSignedIn { get; } = new(
        "not-signed-in", 401, "Nobody is signed in",
        "Send a bearer token of the issuer that the service trusts: not expired, meant for this service, signed with a key that the issuer publishes.");

    /// <summary>The caller may not do that.</summary>
    public static ProblemType Forbidden { get; } = new(
        "forbidden", 403, "The caller may not do that", "The token is valid, but its roles do not reach so far. detail says what is needed.");

    /// <summary>Too much was asked for in a while.</summary>
    public static ProblemType TooManyRequests { get; } = new(
        "too-many-requests", 429, "Too much was asked for in a while", "Retry-After says in how many seconds to go on. Nothing was stored.");

    /// <summary>The service cannot answer for the moment.</summary>
    public static ProblemType Unavailable { get; } = new(
        "unavailable", 503, "The service cannot answer for the moment",
        "Retry-After says when to try again. Nothing was stored; of a batch some children may have been, as detail says: sent again as it was, a batch changes nothing of what is stored.");

    /// <summary>The answer took longer than a request is given.</summary>
    public static ProblemType TookTooLong { get; } = new(
        "took-too-long", 503, "The answer took longer than a request is given",
        "Retry-After says when to try again. Of a batch some children may have been stored; sent again as it was, a batch changes nothing of what is stored, nor does PUT.");

    /// <summary>A fault of the service itself.</summary>
    public static ProblemType Fault { get; } = new(
        "fault", 500, "Something went wrong in the service", "It is not the request's fault. The trace id names it in the service's log. Nothing was stored; of a batch some children may have been, as detail says: sent again as it was, a batch changes nothing of what is stored.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProblemType> All { get; } =
    [
        InvalidRequest, InvalidEntry, Impossible, Conflict, EntryExists, TypeChanged, NotFound, CursorTooOld, StaleVersion, PreconditionRequired, MethodNotAllowed, TooLarge, UnsupportedMediaType,
        NotSignedIn, Forbidden, TooManyRequests, TooSlow, AddressTooLong, HeadersTooLarge, Unavailable, TookTooLong, Fault,
        KeyUsedOtherwise, KeyInUse, Erased, StillKept,
    ];
}
