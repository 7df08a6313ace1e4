using System.IO.Compression;
using ChildJourney.Api.Platform;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using NodaTime;

namespace ChildJourney.Api.Features.Exports;

/// <summary>Lists as an Excel workbook, a sheet each; rows go straight to the file, so that a list may be of any length.</summary>
/// <remarks>The package is put together here, part after part: the library's own keeps every part in memory until it is closed, and stamps it with the time.</remarks>
internal sealed class AnnexAWorkbook(Stream to) : IAnnexAFile
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";

    private static readonly DateTimeOffset noTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The day from which Excel counts; right from March 1900 on, since it counts a 29 February 1900 too.</summary>
    private static readonly LocalDate dayZero = new(1899, 12, 30);
    private static readonly LocalDate firstCounted = new(1900, 3, 1);

    private readonly ZipArchive package = new(to, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<int> lists = [];
    private OpenXmlWriter? sheet;
    private Stream? part;
    private uint row;

    /// <inheritdoc/>
    public void Begin(AnnexAList list)
    {
        EndSheet();
        lists.Add(list.Number);
        part = Open($"xl/worksheets/sheet{lists.Count}.xml");
        sheet = OpenXmlWriter.Create(part);
        sheet.WriteStartDocument(standalone: true);
        sheet.WriteStartElement(new Worksheet());
        sheet.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
        { WorkbookViewId = 0 }));
        sheet.WriteElement(new Columns(new Column { Min = 1, Max = (uint)list.Headers.Count, Width = 20, CustomWidth = true }));
        sheet.WriteStartElement(new SheetData());
        row = 0;
        Write(list.Headers, Style.Header);
    }

    /// <inheritdoc/>
    public void Write(IReadOnlyList<object?> cells) => Write(cells, Style.Plain);

    /// <inheritdoc/>
    public void Dispose()
    {
        EndSheet();
        WriteStyles();
        WriteBook();
        package.Dispose();
    }

    private void Write(IReadOnlyList<object?> cells, Style plain)
    {
        row++;
        sheet!.WriteStartElement(new Row { RowIndex = row });
        for (var column = 0; column < cells.Count; column++)
        {
            if (CellOf(cells[column], plain) is { } cell)
            {
                cell.CellReference = $"{NameOf(column)}{row}";
                sheet.WriteElement(cell);
            }
        }

        sheet.WriteEndElement();
    }

    private static Cell? CellOf(object? value, Style plain) => value switch
    {
        null => null,
        LocalDate date when date >= firstCounted => new Cell { CellValue = new CellValue(Period.DaysBetween(dayZero, date)), StyleIndex = (uint)Style.Day },
        int number => new Cell { CellValue = new CellValue(number), StyleIndex = (uint)plain },
        _ => TextCell(AnnexATable.TextOf(value), plain),
    };

    /// <summary>Text that begins like a formula is marked as text, as an apostrophe does that someone types before it.</summary>
    private static Cell TextCell(string text, Style plain) => new()
    {
        DataType = CellValues.InlineString,
        InlineString = new InlineString(new Text(text)),
        StyleIndex = (uint)(Csv.IsLikeFormula(text) ? Style.Text : plain),
    };

    /// <summary>A column's letters: A to Z, then AA.</summary>
    private static string NameOf(int column) => column < 26 ? $"{(char)('A' + column)}" : $"{NameOf((column / 26) - 1)}{(char)('A' + (column % 26))}";

    private void EndSheet()
    {
        sheet?.WriteEndElement();
        sheet?.WriteEndElement();
        sheet?.Dispose();
        part?.Dispose();
        (sheet, part) = (null, null);
    }

    private void WriteStyles()
    {
        var styles = new Stylesheet(
            new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "dd/mm/yyyy" }) { Count = 1 },
            new Fonts(new Font(), new Font(new Bold())) { Count = 2 },
            new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })) { Count = 2 },
            new Borders(new Border()) { Count = 1 },
            new CellStyleFormats(new CellFormat()) { Count = 1 },
            new CellFormats(
                new CellFormat(),
                new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true },
                new CellFormat { QuotePrefix = true },
                new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top }) { FontId = 1, ApplyFont = true, ApplyAlignment = true })
            { Count = 4 });
        WriteElement("xl/styles.xml", styles);
    }

    private void WriteBook()
    {
        var styles = lists.Count + 1;
        WriteElement("xl/workbook.xml", new Workbook(new Sheets(lists.Select((list, place) => new Sheet { Name = $"List {list}", SheetId = (uint)place + 1, Id = $"rId{place + 1}" }))));
        WriteText("xl/_rels/workbook.xml.rels", Related(
        [
            .. lists.Select((_, place) => ($"rId{place + 1}", "worksheet", $"worksheets/sheet{place + 1}.xml")),
            ($"rId{styles}", "styles", "styles.xml"),
        ]));
        WriteText("_rels/.rels", Related([("rId1", "officeDocument", "xl/workbook.xml")]));
        var parts = lists.Select((_, place) => ($"worksheets/sheet{place + 1}.xml", "worksheet")).Prepend(("workbook.xml", "sheet.main")).Append(("styles.xml", "styles"));
        WriteText("[Content_Types].xml", $"""
            {Declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{string.Concat(parts.Select(known => $"<Override PartName=\"/xl/{known.Item1}\" ContentType=\"{Types}.{known.Item2}+xml\"/>"))}</Types>
            """);
    }

    private static string Related(IEnumerable<(string Id, string Type, string Target)> parts) =>
        $"""{Declaration}<Relationships xmlns="{PackageRelations}">{string.Concat(parts.Select(part => $"<Relationship Id=\"{part.Id}\" Type=\"{Relations}/{part.Type}\" Target=\"{part.Target}\"/>"))}</Relationships>""";

    private void WriteElement(string name, OpenXmlElement root)
    {
        using var stream = Open(name);
        using var writer = OpenXmlWriter.Create(stream);
        writer.WriteStartDocument(standalone: true);
        writer.WriteElement(root);
    }

    private void WriteText(string name, string text)
    {
        using var stream = new StreamWriter(Open(name));
        stream.Write(text);
    }

    private Stream Open(string name)
    {
        var entry = package.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = noTime;
        return entry.Open();
    }

    /// <summary>The formats of cells, in the order in which the styles list them.</summary>
    private enum Style
    {
        Plain,
        Day,
        Text,
        Header,
    }
}
