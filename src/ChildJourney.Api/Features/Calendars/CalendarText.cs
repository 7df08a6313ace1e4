using System.Text;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Features.Calendars;

/// <summary>Writes a calendar (RFC 5545).</summary>
internal sealed class CalendarText
{
    private const int LongestLine = 75;

    /// <summary>The clocks of England, so that a calendar without events is one all the same: it has to hold something.</summary>
    private const string England = """
        BEGIN:VTIMEZONE
        TZID:Europe/London
        BEGIN:STANDARD
        DTSTART:19701025T020000
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0000
        TZNAME:GMT
        RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:19700329T010000
        TZOFFSETFROM:+0000
        TZOFFSETTO:+0100
        TZNAME:BST
        RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
        END:DAYLIGHT
        END:VTIMEZONE
        """;

    private static readonly LocalDatePattern day = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");
    private static readonly InstantPattern stamp = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    private readonly StringBuilder text = new();

    private CalendarText()
    {
    }

    /// <summary>Writes a calendar of that name.</summary>
    public static string Of(string name, IEnumerable<CalendarEvent> events)
    {
        var calendar = new CalendarText();
        calendar.Line("BEGIN:VCALENDAR");
        calendar.Line("VERSION:2.0");
        calendar.Line("PRODID:-//ChildJourney//ChildJourney//EN");
        calendar.Line("CALSCALE:GREGORIAN");
        calendar.Line($"NAME:{Escaped(name)}");
        calendar.Line($"X-WR-CALNAME:{Escaped(name)}");
        calendar.Line("X-WR-TIMEZONE:Europe/London");
        calendar.Line("REFRESH-INTERVAL;VALUE=DURATION:PT4H");
        calendar.Line("X-PUBLISHED-TTL:PT4H");
        foreach (var line in England.ReplaceLineEndings("\n").Split('\n'))
        {
            calendar.Line(line);
        }

        foreach (var happening in events)
        {
            calendar.Add(happening);
        }

        calendar.Line("END:VCALENDAR");
        return calendar.text.ToString();
    }

    private void Add(CalendarEvent happening)
    {
        Line("BEGIN:VEVENT");
        Line($"UID:{Escaped(happening.Uid)}");
        Line($"DTSTAMP:{stamp.Format(happening.ChangedAt)}");
        Line($"LAST-MODIFIED:{stamp.Format(happening.ChangedAt)}");
        Line(FormattableString.Invariant($"SEQUENCE:{happening.Sequence}"));
        Line($"DTSTART;VALUE=DATE:{day.Format(happening.On)}");
        Line($"DTEND;VALUE=DATE:{day.Format(happening.On.PlusDays(1))}");
        Line($"SUMMARY:{Escaped(happening.Summary)}");
        Line($"DESCRIPTION:{Escaped(happening.Description)}");
        Line("CLASS:PRIVATE");
        Line("TRANSP:TRANSPARENT");
        Line("END:VEVENT");
    }

    /// <summary>Writes a line, folded where it is longer than 75 octets, between characters.</summary>
    private void Line(string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }

    /// <summary>The text as a value: what divides values is escaped, a line break is written as one, other controls are left out.</summary>
    private static string Escaped(string value)
    {
        var escaped = new StringBuilder(value.Length + 8);
        foreach (var letter in value.ReplaceLineEndings("\n"))
        {
            _ = letter switch
            {
                '\\' or ';' or ',' => escaped.Append('\\').Append(letter),
                '\n' => escaped.Append("\\n"),
                _ when char.IsControl(letter) => escaped,
                _ => escaped.Append(letter),
            };
        }

        return escaped.ToString();
    }
}

/// <summary>Something that lasts a day.</summary>
/// <param name="Uid">Names it, whatever becomes of it.</param>
/// <param name="On">The day.</param>
/// <param name="ChangedAt">When anything about it was last recorded.</param>
/// <param name="Sequence">Raised whenever it may have changed.</param>
/// <param name="Summary">What it is.</param>
/// <param name="Description">What else there is to say of it.</param>
internal sealed record CalendarEvent(string Uid, LocalDate On, Instant ChangedAt, long Sequence, string Summary, string Description);
