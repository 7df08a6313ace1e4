using NodaTime;

namespace ChildJourney.Domain.Calendar;

/// <summary>Which days are working days, and the arithmetic of them.</summary>
/// <remarks>
/// A working day is not a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday in England and Wales.
/// Council closure days and school holidays are working days.
/// </remarks>
public sealed class WorkingDayCalendar
{
    /// <summary>The first year the arithmetic covers; ten years before the first date that any input may hold.</summary>
    private const int FirstYear = 1890;

    /// <summary>The last year the arithmetic covers: the last date of input and a thousand months more, the longest limit that a policy may set.</summary>
    private const int LastYear = 2300;

    private readonly BankHolidays holidays;
    private readonly Dictionary<LocalDate, string> holidayTitles = [];
    private readonly int[] yearStarts = new int[LastYear - FirstYear + 2];
    private readonly LocalDate[] workingDays;

    /// <summary>For each day, how many working days there are up to it, itself included.</summary>
    private readonly int[] workingDaysUpTo;

    /// <summary>Builds the calendar from the holidays, once.</summary>
    public WorkingDayCalendar(BankHolidays holidays)
    {
        this.holidays = holidays;
        for (var year = FirstYear; year <= LastYear; year++)
        {
            yearStarts[year - FirstYear + 1] = yearStarts[year - FirstYear] + (CalendarSystem.Iso.IsLeapYear(year) ? 366 : 365);
            foreach (var (on, title) in holidays.In(year))
            {
                holidayTitles[on] = title;
            }

            holidayTitles.TryAdd(new LocalDate(year, 12, 25), "Christmas Day");
        }

        workingDaysUpTo = new int[yearStarts[^1]];
        var found = new List<LocalDate>(workingDaysUpTo.Length);
        var day = new LocalDate(FirstYear, 1, 1);
        for (var number = 0; number < workingDaysUpTo.Length; number++, day = day.PlusDays(1))
        {
            if (day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) && !holidayTitles.ContainsKey(day))
            {
                found.Add(day);
            }

            workingDaysUpTo[number] = found.Count;
        }

        workingDays = [.. found];
    }

    /// <summary>The calendar by the published list of England and Wales.</summary>
    public static WorkingDayCalendar EnglandAndWales { get; } = new(BankHolidays.EnglandAndWales);

    /// <inheritdoc cref="BankHolidays.Fingerprint"/>
    public string Fingerprint => holidays.Fingerprint;

    /// <summary>Whether that day is a working day.</summary>
    public bool IsWorkingDay(LocalDate day) => WhyNotWorking(day) is null;

    /// <summary>Why that day is not a working day, or null where it is one.</summary>
    public string? WhyNotWorking(LocalDate day) =>
        holidayTitles.TryGetValue(day, out var title) ? title
        : day.DayOfWeek == IsoDayOfWeek.Saturday ? "Saturday"
        : day.DayOfWeek == IsoDayOfWeek.Sunday ? "Sunday"
        : null;

    /// <summary>The day so many working days after <paramref name="from"/>, or before it where the count is negative.</summary>
    /// <remarks>The day itself is day 0, also when it is not a working day.</remarks>
    public LocalDate Add(LocalDate from, int count)
    {
        var upTo = workingDaysUpTo[Number(from)];
        return count switch
        {
            > 0 => workingDays[upTo + count - 1],
            0 => from,
            _ => workingDays[upTo - (upTo > 0 && workingDays[upTo - 1] == from ? 1 : 0) + count],
        };
    }

    /// <summary>The last working day on or before that day.</summary>
    public LocalDate LastOnOrBefore(LocalDate day) => workingDays[workingDaysUpTo[Number(day)] - 1];

    /// <summary>The days that counting from one date to another passes over, and why; the day it starts from is never one.</summary>
    public IEnumerable<SkippedDay> Skipped(LocalDate from, LocalDate to)
    {
        var (earlier, later) = from <= to ? (from, to) : (to.PlusDays(-1), from.PlusDays(-1));
        for (var day = earlier.PlusDays(1); day <= later; day = day.PlusDays(1))
        {
            if (WhyNotWorking(day) is { } why)
            {
                yield return new SkippedDay(day, why);
            }
        }
    }

    /// <summary>Whether counting working days between the two dates rests on holidays that have not been published.</summary>
    public bool IsProvisional(LocalDate from, LocalDate to) => !holidays.IsPublished(from.Year) || !holidays.IsPublished(to.Year);

    private int Number(LocalDate day) => yearStarts[day.Year - FirstYear] + day.DayOfYear - 1;
}

/// <summary>A day that was not counted, and why.</summary>
/// <param name="On">The day.</param>
/// <param name="Why">Saturday, Sunday or the holiday's title.</param>
public sealed record SkippedDay(LocalDate On, string Why);
