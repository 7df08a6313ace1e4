using System.Text;
using CsvHelper;

namespace ChildJourney.Api.Features.Imports;

/// <summary>The rows of a CSV file.</summary>
internal sealed class CsvSource : IRowSource, ICells
{
    private static readonly CsvReaderOptions csvOptions = new()
    {
        TrimWhitespace = true,
        TrackLineNumbers = true,
        // No value of the return has several lines, so that a stray quote spoils one row and not the rest of the file.
        AllowLineBreaksInQuotes = false,
        MaxRecordSize = 1 << 20,
    };

    private readonly ReturnText text;
    private readonly CsvReader csv;
    private readonly TableHeader header;
    private int headersAgain;

    public CsvSource(ReturnText text, ReturnNotes notes)
    {
        this.text = text;
        csv = CsvReader.Create(text.Utf8, csvOptions);
        header = new TableHeader(csv.Headers);
        Reader = TableReader.For(header, notes);
    }

    public TableReader? Reader { get; }

    public ICells Cells => this;

    public Ssda903Table? Table => header.Table;

    public TableSet Tables => Table is { } table ? new TableSet(0).With(table) : default;

    public string? Fault => header.Fault;

    public IEnumerable<string> Notes
    {
        get
        {
            if (text.Encoding is { } encoding)
            {
                yield return $"read as {encoding}";
            }

            if (header.Repeated.Count > 0)
            {
                yield return $"columns that stand twice, of which the first is read: {string.Join(", ", header.Repeated)}";
            }

            if (headersAgain > 0)
            {
                yield return $"lines that repeat the header: {headersAgain}";
            }
        }
    }

    public int Count => csv.FieldCount;

    public int Line => (int)csv.LineNumber;

    public ReadOnlySpan<byte> Value(int column) => csv.GetSpan(column);

    public ReadOnlySpan<byte> Raw(int column) => csv.GetRawSpan(column);

    public bool Next()
    {
        while (csv.Read())
        {
            if (!IsHeaderAgain())
            {
                return true;
            }

            headersAgain++;
        }

        return false;
    }

    public RowPlace At(int file) => new(file, Line);

    public void Dispose()
    {
        csv.Dispose();
        text.Dispose();
    }

    /// <summary>Whether the line is the header once more, as where files were joined.</summary>
    private bool IsHeaderAgain()
    {
        if (csv.FieldCount != header.Count)
        {
            return false;
        }

        for (var i = 0; i < header.Count; i++)
        {
            if (!Ascii.EqualsIgnoreCase(csv.GetSpan(i).Trim(" \t\""u8), header[i]))
            {
                return false;
            }
        }

        return true;
    }
}
