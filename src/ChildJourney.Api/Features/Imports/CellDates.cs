using System.Globalization;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Imports;

/// <summary>The dates that a cell may hold.</summary>
internal static class CellDates
{
    public const string Expectation = "a date such as 04/03/2026, between 01/01/1900 and 31/12/2199";

    /// <summary>The date as SSDA903 writes it.</summary>
    public static string Text(LocalDate date) => string.Create(CultureInfo.InvariantCulture, $"{date.Day:00}/{date.Month:00}/{date.Year:0000}");

    /// <summary>The date that the cell says, or null.</summary>
    /// <param name="cell">The cell, without spaces around it.</param>
    /// <param name="otherForm">Whether it is written otherwise than dd/mm/yyyy: as yyyy-mm-dd, d/m/yyyy, or with a time of midnight.</param>
    public static LocalDate? Parse(ReadOnlySpan<byte> cell, out bool otherForm)
    {
        otherForm = false;
        if (cell.Length == 10 && cell[2] == '/' && cell[5] == '/')
        {
            return Make(Number(cell[6..]), Number(cell[3..5]), Number(cell[..2]));
        }

        otherForm = true;
        cell = WithoutMidnight(cell);
        if (cell.Length == 10 && cell[4] == '-' && cell[7] == '-')
        {
            return Make(Number(cell[..4]), Number(cell[5..7]), Number(cell[8..]));
        }

        var first = cell.IndexOf((byte)'/');
        var second = cell.LastIndexOf((byte)'/');
        return first is 1 or 2 && second - first is 2 or 3 && cell.Length - second == 5
            ? Make(Number(cell[(second + 1)..]), Number(cell[(first + 1)..second]), Number(cell[..first]))
            : null;
    }

    private static ReadOnlySpan<byte> WithoutMidnight(ReadOnlySpan<byte> cell)
    {
        foreach (var midnight in (ReadOnlySpan<string>)[" 00:00", " 00:00:00", "T00:00:00"])
        {
            if (cell.Length > midnight.Length && System.Text.Ascii.Equals(cell[^midnight.Length..], midnight))
            {
                return cell[..^midnight.Length];
            }
        }

        return cell;
    }

    private static LocalDate? Make(int year, int month, int day) =>
        year >= InputDates.First.Year && year <= InputDates.Last.Year
        && month is >= 1 and <= 12
        && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? new LocalDate(year, month, day)
            : null;

    /// <summary>The number that the digits say, or -1.</summary>
    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return -1;
            }

            number = (number * 10) + (digit - '0');
        }

        return number;
    }
}
