using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Domain.Journeys;

/// <summary>Entries of one child that cannot all be true.</summary>
/// <param name="Entry">The entry that does not fit in.</param>
/// <param name="Message">What it conflicts with.</param>
public sealed record JourneyConflict(Entry Entry, string Message);
