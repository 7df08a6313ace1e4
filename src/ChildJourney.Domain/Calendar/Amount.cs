using NodaTime;

namespace ChildJourney.Domain.Calendar;

/// <summary>What a limit is counted in.</summary>
public enum Unit
{
    /// <summary>Working days in England and Wales.</summary>
    WorkingDays,

    /// <summary>Calendar days.</summary>
    Days,

    /// <summary>Weeks of seven calendar days.</summary>
    Weeks,

    /// <summary>Calendar months.</summary>
    Months,

    /// <summary>Hours by the clock, from an instant.</summary>
    Hours,
}

/// <summary>A length of time that a rule counts, such as 20 working days.</summary>
/// <param name="Count">How many; negative counts back.</param>
/// <param name="Unit">Of what.</param>
/// <param name="FirstDayCounts">Whether the day it starts from is day 1 ("beginning with") and not day 0 ("within").</param>
public readonly record struct Amount(int Count, Unit Unit, bool FirstDayCounts = false)
{
    private static readonly string[] smallNumbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    /// <summary>The unit as a property name of the API: workingDays, days, weeks, months or hours.</summary>
    public string UnitName => Unit switch
    {
        Unit.WorkingDays => "workingDays",
        Unit.Days => "days",
        Unit.Weeks => "weeks",
        Unit.Months => "months",
        _ => "hours",
    };

    /// <summary>Whether some days are skipped in the count.</summary>
    public bool CountsWorkingDays => Unit == Unit.WorkingDays;

    /// <summary>The day so long after <paramref name="from"/>.</summary>
    /// <remarks>
    /// Nothing rolls forward: a limit that lands on a weekend stays there. A month that lacks the corresponding date ends on its last day.
    /// </remarks>
    public LocalDate After(LocalDate from, WorkingDayCalendar calendar)
    {
        var dayZero = FirstDayCounts ? from.PlusDays(-1) : from;
        return Unit switch
        {
            Unit.WorkingDays => calendar.Add(dayZero, Count),
            Unit.Days => dayZero.PlusDays(Count),
            Unit.Weeks => dayZero.PlusWeeks(Count),
            Unit.Months => FirstDayCounts ? from.PlusMonths(Count).PlusDays(-1) : from.PlusMonths(Count),
            _ => throw new InvalidOperationException("Hours run from an instant, not from a day."),
        };
    }

    /// <summary>In a sentence: three months, 20 working days.</summary>
    public string InWords()
    {
        var count = Math.Abs(Count);
        return $"{(count < smallNumbers.Length ? smallNumbers[count] : PlainEnglish.Number(count))} {UnitInWords(count)}";
    }

    /// <summary>In figures: 3 months, 20 working days.</summary>
    public override string ToString() => $"{PlainEnglish.Number(Count)} {UnitInWords(Math.Abs(Count))}";

    private string UnitInWords(int count)
    {
        var plural = Unit switch
        {
            Unit.WorkingDays => "working days",
            Unit.Days => "days",
            Unit.Weeks => "weeks",
            Unit.Months => "months",
            _ => "hours",
        };
        return count == 1 ? plural[..^1] : plural;
    }
}
