namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>An entry that may name the placement it is about.</summary>
public interface IAboutPlacement
{
    /// <summary>The id of the placement entry it is about, or null.</summary>
    string? Placement { get; }
}
