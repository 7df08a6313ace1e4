using System.Globalization;
using ChildJourney.Api.Platform;
using CsvHelper;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Features.Exports;

/// <summary>One list as CSV, its dates as Annex A writes them.</summary>
internal sealed class AnnexATable : IAnnexAFile
{
    private static readonly LocalDatePattern day = LocalDatePattern.CreateWithInvariantCulture("dd'/'MM'/'uuuu");

    private readonly StreamWriter text;
    private readonly CsvWriter csv;

    public AnnexATable(Stream to)
    {
        text = new StreamWriter(to, leaveOpen: true);
        csv = Csv.Writer(text);
    }

    /// <inheritdoc/>
    public void Begin(AnnexAList list) => Write(list.Headers);

    /// <inheritdoc/>
    public void Write(IReadOnlyList<object?> cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(TextOf(cell));
        }

        csv.EndRecord();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        csv.Flush();
        csv.Dispose();
        text.Dispose();
    }

    /// <summary>A cell as text.</summary>
    internal static string TextOf(object? cell) => cell switch
    {
        null => "",
        LocalDate date => day.Format(date),
        int number => number.ToString(CultureInfo.InvariantCulture),
        _ => (string)cell,
    };
}
