using ChildJourney.Api.Platform;
using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Retention;

namespace ChildJourney.Api.Features.Erasure;

/// <summary>A record is erased only as it was seen.</summary>
public sealed record VersionRequired() : Error(ProblemTypes.PreconditionRequired, "If-Match is missing: it names the version that is to be erased, as /v1/retention shows it.");

/// <summary>The reason does not fit a record that the law has kept for longer.</summary>
/// <param name="Period">How long it is kept.</param>
public sealed record StillKept(RetentionPeriod Period) : Error(ProblemTypes.StillKept, $"It is kept until {PlainEnglish.Date(Period.KeepUntil)}: {Period.Why} ({Period.Citation}).");

/// <summary>The reason does not fit a child of whom the law does not say how long the record is kept.</summary>
public sealed record NoPeriod() : Error(ProblemTypes.StillKept, $"The child was never looked after, so that no period has run out: the reason would be {EraseChild.NeverLookedAfter}.");
