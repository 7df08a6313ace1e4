using NodaTime;

namespace ChildJourney.Domain.Journeys;

/// <summary>A stretch of days in which something held: from its first day up to, not including, the day it ended.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The day it had ended, or null while it lasts.</param>
/// <param name="Value">What held.</param>
/// <typeparam name="T">The kind of thing that held.</typeparam>
public readonly record struct DateSpan<T>(LocalDate From, LocalDate? To, T Value)
{
    /// <summary>Whether it held on that day.</summary>
    public bool Holds(LocalDate day) => From <= day && (To is not { } to || day < to);
}

/// <summary>Reading lists of spans that are in order and do not overlap.</summary>
public static class DateSpans
{
    /// <summary>The span that holds the day, or null.</summary>
    public static DateSpan<T>? On<T>(this IReadOnlyList<DateSpan<T>> spans, LocalDate day)
    {
        for (var i = spans.Count - 1; i >= 0; i--)
        {
            if (spans[i].From <= day)
            {
                return spans[i].Holds(day) ? spans[i] : null;
            }
        }

        return null;
    }

    /// <summary>The earlier of two days, where null means never.</summary>
    public static LocalDate? Earlier(LocalDate? first, LocalDate? second) =>
        first is not { } a ? second : second is not { } b || a <= b ? first : second;
}
