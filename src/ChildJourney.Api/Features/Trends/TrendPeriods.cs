using NodaTime;

namespace ChildJourney.Api.Features.Trends;

/// <summary>A calendar month or quarter.</summary>
/// <param name="Name">As in 2026-10 or 2026-Q4.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
internal sealed record TrendPeriod(string Name, LocalDate From, LocalDate To);

/// <summary>Whole calendar months or quarters, one after another.</summary>
internal sealed class TrendPeriods
{
    public const string Month = "month";
    public const string Quarter = "quarter";

    /// <summary>More than anyone reads, and few enough to be counted at once.</summary>
    public const int Most = 240;

    /// <summary>Before any record is kept of children who are still young enough to be counted.</summary>
    public static readonly LocalDate Earliest = new(1990, 1, 1);

    private readonly int length;
    private readonly int first;

    private TrendPeriods(int length, int first, int count)
    {
        (this.length, this.first) = (length, first);
        All = [.. Enumerable.Range(first, count).Select(Make)];
    }

    /// <summary>The periods in order.</summary>
    public IReadOnlyList<TrendPeriod> All { get; }

    /// <summary>How many of them make six months.</summary>
    public int InSixMonths => 6 / length;

    /// <summary>How many periods hold the days from one to another.</summary>
    public static int Count(string interval, LocalDate from, LocalDate to)
    {
        var months = MonthsIn(interval);
        return Math.Max(0, NumberOf(to, months) - NumberOf(from, months) + 1);
    }

    /// <summary>The periods that hold the days from one to another, and as many before them as make six months.</summary>
    public static TrendPeriods WithSixMonthsBefore(string interval, LocalDate from, LocalDate to)
    {
        var months = MonthsIn(interval);
        var before = 6 / months;
        return new TrendPeriods(months, NumberOf(from, months) - before, Count(interval, from, to) + before);
    }

    /// <summary>Where a trend up to a day begins unless it is said: 12 months, or 8 quarters.</summary>
    public static LocalDate UsualStart(string interval, LocalDate to)
    {
        var months = MonthsIn(interval);
        return to < Earliest.PlusYears(2) ? Earliest : FirstDay(NumberOf(to, months) - (months == 1 ? 11 : 7), months);
    }

    /// <summary>The place of the period that holds the day, or null where none does.</summary>
    public int? PlaceOf(LocalDate day)
    {
        var place = NumberOf(day, length) - first;
        return place >= 0 && place < All.Count ? place : null;
    }

    private static int MonthsIn(string interval) => interval == Quarter ? 3 : 1;

    /// <summary>Periods are numbered through the calendar.</summary>
    private static int NumberOf(LocalDate day, int months) => ((day.Year * 12) + day.Month - 1) / months;

    private static LocalDate FirstDay(int number, int months) => new(number * months / 12, (number * months % 12) + 1, 1);

    private TrendPeriod Make(int number)
    {
        var from = FirstDay(number, length);
        var name = length == 1 ? FormattableString.Invariant($"{from.Year:0000}-{from.Month:00}") : FormattableString.Invariant($"{from.Year:0000}-Q{(from.Month + 2) / 3}");
        return new TrendPeriod(name, from, DateAdjusters.EndOfMonth(from.PlusMonths(length - 1)));
    }
}
