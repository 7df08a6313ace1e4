using ChildJourney.Domain.Calendar;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>A local time in England, or a day where the time was not recorded.</summary>
/// <param name="Date">The day.</param>
/// <param name="Time">The date and time, or null where only the day is known.</param>
public readonly record struct LocalMoment(LocalDate Date, LocalDateTime? Time = null)
{
    private static readonly LocalDateTimePattern toTheMinute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-ddTHH:mm");
    private static readonly LocalDateTimePattern toTheSecond = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-ddTHH:mm:ss");

    /// <summary>The moment that the text says, or null.</summary>
    public static LocalMoment? Parse(string text)
    {
        if (text.Length == 10)
        {
            return InputDates.Parse(text) is { } date ? new LocalMoment(date) : null;
        }

        // The patterns take 24:00 for midnight of the day after; a day here has the hours 00 to 23.
        var pattern = text.Length == 16 ? toTheMinute : toTheSecond;
        return !text.Contains("T24", StringComparison.Ordinal) && pattern.Parse(text).TryGetValue(default, out var time) && time.Date >= InputDates.First && time.Date <= InputDates.Last
            ? new LocalMoment(time.Date, time)
            : null;
    }

    /// <summary>The instant in England, the first where the time occurs twice; null where only the day is known.</summary>
    public Instant? ToInstant() => Time is { } time ? LondonTime.InstantOf(time) : null;

    /// <summary>Whether it lies before another, by the minute where both have a time, otherwise by the day.</summary>
    public bool IsBefore(LocalMoment other) => Time is { } time && other.Time is { } otherTime ? time < otherTime : Date < other.Date;

    /// <summary>As it is written: to the minute unless there are seconds.</summary>
    public override string ToString() =>
        Time is not { } time ? LocalDatePattern.Iso.Format(Date)
        : time.Second == 0 ? toTheMinute.Format(time)
        : toTheSecond.Format(time);
}
