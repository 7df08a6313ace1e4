using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace ChildJourney.Api.Tests.Features.Exports;

/// <summary>A workbook as a spreadsheet reads it.</summary>
/// <param name="Sheets">The rows of each sheet by its name, the header first; an empty cell is null, a date is written as one.</param>
/// <param name="Problems">What Excel would complain of.</param>
public sealed record ReadWorkbook(IReadOnlyDictionary<string, IReadOnlyList<string?[]>> Sheets, IReadOnlyList<string> Problems)
{
    /// <summary>The row of a child, by the headers of the columns.</summary>
    public IReadOnlyDictionary<string, string?>? RowOf(string sheet, string childId)
    {
        var rows = Sheets[sheet];
        return rows.Skip(1).SingleOrDefault(row => row[0] == childId) is { } found ? rows[0].Zip(found).Where(cell => cell.First is not null).ToDictionary(cell => cell.First!, cell => cell.Second) : null;
    }

    /// <summary>The children of a sheet, in order.</summary>
    public IReadOnlyList<string?> ChildrenOf(string sheet) => [.. Sheets[sheet].Skip(1).Select(row => row[0])];

    public static async Task<ReadWorkbook> GetAsync(Service service, string path, params (string Name, string Value)[] headers)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(headers);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await service.Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        await using var bytes = new MemoryStream(await response.Content.ReadAsByteArrayAsync());
        using var document = SpreadsheetDocument.Open(bytes, isEditable: false);
        var book = document.WorkbookPart!;
        var formats = book.WorkbookStylesPart!.Stylesheet!.CellFormats!.Elements<CellFormat>().ToList();
        var sheets = book.Workbook!.Sheets!.Elements<Sheet>().ToDictionary(
            sheet => sheet.Name!.Value!,
            sheet => (IReadOnlyList<string?[]>)[.. ((WorksheetPart)book.GetPartById(sheet.Id!.Value!)).Worksheet!.Descendants<Row>().Select(row => CellsOf(row, formats))]);
        return new ReadWorkbook(sheets, [.. new OpenXmlValidator().Validate(document).Select(problem => $"{problem.Path?.XPath}: {problem.Description}")]);
    }

    private static string?[] CellsOf(Row row, List<CellFormat> formats)
    {
        var cells = new string?[34];
        foreach (var cell in row.Elements<Cell>())
        {
            var column = cell.CellReference!.Value!.TakeWhile(char.IsLetter).Aggregate(0, (number, letter) => (number * 26) + letter - 'A' + 1) - 1;
            cells[column] = TextOf(cell, formats[(int)(cell.StyleIndex?.Value ?? 0)]);
        }

        return cells;
    }

    private static string TextOf(Cell cell, CellFormat format)
    {
        cell.CellFormula.Should().BeNull();
        if (cell.DataType?.Value == CellValues.InlineString)
        {
            var text = cell.InlineString!.InnerText;
            return format.QuotePrefix?.Value == true ? $"'{text}" : text;
        }

        var number = int.Parse(cell.CellValue!.Text, CultureInfo.InvariantCulture);
        return format.NumberFormatId?.Value == 164 ? DateTime.FromOADate(number).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) : number.ToString(CultureInfo.InvariantCulture);
    }
}
