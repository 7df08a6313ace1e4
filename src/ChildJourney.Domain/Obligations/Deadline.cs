using ChildJourney.Domain.Calendar;
using NodaTime;

namespace ChildJourney.Domain.Obligations;

/// <summary>One step of the arithmetic that leads to a due date.</summary>
/// <param name="From">The day it starts from.</param>
/// <param name="What">What that day is, as a sentence goes on: "the first review", or "the day of the first review" where nothing is added.</param>
/// <param name="Add">What is added, or null where the day itself is the due date.</param>
/// <param name="To">The day it leads to.</param>
public readonly record struct Step(LocalDate From, string What, Amount? Add, LocalDate To)
{
    /// <summary>The step in words: "three months after the first on 24 June 2026".</summary>
    public string InWords() => Add is { FirstDayCounts: true } whole
        ? $"the last day of {whole.InWords()} beginning on {PlainEnglish.Date(From)}, when {What}"
        : Add is { } amount
        ? $"{amount.InWords()} {(amount.Count < 0 ? "before" : "after")} {What} on {PlainEnglish.Date(From)}"
        : What;
}

/// <summary>A due date and how it was worked out.</summary>
/// <param name="On">The last day that is on time, or null where it cannot be determined.</param>
/// <param name="Steps">The arithmetic; the last step is the one that decides.</param>
public readonly record struct Deadline(LocalDate? On, params Step[] Steps)
{
    /// <summary>The instant by which a duty counted in hours is on time, otherwise null.</summary>
    public Instant? At { get; init; }

    /// <summary>Whether it is open without a due date, since something else has to be settled first.</summary>
    public bool IsOpenEnded { get; init; }

    /// <summary>How it was worked out, in words: what the step that decides says.</summary>
    public string Ground => Steps is null or [] ? "" : Steps[^1].InWords();

    /// <summary>The amount after a day.</summary>
    public static Deadline After(LocalDate from, string what, Amount amount, WorkingDayCalendar calendar)
    {
        var on = amount.After(from, calendar);
        return new Deadline(on, new Step(from, what, amount, on));
    }

    /// <summary>The day itself.</summary>
    public static Deadline OnTheDay(LocalDate on, string what) => new(on, new Step(on, what, null, on));

    /// <summary>So many hours by the clock after an instant; the due date is the day in England on which they run out.</summary>
    public static Deadline AfterHours(Instant from, string what, Amount hours)
    {
        var at = from + Duration.FromHours(hours.Count);
        var on = LondonTime.DayOf(at);
        return new Deadline(on, new Step(LondonTime.DayOf(from), what, hours, on)) { At = at };
    }

    /// <summary>No due date for as long as something else is not settled.</summary>
    /// <param name="from">The day since when.</param>
    /// <param name="why">What is not settled, as a sentence goes on after "because of".</param>
    public static Deadline Open(LocalDate from, string why) => new(null, new Step(from, why, null, from)) { IsOpenEnded = true };

    /// <summary>Whether the arithmetic counts working days for which the holidays are not yet published.</summary>
    public bool IsProvisional(WorkingDayCalendar calendar)
    {
        foreach (var step in Steps ?? [])
        {
            if (step.Add is { CountsWorkingDays: true } && calendar.IsProvisional(step.From, step.To))
            {
                return true;
            }
        }

        return false;
    }
}
