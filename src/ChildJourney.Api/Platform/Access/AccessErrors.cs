using ChildJourney.Domain.Calendar;
using ChildJourney.Infrastructure.Mapping;

namespace ChildJourney.Api.Platform.Access;

/// <summary>Nobody is signed in.</summary>
/// <param name="WithToken">Whether a token was sent, which is not valid here.</param>
public sealed record NotSignedIn(bool WithToken) : Error(
    ProblemTypes.NotSignedIn,
    WithToken ? "The token is not valid here: it may have expired, or be meant for another service." : "A bearer token is needed.");

/// <summary>The token says too little.</summary>
/// <param name="Claim">What it lacks.</param>
public sealed record TokenLacks(string Claim) : Error(ProblemTypes.Forbidden, $"The token is valid, but has no claim \"{Claim}\" that means something here.");

/// <summary>The caller's roles do not do.</summary>
/// <param name="Needed">Of which one is needed.</param>
public sealed record RoleNeeded(Roles Needed) : Error(ProblemTypes.Forbidden, $"One of these roles is needed: {RoleWords.Of(Needed)}.");

/// <summary>The issuer's keys cannot be had.</summary>
public sealed record IssuerUnreachable() : Error(ProblemTypes.Unavailable, "The issuer of tokens does not answer, so that no token can be verified.");

/// <summary>Too much was asked for in a while.</summary>
/// <param name="RetryAfter">In how many seconds more may be asked for.</param>
public sealed record TooManyRequests(int RetryAfter) : Error(ProblemTypes.TooManyRequests, $"Ask again in {RetryAfter} s.");

/// <summary>The child's record was erased.</summary>
/// <param name="Left">What is left of it.</param>
public sealed record Erased(ErasedChildRow Left) : Error(
    ProblemTypes.Erased, $"The record of child {Left.ChildId} was erased on {PlainEnglish.Date(LondonTime.DayOf(Left.ErasedAt))} ({Left.Reason}).");
