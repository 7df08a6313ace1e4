using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Imports;

/// <summary>A column of a table, and where it stands in the file; -1 where the file does not have it.</summary>
internal readonly record struct Column(string Name, int Index);

/// <summary>Reads the cells of the row that the file is at, and keeps the first thing that does not fit.</summary>
internal sealed class RowReader(ICells cells, LocalDate today, Tolerances tolerances)
{
    private const int LongestCode = 8;
    private const int LongestShown = 60;

    private string expected = "";
    private string value = "";
    private string? column;

    public LocalDate Today => today;

    /// <summary>Whether something does not fit.</summary>
    public bool IsFaulty => column is not null;

    /// <summary>The line in the file.</summary>
    public int Line => cells.Line;

    /// <summary>Whether no cell of the row holds anything, as at the end of a spreadsheet.</summary>
    public bool IsBlank
    {
        get
        {
            for (var i = 0; i < cells.Count; i++)
            {
                if (!cells.Value(i).Trim((byte)' ').IsEmpty)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Begins a row.</summary>
    public void Begin(int columns)
    {
        column = null;
        for (var i = columns; i < cells.Count; i++)
        {
            if (!cells.Value(i).IsEmpty)
            {
                Refuse("row", $"{cells.Count} values", $"at most {columns} values, as the header has columns");
                return;
            }
        }
    }

    /// <summary>What does not fit, as the row's refusal.</summary>
    public Refusal Refusal(string file, RowPlace at, Ssda903Table table, string? childId) => new(file, at.Line, at.NameOf(table, column!), value, expected, childId);

    /// <summary>Notes what does not fit, unless something before it did not.</summary>
    public void Refuse(Column at, string what) => Refuse(at.Name, at.Index < 0 ? "" : Shown(cells.Value(at.Index)), what);

    /// <summary>The value without spaces around it; empty where there is none.</summary>
    public ReadOnlySpan<byte> Cell(Column at)
    {
        if (at.Index < 0)
        {
            return [];
        }

        var cell = cells.Value(at.Index);
        if (cell.IsEmpty)
        {
            return cell;
        }

        if (IsPadded(cell) || IsPadded(cells.Raw(at.Index)))
        {
            tolerances.Spaces++;
        }

        return cell.Trim(" \t"u8);
    }

    /// <summary>A date that may be left out; not after today.</summary>
    public LocalDate? MaybeDate(Column at)
    {
        var cell = Cell(at);
        if (cell.IsEmpty)
        {
            return null;
        }

        var date = CellDates.Parse(cell, out var otherForm);
        if (date is null)
        {
            Refuse(at, CellDates.Expectation);
        }
        else if (date > today)
        {
            Refuse(at, $"a date not after today, {CellDates.Text(today)}");
        }
        else if (otherForm)
        {
            tolerances.OtherDates++;
        }

        return date;
    }

    /// <summary>A date that has to be there.</summary>
    public LocalDate Date(Column at)
    {
        var date = MaybeDate(at);
        if (date is null && !IsFaulty)
        {
            Refuse(at, CellDates.Expectation);
        }

        return date ?? default;
    }

    /// <summary>A code that may be left out.</summary>
    public T? MaybeCode<T>(Column at, Codes<T> codes, string? expectation = null)
        where T : struct, Enum
    {
        var cell = Cell(at);
        if (cell.IsEmpty)
        {
            return null;
        }

        if (cell.Length <= LongestCode && Ascii.IsValid(cell))
        {
            Span<char> text = stackalloc char[LongestCode];
            text = text[..Encoding.ASCII.GetChars(cell, text)];
            if (codes.Find(text) is { } code)
            {
                return code;
            }

            Ascii.ToUpperInPlace(text, out _);
            if (codes.Find(text) is { } upper)
            {
                tolerances.LowerCase++;
                return upper;
            }
        }

        Refuse(at, expectation ?? codes.Expectation);
        return null;
    }

    /// <summary>A code that has to be there.</summary>
    public T Code<T>(Column at, Codes<T> codes)
        where T : struct, Enum
    {
        var code = MaybeCode(at, codes);
        if (code is null && !IsFaulty)
        {
            Refuse(at, codes.Expectation);
        }

        return code ?? default;
    }

    /// <summary>Whether the cell holds that word, in any case.</summary>
    public bool Says(Column at, string word) => at.Index >= 0 && Ascii.EqualsIgnoreCase(WithoutZeros(cells.Value(at.Index).Trim(" \t"u8), out _), word);

    /// <summary>The value without the zeros that a spreadsheet shows behind a whole number, as in 566910.0.</summary>
    public ReadOnlySpan<byte> Whole(Column at)
    {
        var whole = WithoutZeros(Cell(at), out var had);
        tolerances.TrailingZeros += had ? 1 : 0;
        return whole;
    }

    /// <summary>A code of the authority's own that may be left out.</summary>
    public string? MaybeIdentifier(Column at)
    {
        var cell = Whole(at);
        if (cell.IsEmpty)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(cell);
        if (!Identifiers.IsCode(text))
        {
            Refuse(at, Identifiers.CodeExpectation);
        }

        return text;
    }

    /// <summary>A code of the authority's own that has to be there.</summary>
    public string Identifier(Column at)
    {
        var text = MaybeIdentifier(at);
        if (text is null)
        {
            Refuse(at, Identifiers.CodeExpectation);
        }

        return text ?? "";
    }

    /// <summary>A whole number that may be left out.</summary>
    public int? MaybeNumber(Column at, int least, int most)
    {
        var cell = Whole(at);
        if (cell.IsEmpty)
        {
            return null;
        }

        if (Utf8Parser.TryParse(cell, out int number, out var read) && read == cell.Length && number >= least && number <= most)
        {
            return number;
        }

        Refuse(at, $"a whole number from {least} to {most}");
        return null;
    }

    private static ReadOnlySpan<byte> WithoutZeros(ReadOnlySpan<byte> cell, out bool had)
    {
        var digits = cell.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        had = digits > 0 && digits < cell.Length - 1 && cell[digits] == '.' && cell[(digits + 1)..].IndexOfAnyExcept((byte)'0') < 0;
        return had ? cell[..digits] : cell;
    }

    private static bool IsPadded(ReadOnlySpan<byte> cell) => !cell.IsEmpty && (cell[0] <= ' ' || cell[^1] <= ' ');

    private static string Shown(ReadOnlySpan<byte> cell)
    {
        var text = Utf8.IsValid(cell) ? Encoding.UTF8.GetString(cell) : ReturnText.Windows1252.GetString(cell);
        return new string([.. text.Take(LongestShown).Select(c => char.IsControl(c) ? ' ' : c)]);
    }

    private void Refuse(string at, string found, string what)
    {
        if (column is null)
        {
            (column, value, expected) = (at, found, what);
        }
    }
}
