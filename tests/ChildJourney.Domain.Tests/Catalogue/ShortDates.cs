using ChildJourney.Domain.Calendar;
using NodaTime;

namespace ChildJourney.Domain.Tests.Catalogue;

/// <summary>The dates of one line of text: the year is written where it is another than that of the date before.</summary>
public sealed class ShortDates
{
    private int? year;

    /// <summary>The next date of the line: 11 May 2026, then 9 June.</summary>
    public string Next(LocalDate date)
    {
        var text = PlainEnglish.Date(date);
        var isSameYear = year == date.Year;
        year = date.Year;
        return isSameYear ? text[..text.LastIndexOf(' ')] : text;
    }
}
