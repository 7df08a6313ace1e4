using ChildJourney.Api.Platform;

namespace ChildJourney.Api.Features.Changes;

/// <summary>What came after a cursor is no longer kept, or the cursor is not of this database.</summary>
public sealed record CursorTooOld() : Error(ProblemTypes.CursorTooOld, "The changes after this cursor are not kept any more, or it was given out by another database. Begin anew without after.");
