using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Domain.Journeys;

/// <summary>A stay in one place: from the entry that began it, through changes of terms and temporary moves, to its end.</summary>
/// <param name="Start">The entry that began it.</param>
/// <param name="To">The day it had ended.</param>
/// <param name="Terms">The entries that set its type and terms, the first included, in order.</param>
public sealed record Placement(PlacementStart Start, LocalDate To, IReadOnlyList<PlacementStart> Terms)
{
    private static readonly Period noticeBefore = Period.FromDays(28);

    /// <summary>The first day.</summary>
    public LocalDate From => Start.On;

    /// <summary>The end of what hangs on it.</summary>
    public Ending Ending => new(To, "the placement ended", Recorded: true);

    /// <summary>The terms in force on a day of the placement.</summary>
    public PlacementStart TermsOn(LocalDate day) => Terms.LastOrDefault(terms => terms.On <= day) ?? Start;

    /// <summary>Whether the child was placed there on that day, temporary moves included.</summary>
    public bool Holds(LocalDate day) => From <= day && day < To;

    /// <summary>The first day from which the terms are of a kind, with the day on which they no longer are; each unbroken stretch.</summary>
    public IEnumerable<DateSpan<PlacementStart>> StretchesWhere(Func<PlacementStart, bool> isOfKind)
    {
        PlacementStart? since = null;
        foreach (var terms in Terms)
        {
            if (isOfKind(terms))
            {
                since ??= terms;
            }
            else if (since is not null)
            {
                yield return new DateSpan<PlacementStart>(since.On, terms.On, since);
                since = null;
            }
        }

        if (since is not null)
        {
            yield return new DateSpan<PlacementStart>(since.On, To, since);
        }
    }

    /// <summary>The first entry of a type that is about this placement, from 28 days before it on, or null.</summary>
    /// <remarks>
    /// An entry that names a placement is about that one; one that names none is about the placement in force on its day, or, where
    /// there is none, about the next.
    /// </remarks>
    /// <param name="journey">The journey.</param>
    /// <param name="period">The period of care of this placement.</param>
    /// <param name="counts">Which entries of the type count; null, all.</param>
    public T? FirstAbout<T>(Journey journey, PeriodOfCare period, Func<T, bool>? counts = null)
        where T : Entry, IAboutPlacement
    {
        var earliest = From - noticeBefore;
        foreach (var entry in journey.All<T>())
        {
            if (entry.On >= earliest
                && (entry.Placement is { } named ? Terms.Any(terms => terms.Id == named) : Holds(entry.On) || (entry.On < From && IsNextAfter(entry.On, journey, period)))
                && counts?.Invoke(entry) != false)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>Reads the stays of a period of care out of its placement entries, which are in order.</summary>
    internal static IReadOnlyList<Placement> ReadFrom(IReadOnlyList<PlacementStart> entries, IReadOnlyList<PlacementEnd> ends, LocalDate periodEnd)
    {
        var placements = new List<Placement>();
        List<PlacementStart>? terms = null;
        var away = false;
        var elsewhere = false;
        LocalDate? backOn = null;
        var nextEnd = 0;
        foreach (var entry in entries)
        {
            EndUpTo(entry.On);
            if (entry.IsTemporary)
            {
                away = elsewhere = true;
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

            away = elsewhere = false;
        }

        EndUpTo(periodEnd);
        Close(periodEnd);
        return placements;

        // An end is of the placement of the day before; while the child is temporarily elsewhere, of that move alone.
        void EndUpTo(LocalDate day)
        {
            for (; nextEnd < ends.Count && ends[nextEnd].On <= day; nextEnd++)
            {
                var on = ends[nextEnd].On;
                if (elsewhere)
                {
                    (elsewhere, backOn) = (false, on);
                }
                else if (terms is not null && terms[^1].On < on && backOn != on)
                {
                    Close(on);
                }
            }
        }

        void Close(LocalDate on)
        {
            if (terms is not null)
            {
                placements.Add(new Placement(terms[0], on, terms));
                terms = null;
            }
        }
    }

    private static bool IsReturn(PlacementStart entry, PlacementStart before) =>
        entry.Carer is not null && before.Carer is not null
            ? entry.Carer == before.Carer
            : entry.PlacementType == before.PlacementType;

    private bool IsNextAfter(LocalDate day, Journey journey, PeriodOfCare period) =>
        journey.PeriodOn(day)?.PlacementOn(day) is null && period.Placements.First(placement => placement.To > day) == this;
}
