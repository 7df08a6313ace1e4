using NodaTime;

namespace ChildJourney.Api.Features.Imports;

/// <summary>Reads SSDA903 returns.</summary>
public static class Ssda903Import
{
    private const int RowsBetweenLooks = 4096;

    /// <summary>Reads the files, one after another, and orders what they say by child.</summary>
    /// <param name="files">The files; which table each is, its columns say.</param>
    /// <param name="options">How they are read.</param>
    /// <param name="today">The day in England.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static Ssda903Return Read(IEnumerable<ReturnFile> files, ImportOptions options, LocalDate today, CancellationToken cancellationToken = default)
    {
        var reading = new ReturnReading(files, options, today);
        try
        {
            while (reading.ReadOn(RowsBetweenLooks, cancellationToken))
            {
            }

            return reading.Finish();
        }
        catch
        {
            reading.Dispose();
            throw;
        }
    }
}

/// <summary>What holds for every child of the return.</summary>
/// <param name="Year">The collection year.</param>
/// <param name="HistoryFrom">The day recording began, or null.</param>
/// <param name="Today">The day in England.</param>
/// <param name="Tables">The tables that the files hold.</param>
/// <param name="Damaged">Those of which a file could not be read to its end.</param>
/// <param name="Files">The names of the files, by number.</param>
internal sealed record ReturnContext(CollectionYear Year, LocalDate? HistoryFrom, LocalDate Today, TableSet Tables, TableSet Damaged, IReadOnlyList<string> Files)
{
    public Refusal Refuse(string childId, Row row, string column, string value, string expected) =>
        new(Files[row.At.File], row.At.Line, row.At.NameOf(row.Table, column), value, expected, childId);

    /// <summary>How a refusal names another row.</summary>
    public string Named(Row row) => $"{Files[row.At.File]}:{row.At.WhereOf(row.Table)}";
}
