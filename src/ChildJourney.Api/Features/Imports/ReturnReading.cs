using System.Xml;
using ChildJourney.Domain.Journeys;
using CsvHelper;
using NodaTime;

namespace ChildJourney.Api.Features.Imports;

/// <summary>Reads the files of a return, one after another, as many rows at a time as are asked for.</summary>
public sealed class ReturnReading : IDisposable
{
    private readonly Queue<ReturnFile> waiting;
    private readonly ImportOptions options;
    private readonly LocalDate today;
    private readonly RowSpool spool = new();
    private readonly Tolerances tolerances = new();
    private readonly ReturnNotes notes = new();
    private TableSet tables;
    private TableSet damaged;
    private ReturnFile? file;
    private IRowSource? source;
    private RowReader? row;
    private int fileRows;
    private byte[] lastId = [];
    private string? lastChild;

    /// <summary>Begins.</summary>
    /// <param name="files">The files; which table each is, its columns say.</param>
    /// <param name="options">How they are read.</param>
    /// <param name="today">The day in England.</param>
    public ReturnReading(IEnumerable<ReturnFile> files, ImportOptions options, LocalDate today)
    {
        waiting = new Queue<ReturnFile>(files);
        this.options = options;
        this.today = today;
    }

    /// <summary>What has been read so far.</summary>
    public ImportReport Report { get; } = new();

    /// <summary>Reads so many rows on, or to the end.</summary>
    /// <returns>Whether there may be more.</returns>
    public bool ReadOn(int rows, CancellationToken cancellationToken)
    {
        for (var left = rows; left > 0; left--)
        {
            if (source is null && !OpenNext())
            {
                return false;
            }

            ReadRow();
        }

        cancellationToken.ThrowIfCancellationRequested();
        return true;
    }

    /// <summary>The children of the return, once everything has been read.</summary>
    public Ssda903Return Finish()
    {
        var year = options.Year ?? CollectionYear.Of(notes.LatestEpisodeDate ?? today);
        Report.Year = year;
        foreach (var note in tolerances.Notes())
        {
            Report.Note(note);
        }

        if (notes.ReasonsCeased > 0)
        {
            Report.Note($"PlacedAdoption: REASON_PLACED_CEASED is read and not kept, as an entry has nowhere for it: {notes.ReasonsCeased}");
        }

        if (notes.HealthAssessments + notes.DentalChecks > 0)
        {
            Report.Note($"OC2 says whether, not when, so these make no entry: HEALTH_ASSESSMENT {notes.HealthAssessments}, TEETH_CHECK {notes.DentalChecks}");
        }

        var context = new ReturnContext(year, options.HistoryFrom, today, tables, damaged, [.. Report.Files.Select(read => read.Name)]);
        return new Ssda903Return(year, spool, context, Report);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        source?.Dispose();
        spool.Dispose();
    }

    private bool OpenNext()
    {
        if (!waiting.TryDequeue(out file))
        {
            return false;
        }

        fileRows = 0;
        try
        {
            var text = ReturnText.Of(file.Open());
            source = text.IsXml ? new XmlSource(text, notes) : new CsvSource(text, notes);
            row = new RowReader(source.Cells, today, tolerances);
            tables = tables.With(source.Tables);
            if (source.Fault is { } fault)
            {
                Close(fault);
            }
        }
        catch (Exception problem) when (IsUnreadable(problem))
        {
            Break(problem);
        }

        return true;
    }

    private void ReadRow()
    {
        if (source is null)
        {
            return;
        }

        try
        {
            if (source.Next())
            {
                Read(source.Reader!, source.At(Report.Files.Count));
            }
            else
            {
                Close(null);
            }
        }
        catch (Exception problem) when (IsUnreadable(problem))
        {
            Break(problem);
        }
    }

    private void Read(TableReader reader, RowPlace at)
    {
        row!.Begin(reader.Columns);
        var child = ChildOf(row.Whole(reader.Child));
        if (child is null && row.IsBlank)
        {
            return;
        }

        Row? read = null;
        if (child is null)
        {
            row.Refuse(reader.Child, Identifiers.ChildExpectation);
        }
        else if (!row.IsFaulty)
        {
            read = reader.Read(row, at);
        }

        fileRows++;
        Report.CountRow(reader.Table);
        if (row.IsFaulty)
        {
            Report.Refuse(row.Refusal(file!.Name, at, reader.Table, child), reader.Table, Report.Files.Count);
        }

        if (child is not null)
        {
            Keep(child, read, row.IsFaulty ? new UnreadRow(at, reader.Table) : null);
        }
    }

    private void Keep(string child, params ReadOnlySpan<Row?> rows)
    {
        foreach (var kept in rows)
        {
            if (kept is not null)
            {
                spool.Add(child, kept);
            }
        }
    }

    /// <summary>The child of that identifier, or null where it is none; those of one child mostly stand together.</summary>
    private string? ChildOf(ReadOnlySpan<byte> id)
    {
        if (lastChild is not null && id.SequenceEqual(lastId))
        {
            return lastChild;
        }

        if (!System.Text.Ascii.IsValid(id) || System.Text.Encoding.ASCII.GetString(id) is var text && !Identifiers.IsChild(text))
        {
            return null;
        }

        (lastId, lastChild) = (id.ToArray(), text);
        return text;
    }

    private void Break(Exception problem)
    {
        damaged = source?.Table is { } known ? damaged.With(known) : TableSet.All;
        Close($"cannot be read to its end: {problem.Message}");
    }

    private void Close(string? fault)
    {
        foreach (var note in source?.Notes ?? [])
        {
            Report.Note($"{file!.Name}: {note}");
        }

        Report.Files.Add(new FileRead(file!.Name, source?.Table, fileRows, fault));
        source?.Dispose();
        source = null;
    }

    internal static bool IsUnreadable(Exception problem) =>
        problem is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException or CsvFormatException or XmlException;
}
