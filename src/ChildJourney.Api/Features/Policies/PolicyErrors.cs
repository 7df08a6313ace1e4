using ChildJourney.Api.Platform;

namespace ChildJourney.Api.Features.Policies;

/// <summary>A change of what was perhaps never read.</summary>
public sealed record PreconditionRequired() : Error(ProblemTypes.PreconditionRequired, "If-Match is missing: it names the version that is to be replaced, as GET gave it in ETag.");
