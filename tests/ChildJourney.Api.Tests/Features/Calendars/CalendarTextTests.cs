using ChildJourney.Api.Features.Calendars;
using NodaTime;

namespace ChildJourney.Api.Tests.Features.Calendars;

public class CalendarTextTests
{
    private static readonly Instant changedAt = Instant.FromUtc(2026, 11, 22, 9, 0, 7);

    [Theory]
    [InlineData("T1")]
    [InlineData("a,b;c\\d:e\"f")]
    [InlineData("one\ntwo\nEND:VCALENDAR")]
    [InlineData("ÄÖÜ ÄÖÜ ÄÖÜ ÄÖÜ ÄÖÜ ÄÖÜ ÄÖÜ ÄÖÜ ÄÖÜ ÄÖÜ ÄÖÜ ÄÖÜ ÄÖÜ ÄÖÜ ÄÖÜ ÄÖÜ ÄÖÜ ÄÖÜ ÄÖÜ ÄÖÜ")]
    [InlineData("👩‍👧👩‍👧👩‍👧👩‍👧👩‍👧👩‍👧👩‍👧👩‍👧👩‍👧👩‍👧👩‍👧👩‍👧👩‍👧👩‍👧👩‍👧👩‍👧👩‍👧👩‍👧")]
    [InlineData(" begins and ends with a space, however long it is, even where it is folded just before another space  ")]
    public void Whatever_a_name_holds_is_read_back_as_it_was(string name)
    {
        var calendar = ParsedCalendar.Of(CalendarText.Of(name, [new CalendarEvent(name, new LocalDate(2026, 12, 31), changedAt, 3, name, name + name)]));

        calendar.Properties["X-WR-CALNAME"].Should().Be(name);
        calendar.Events.Should().ContainSingle().Which["SUMMARY"].Should().Be(name);
        calendar.Events[0]["DESCRIPTION"].Should().Be(name + name);
    }

    [Fact]
    public void Every_length_of_line_is_folded_right()
    {
        for (var length = 1; length < 400; length++)
        {
            var name = string.Concat(Enumerable.Range(0, length).Select(place => place % 7 == 0 ? "€" : place % 11 == 0 ? "𝄞" : "x"));
            ParsedCalendar.Of(CalendarText.Of(name, [])).Properties["NAME"].Should().Be(name);
        }
    }

    [Fact]
    public void Line_breaks_of_any_kind_become_one_and_other_controls_are_left_out() =>
        ParsedCalendar.Of(CalendarText.Of("a\r\nb\rc\u0000\u0007d\te", [])).Properties["NAME"].Should().Be("a\nb\ncde");

    [Fact]
    public void An_event_lasts_its_day_and_ends_on_the_next_at_the_end_of_a_year_too()
    {
        var happening = ParsedCalendar.Of(CalendarText.Of("T1", [new CalendarEvent("u", new LocalDate(2027, 12, 31), changedAt, 3, "s", "d")])).Events.Single();

        happening.Should().Contain("DTSTART;VALUE=DATE", "20271231").And.Contain("DTEND;VALUE=DATE", "20280101").And.Contain("DTSTAMP", "20261122T090007Z").And.Contain("SEQUENCE", "3");
    }

    [Fact]
    public void Two_thousand_events_are_a_calendar()
    {
        var events = Enumerable.Range(0, 2000).Select(number => new CalendarEvent($"u{number}", new LocalDate(2026, 1, 1).PlusDays(number % 365), changedAt, number, $"Review: C{number}", "Book by 24 September 2026."));

        ParsedCalendar.Of(CalendarText.Of("T1", events)).Events.Should().HaveCount(2000);
    }
}
