using CsvHelper;
using NodaTime;

namespace ChildJourney.Api.Features.Imports;

/// <summary>Reads SSDA903 returns.</summary>
public static class Ssda903Import
{
    private const int RowsBetweenLooks = 4096;

    private static readonly CsvReaderOptions csvOptions = new()
    {
        TrimWhitespace = true,
        TrackLineNumbers = true,
        // No value of the return has several lines, so that a stray quote spoils one row and not the rest of the file.
        AllowLineBreaksInQuotes = false,
        MaxRecordSize = 1 << 20,
    };

    /// <summary>Reads the files, one after another, and orders what they say by child.</summary>
    /// <param name="files">The files; which table each is, its columns say.</param>
    /// <param name="options">How they are read.</param>
    /// <param name="today">The day in England.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static Ssda903Return Read(IEnumerable<ReturnFile> files, ImportOptions options, LocalDate today, CancellationToken cancellationToken = default)
    {
        var reading = new Reading(today);
        foreach (var file in files)
        {
            reading.Read(file, cancellationToken);
        }

        return reading.Finish(options);
    }

    /// <summary>What has been read so far.</summary>
    private sealed class Reading(LocalDate today)
    {
        private readonly ChildIndex children = new();
        private readonly Tolerances tolerances = new();
        private readonly ReturnNotes notes = new();
        private readonly List<FileRead> files = [];
        private readonly List<Refusal> refusals = [];
        private TableSet tables;
        private TableSet damaged;

        public void Read(ReturnFile file, CancellationToken cancellationToken)
        {
            Ssda903Table? table = null;
            var rows = 0;
            string? fault = null;
            try
            {
                using var stream = file.Open();
                using var csv = CsvReader.Create(stream, csvOptions);
                var header = new TableHeader(csv.Headers);
                table = header.Table;
                fault = header.Fault;
                if (TableReader.For(header, notes) is { } reader)
                {
                    tables = tables.With(reader.Table);
                    ReadRows(file.Name, csv, reader, ref rows, cancellationToken);
                }
            }
            catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or CsvFormatException)
            {
                fault = $"cannot be read to its end: {e.Message}";
                damaged = table is { } known ? damaged.With(known) : TableSet.All;
            }

            files.Add(new FileRead(file.Name, table, rows, fault));
        }

        public Ssda903Return Finish(ImportOptions options)
        {
            var year = options.Year ?? CollectionYear.Of(notes.LatestEpisodeDate ?? today);
            var context = new ReturnContext(year, options.HistoryFrom, today, tables, damaged, [.. files.Select(file => file.Name)]);
            foreach (var child in children.All)
            {
                child.Sort();
            }

            ReturnedChild[] ordered =
            [
                .. children.All
                    .Where(child => !child.IsEmpty)
                    .OrderBy(child => child.Id, StringComparer.Ordinal)
                    .Select(child => new ReturnedChild(child, context)),
            ];
            var report = new ImportReport(year, files, refusals);
            foreach (var note in tolerances.Notes())
            {
                report.Note(note);
            }

            if (notes.HealthAssessments + notes.DentalChecks > 0)
            {
                report.Note($"OC2 says whether, not when, so these make no entry: HEALTH_ASSESSMENT {notes.HealthAssessments}, TEETH_CHECK {notes.DentalChecks}");
            }

            return new Ssda903Return(year, ordered, report);
        }

        private void ReadRows(string file, CsvReader csv, TableReader reader, ref int rows, CancellationToken cancellationToken)
        {
            var row = new RowReader(csv, today, tolerances);
            while (csv.Read())
            {
                if (rows % RowsBetweenLooks == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                row.Begin(reader.Columns);
                var child = children.Find(row.Cell(reader.Child));
                if (child is null)
                {
                    if (row.IsBlank)
                    {
                        continue;
                    }

                    row.Refuse(reader.Child, Domain.Journeys.Identifiers.ChildExpectation);
                }
                else if (!row.IsFaulty)
                {
                    reader.Read(row, new RowPlace(files.Count, row.Line), child);
                }

                rows++;
                if (row.IsFaulty)
                {
                    Refuse(row.Refusal(file), reader.Table, child);
                }
            }
        }

        private void Refuse(Refusal refusal, Ssda903Table table, ChildRows? child)
        {
            refusals.Add(refusal);
            if (child is not null)
            {
                child.RefusedAtReading = child.RefusedAtReading.With(table);
            }
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
    public Refusal Refuse(RowPlace at, string column, string value, string expected) => new(Files[at.File], at.Line, column, value, expected);

    /// <summary>How a refusal names another row.</summary>
    public string Named(RowPlace at) => $"{Files[at.File]}:{at.Line}";
}
