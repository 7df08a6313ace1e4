using NodaTime;

namespace ChildJourney.Domain.Calendar;

/// <summary>The date of Easter Sunday in the Gregorian calendar.</summary>
public static class Easter
{
    /// <summary>Easter Sunday of that year, by the tables of the Book of Common Prayer in their arithmetic form.</summary>
    public static LocalDate SundayIn(int year)
    {
        var goldenNumber = year % 19;
        var century = year / 100;
        var moonCorrection = (century - (century / 4) - (((8 * century) + 13) / 25) + (19 * goldenNumber) + 15) % 30;
        var paschalMoon = moonCorrection - (moonCorrection / 28 * (1 - (29 / (moonCorrection + 1) * ((21 - goldenNumber) / 11))));
        var weekday = (year + (year / 4) + paschalMoon + 2 - century + (century / 4)) % 7;
        var daysFromMarch28 = paschalMoon - weekday;
        return new LocalDate(year, 3, 28).PlusDays(daysFromMarch28);
    }
}
