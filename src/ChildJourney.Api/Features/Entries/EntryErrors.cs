using ChildJourney.Api.Platform;

namespace ChildJourney.Api.Features.Entries;

/// <summary>POST of an id that exists.</summary>
/// <param name="EntryId">The id.</param>
public sealed record EntryExists(string EntryId) : Error(ProblemTypes.EntryExists, $"Entry {EntryId} is already recorded, or was and has been voided.");

/// <summary>A correction that would change the type.</summary>
/// <param name="EntryId">The entry.</param>
/// <param name="RecordedType">Its type.</param>
public sealed record TypeChanged(string EntryId, string RecordedType) : Error(ProblemTypes.TypeChanged, $"Entry {EntryId} is of type {RecordedType}.");
