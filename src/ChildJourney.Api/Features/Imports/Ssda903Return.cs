namespace ChildJourney.Api.Features.Imports;

/// <summary>A return that was read: its children, each to be merged with what is stored of it.</summary>
/// <param name="Year">The collection year it was read for.</param>
/// <param name="Children">The children, in order of identifier.</param>
/// <param name="Report">What was read, to which each child's change is added as it is stored.</param>
public sealed record Ssda903Return(CollectionYear Year, IReadOnlyList<ReturnedChild> Children, ImportReport Report);
