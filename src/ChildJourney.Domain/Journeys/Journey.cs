using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Domain.Journeys;

/// <summary>A child's journey: the entries in order, and the periods of care and allocations that follow from them.</summary>
/// <remarks>The same entries give the same journey in whatever order they arrive.</remarks>
public sealed class Journey
{
    private readonly Dictionary<Type, object> byType = [];
    private readonly DateSpan<Allocation>[][] allocations;

    private readonly Dictionary<(Type Kind, object With), object> derived = [];

    private Journey(Child child, IReadOnlyList<Entry> entries)
    {
        Child = child;
        Entries = entries;
        (PeriodsOfCare, Conflicts) = PeriodsReader.Read(child, entries);
        allocations = [.. Enum.GetValues<AllocationRole>().Select(ReadAllocations)];
    }

    /// <summary>The child.</summary>
    public Child Child { get; }

    /// <summary>The entries, by date.</summary>
    public IReadOnlyList<Entry> Entries { get; }

    /// <summary>The periods of care, in order.</summary>
    public IReadOnlyList<PeriodOfCare> PeriodsOfCare { get; }

    /// <summary>Entries that cannot all be true; none in a journey that was recorded.</summary>
    public IReadOnlyList<JourneyConflict> Conflicts { get; }

    /// <summary>Reads the journey of a child out of entries in any order.</summary>
    public static Journey Of(Child child, IEnumerable<Entry> entries)
    {
        Entry[] ordered = [.. entries];
        Array.Sort(ordered, static (a, b) => a.On.CompareTo(b.On) is not 0 and var byDate ? byDate : string.CompareOrdinal(a.Id, b.Id));
        return new Journey(child, ordered);
    }

    /// <summary>Every entry of a type, by date.</summary>
    public IReadOnlyList<T> All<T>()
        where T : Entry
    {
        if (!byType.TryGetValue(typeof(T), out var found))
        {
            found = Entries.OfType<T>().ToArray();
            byType.Add(typeof(T), found);
        }

        return (T[])found;
    }

    /// <summary>What several rules derive from the journey, worked out once for each thing it is derived with.</summary>
    internal T Derived<T, TWith>(TWith with, Func<Journey, TWith, T> make)
        where T : class
        where TWith : class
    {
        if (!derived.TryGetValue((typeof(T), with), out var known))
        {
            known = make(this, with);
            derived.Add((typeof(T), with), known);
        }

        return (T)known;
    }

    /// <summary>Who held the case in a role, in order; a span without an assignee is one in which no one did.</summary>
    public IReadOnlyList<DateSpan<Allocation>> Allocations(AllocationRole role) => allocations[(int)role];

    /// <summary>Who held the case in a role on a day, or null.</summary>
    public string? AssigneeOn(AllocationRole role, LocalDate day) => Allocations(role).On(day)?.Value.Assignee;

    /// <summary>The period of care that holds the day, or null.</summary>
    public PeriodOfCare? PeriodOn(LocalDate day) => PeriodsOfCare.FirstOrDefault(period => period.Holds(day));

    private DateSpan<Allocation>[] ReadAllocations(AllocationRole role)
    {
        var spans = new List<DateSpan<Allocation>>();
        foreach (var allocation in All<Allocation>())
        {
            if (allocation.Role != role)
            {
                continue;
            }

            if (spans.Count > 0)
            {
                if (spans[^1].From == allocation.On)
                {
                    spans.RemoveAt(spans.Count - 1);
                }
                else
                {
                    spans[^1] = spans[^1] with { To = allocation.On };
                }
            }

            spans.Add(new DateSpan<Allocation>(allocation.On, null, allocation));
        }

        return [.. spans];
    }
}
