using System.Globalization;
using NodaTime;

namespace ChildJourney.Domain.Calendar;

/// <summary>Dates and numbers as a sentence says them.</summary>
public static class PlainEnglish
{
    private static readonly string[] months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>A date as 24 September 2026.</summary>
    public static string Date(LocalDate date) => string.Create(CultureInfo.InvariantCulture, $"{date.Day} {months[date.Month - 1]} {date.Year}");

    /// <summary>A whole number in figures.</summary>
    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number of days: 1 day, 12 days.</summary>
    public static string Days(int days) => days == 1 ? "1 day" : $"{Number(days)} days";

    /// <summary>The same sentence part with a capital at its head.</summary>
    public static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
