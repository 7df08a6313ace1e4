using ChildJourney.Domain.Calendar;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>The school terms of the made-up authority: three a school year, around Christmas, Easter and the summer.</summary>
internal static class DemoTerms
{
    private const int October = 10;
    private const int DaysOfSchoolWeek = 5;
    private const int DaysFromThursdayToEaster = 3;
    private const int DaysFromFridayBeforeTheBreakToEaster = 16;
    private const int DaysFromEasterToTuesday = 2;
    private const int DaysFromEasterToMondayAfterTheBreak = 15;

    private static readonly AnnualDate autumnBegins = new(9, 2);
    private static readonly AnnualDate autumnEndsBy = new(12, 20);
    private static readonly AnnualDate springBegins = new(1, 4);
    private static readonly AnnualDate springHalfTermBegins = new(2, 12);
    private static readonly AnnualDate lateEaster = new(4, 11);
    private static readonly AnnualDate summerHalfTermBeginsBy = new(5, 31);
    private static readonly AnnualDate summerEndsBy = new(7, 24);

    private static readonly WorkingDayCalendar calendar = WorkingDayCalendar.EnglandAndWales;

    /// <summary>The terms of the school years that begin in those years, in order.</summary>
    public static SchoolTerms Between(int first, int last) =>
        new([.. Enumerable.Range(first, last - first + 1).SelectMany(year => new[] { Autumn(year), Spring(year + 1), Summer(year + 1) })]);

    /// <summary>The year in which the school year began that a day lies in; in the summer holidays the one that is about to begin.</summary>
    public static int SchoolYearOf(LocalDate day) => day > Summer(day.Year).LastDay ? day.Year : day.Year - 1;

    /// <summary>A school day of a term between two days of it, as the dice fall.</summary>
    public static LocalDate SchoolDay(DemoDice dice, SchoolTerm term, LocalDate from, LocalDate to)
    {
        var on = calendar.LastOnOrBefore(from.PlusDays(dice.Between(0, Period.DaysBetween(from, to))));
        while (term.Closures.Contains(on))
        {
            on = calendar.LastOnOrBefore(on.PlusDays(-1));
        }

        return LocalDate.Max(on, from);
    }

    private static SchoolTerm Autumn(int year)
    {
        var halfTerm = new LocalDate(year, October, CalendarSystem.Iso.GetDaysInMonth(year, October)).With(OnOrBefore(IsoDayOfWeek.Monday));
        return new SchoolTerm(
            $"autumn-{year}",
            WorkingDayFrom(autumnBegins.InYear(year)),
            autumnEndsBy.InYear(year).With(OnOrBefore(IsoDayOfWeek.Friday)),
            [.. WeekFrom(halfTerm), halfTerm.PlusWeeks(1)]);
    }

    private static SchoolTerm Spring(int year) => new(
        $"spring-{year}",
        WorkingDayFrom(springBegins.InYear(year)),
        IsLate(Easter.SundayIn(year))
            ? Easter.SundayIn(year).PlusDays(-DaysFromFridayBeforeTheBreakToEaster)
            : Easter.SundayIn(year).PlusDays(-DaysFromThursdayToEaster),
        [.. WeekFrom(springHalfTermBegins.InYear(year).With(DateAdjusters.NextOrSame(IsoDayOfWeek.Monday)))]);

    private static SchoolTerm Summer(int year)
    {
        var halfTerm = summerHalfTermBeginsBy.InYear(year).With(OnOrBefore(IsoDayOfWeek.Monday));
        return new SchoolTerm(
            $"summer-{year}",
            Easter.SundayIn(year).PlusDays(IsLate(Easter.SundayIn(year)) ? DaysFromEasterToTuesday : DaysFromEasterToMondayAfterTheBreak),
            summerEndsBy.InYear(year).With(OnOrBefore(IsoDayOfWeek.Wednesday)),
            [.. WeekFrom(halfTerm), halfTerm.PlusWeeks(1)]);
    }

    /// <summary>Whether Easter ends the holidays around it; otherwise it begins them.</summary>
    private static bool IsLate(LocalDate easter) => easter >= lateEaster.InYear(easter.Year);

    private static LocalDate WorkingDayFrom(LocalDate day) => calendar.Add(day.PlusDays(-1), 1);

    private static IEnumerable<LocalDate> WeekFrom(LocalDate monday) => Enumerable.Range(0, DaysOfSchoolWeek).Select(monday.PlusDays);

    private static Func<LocalDate, LocalDate> OnOrBefore(IsoDayOfWeek weekday) => DateAdjusters.PreviousOrSame(weekday);
}
