using NodaTime;

namespace ChildJourney.Api.Features.Imports;

/// <summary>How a return is read.</summary>
/// <param name="Year">The collection year it is for; by default the one that holds the latest DECOM or DEC.</param>
/// <param name="HistoryFrom">The day recording began, for every child admitted before it; not after today.</param>
/// <param name="DryRun">Whether everything is read and judged, and nothing stored.</param>
public sealed record ImportOptions(CollectionYear? Year = null, LocalDate? HistoryFrom = null, bool DryRun = false);
