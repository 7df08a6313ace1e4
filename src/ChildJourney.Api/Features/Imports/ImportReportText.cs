namespace ChildJourney.Api.Features.Imports;

/// <summary>An import's report as lines of text.</summary>
public static class ImportReportText
{
    /// <summary>A line a refused row: file:row column value: what was expected.</summary>
    public static IEnumerable<string> RefusalLines(ImportReport report) =>
        report.Refusals.Select(refusal => $"{refusal.File}:{refusal.Row} {refusal.Column} {Quoted(refusal.Value)}: expected {refusal.Expected}");

    /// <summary>A line a warning.</summary>
    public static IEnumerable<string> WarningLines(ImportReport report) =>
        report.Warnings.Select(warning => warning.File is null
            ? $"warning: child {warning.ChildId}: {warning.What}"
            : $"{warning.File}:{warning.Row} warning: child {warning.ChildId}: {warning.What}");

    /// <summary>What was read and stored, in a few lines.</summary>
    public static IEnumerable<string> SummaryLines(ImportReport report)
    {
        yield return $"Collection year {report.Year}";
        foreach (var file in report.Files.Where(file => file.Fault is not null))
        {
            yield return $"{file.Name}: {file.Fault}";
        }

        if (report.RefusedElsewhere > 0)
        {
            yield return $"{report.RefusedElsewhere} more refused rows are not listed";
        }

        foreach (var table in report.Tables)
        {
            yield return TableCount.MakesEntries(table.Table)
                ? $"{table.Table}: {table.Rows} rows read, {table.Stored} stored, {table.Unchanged} unchanged, {table.Refused} refused"
                : $"{table.Table}: {table.Rows} rows read, {table.Refused} refused; makes no entry";
        }

        yield return $"{report.Children} children, {report.ChildrenChanged} of them changed; {report.EntriesStored} entries stored, {report.EntriesVoided} voided";
        foreach (var note in report.Notes)
        {
            yield return note;
        }

        foreach (var (what, count) in report.WarningCounts)
        {
            yield return $"{count} warnings: {what}";
        }
    }

    private static string Quoted(string value) => value.Length == 0 ? "(blank)" : value.Contains(' ', StringComparison.Ordinal) ? $"\"{value}\"" : value;
}
