using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Domain.Journeys;

/// <summary>A stay in one place: from the entry that began it, through changes of terms and temporary moves, to its end.</summary>
/// <param name="Start">The entry that began it.</param>
/// <param name="To">The day it had ended.</param>
/// <param name="Terms">The entries that set its type and terms, the first included, in order.</param>
public sealed record Placement(PlacementStart Start, LocalDate To, IReadOnlyList<PlacementStart> Terms)
{
    /// <summary>The first day.</summary>
    public LocalDate From => Start.On;

    /// <summary>The terms in force on a day of the placement.</summary>
    public PlacementStart TermsOn(LocalDate day) => Terms.LastOrDefault(terms => terms.On <= day) ?? Start;

    /// <summary>Reads the stays of a period of care out of its placement entries, which are in order.</summary>
    internal static IReadOnlyList<Placement> ReadFrom(IReadOnlyList<PlacementStart> entries, LocalDate periodEnd)
    {
        var placements = new List<Placement>();
        List<PlacementStart>? terms = null;
        var away = false;
        foreach (var entry in entries)
        {
            if (entry.IsTemporary)
            {
                away = true;
                continue;
            }

            if (terms is not null && (entry.SameCarer || (away && IsReturn(entry, terms[^1]))))
            {
                terms.Add(entry);
            }
            else
            {
                Close(entry.On);
                terms = [entry];
            }

            away = false;
        }

        Close(periodEnd);
        return placements;

        void Close(LocalDate on)
        {
            if (terms is not null)
            {
                placements.Add(new Placement(terms[0], on, terms));
            }
        }
    }

    private static bool IsReturn(PlacementStart entry, PlacementStart before) =>
        entry.Carer is not null && before.Carer is not null
            ? entry.Carer == before.Carer
            : entry.PlacementType == before.PlacementType;
}
