using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Domain.Journeys;

/// <summary>Entries of one child that cannot all be true.</summary>
/// <param name="Entry">The entry that does not fit in.</param>
/// <param name="Message">What it conflicts with.</param>
/// <param name="Beside">The entry it conflicts with, which the message names, or null.</param>
public sealed record JourneyConflict(Entry Entry, string Message, Entry? Beside = null)
{
    /// <summary>Whether the other entry could as well be called the one that does not fit in: both are of one type and day.</summary>
    public bool IsMutual => Beside is not null && Beside.Shape == Entry.Shape && Beside.On == Entry.On;
}
