using NodaTime;

namespace ChildJourney.Domain.Calendar;

/// <summary>A school term of an authority.</summary>
/// <param name="Name">Its name: autumn-2026.</param>
/// <param name="FirstDay">Its first day.</param>
/// <param name="LastDay">Its last day.</param>
/// <param name="Closures">Days within it on which schools are closed.</param>
public sealed record SchoolTerm(string Name, LocalDate FirstDay, LocalDate LastDay, IReadOnlyList<LocalDate> Closures);

/// <summary>The school terms of an authority, in order.</summary>
public sealed class SchoolTerms
{
    /// <summary>Terms that are in order and do not overlap.</summary>
    public SchoolTerms(IReadOnlyList<SchoolTerm> all) => All = all;

    /// <summary>No terms.</summary>
    public static SchoolTerms None { get; } = new([]);

    /// <summary>The terms, in order.</summary>
    public IReadOnlyList<SchoolTerm> All { get; }

    /// <summary>Whether terms have been set for the day: it lies between the first term's first day and the last term's last.</summary>
    public bool Cover(LocalDate day) => All.Count > 0 && day >= All[0].FirstDay && day <= All[^1].LastDay;

    /// <summary>The term that holds the day, or null.</summary>
    public SchoolTerm? On(LocalDate day) => All.FirstOrDefault(term => term.FirstDay <= day && day <= term.LastDay);

    /// <summary>The day so many school days after <paramref name="from"/>, which is day 0; null where the terms that are set do not reach so far.</summary>
    /// <remarks>A school day is a working day within a term on which schools are not closed.</remarks>
    public LocalDate? Add(LocalDate from, int schoolDays, WorkingDayCalendar calendar)
    {
        if (!Cover(from))
        {
            return null;
        }

        var day = from;
        for (var counted = 0; counted < schoolDays;)
        {
            day = day.PlusDays(1);
            if (day > All[^1].LastDay)
            {
                return null;
            }

            counted += On(day) is { } term && calendar.IsWorkingDay(day) && !term.Closures.Contains(day) ? 1 : 0;
        }

        return day;
    }
}
