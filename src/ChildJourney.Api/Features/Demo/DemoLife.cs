using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>One child's life as it is written down: what lies ahead of today has not happened and is left out.</summary>
internal sealed class DemoLife(Child child, int turn, LocalDate today, DemoDice dice, DemoStaff staff, SchoolTerms terms)
{
    private const int Done = 99;
    private const int DoneOfLate = 92;
    private const int OfLateDays = 120;

    private readonly List<(LocalDate On, Func<EntryHead, Entry> Make)> events = new(64);

    public Child Child { get; } = child;

    /// <summary>The child's place among those looked after today, or among all, from 1: by it workers take turns.</summary>
    public int Turn { get; } = turn;

    public LocalDate Today { get; } = today;

    public DemoDice Dice { get; } = dice;

    public DemoStaff Staff { get; } = staff;

    /// <summary>The school terms, the past ones and those to come.</summary>
    public SchoolTerms Terms { get; } = terms;

    /// <summary>Writes down what happened on a day, unless the day is yet to come.</summary>
    public void Add(LocalDate on, Func<EntryHead, Entry> make)
    {
        if (on <= Today)
        {
            events.Add((on, make));
        }
    }

    /// <summary>Writes down what happened on a day of a stay in care; after its end it did not happen.</summary>
    public void Add(DemoStay stay, LocalDate on, Func<EntryHead, Entry> make)
    {
        if (stay.Holds(on))
        {
            Add(on, make);
        }
    }

    /// <summary>The date, or null where it is yet to come.</summary>
    public LocalDate? IfPast(LocalDate on) => on <= Today ? on : null;

    /// <summary>Whether work on that day's matter gets done: what is left undone is so mostly of late, since what is older has been chased up.</summary>
    public bool IsDone(LocalDate on) => Dice.Percent(on > Today.PlusDays(-OfLateDays) ? DoneOfLate : Done);

    /// <summary>The day so many school days after, or null where the terms do not reach so far.</summary>
    public LocalDate? SchoolDayAfter(LocalDate on, int days) => Terms.Add(on, days, WorkingDayCalendar.EnglandAndWales);

    /// <summary>The entries in order of date, numbered from e1.</summary>
    public IReadOnlyList<Entry> Entries()
    {
        var entries = new List<Entry>(events.Count);
        foreach (var (on, make) in events.OrderBy(happened => happened.On))
        {
            entries.Add(make(new EntryHead($"e{entries.Count + 1}", on)));
        }

        return entries;
    }
}
