using System.Text;

namespace ChildJourney.Api.Tests.Features.Calendars;

/// <summary>A calendar as a program reads it that knows RFC 5545 alone; what breaks its rules fails.</summary>
/// <param name="Properties">The properties of the calendar itself.</param>
/// <param name="Events">The properties of each event.</param>
public sealed record ParsedCalendar(IReadOnlyDictionary<string, string> Properties, IReadOnlyList<IReadOnlyDictionary<string, string>> Events)
{
    public static ParsedCalendar Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text.Should().EndWith("\r\n");
        text.Replace("\r\n", "", StringComparison.Ordinal).Should().NotContainAny("\r", "\n");
        var raw = text[..^2].Split("\r\n");
        raw.Should().OnlyContain(line => Encoding.UTF8.GetByteCount(line) <= 75 && line.Length > 0);
        raw.Should().NotContain(line => line.Contains('\uFFFD', StringComparison.Ordinal));
        var open = new Stack<(string Name, Dictionary<string, string> Properties)>();
        var events = new List<IReadOnlyDictionary<string, string>>();
        Dictionary<string, string>? calendar = null;
        foreach (var line in text[..^2].Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n"))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            colon.Should().BePositive(line);
            var (name, value) = (line[..colon], line[(colon + 1)..]);
            if (name == "BEGIN")
            {
                open.Push((value, []));
            }
            else if (name == "END")
            {
                var (closed, properties) = open.Pop();
                closed.Should().Be(value);
                calendar = closed == "VCALENDAR" ? properties : calendar;
                if (closed == "VEVENT")
                {
                    events.Add(properties);
                }
            }
            else
            {
                open.Peek().Properties.Add(name, Unescaped(value));
            }
        }

        open.Should().BeEmpty();
        events.Select(happening => happening["UID"]).Should().OnlyHaveUniqueItems();
        events.Should().NotContain(happening => !happening.ContainsKey("DTSTAMP") || !happening.ContainsKey("DTSTART;VALUE=DATE"));
        return new ParsedCalendar(calendar!, events);
    }

    private static string Unescaped(string value)
    {
        var text = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\')
            {
                i++;
                "\\;,nN".Should().Contain(value[i].ToString(), "nothing else is escaped");
                text.Append(value[i] is 'n' or 'N' ? '\n' : value[i]);
            }
            else
            {
                text.Append(value[i]);
            }
        }

        return text.ToString();
    }
}
