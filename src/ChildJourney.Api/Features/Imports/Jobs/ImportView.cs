using System.Text.Json;
using ChildJourney.Infrastructure.Mapping;
using NodaTime;

namespace ChildJourney.Api.Features.Imports.Jobs;

/// <summary>An import and how far it has come.</summary>
/// <param name="Id">The import's id.</param>
/// <param name="State">queued, running, done, failed or cancelled.</param>
/// <param name="Cancelling">Whether it is about to stop because someone asked for it.</param>
/// <param name="DryRun">Whether everything is read and judged, and nothing stored.</param>
/// <param name="Year">The collection year that the files are read for, such as 2025-26; null until it is known.</param>
/// <param name="HistoryFrom">The day recording began, where one was given.</param>
/// <param name="RequestedAt">When it was handed in.</param>
/// <param name="RequestedBy">Who handed it in.</param>
/// <param name="StartedAt">When it was begun.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="RowsRead">How many rows have been read.</param>
/// <param name="RowsRefused">How many of them are refused; the report lists each.</param>
/// <param name="Children">What became of the children, so far.</param>
/// <param name="Entries">What became of entries, so far.</param>
/// <param name="Files">The files, as far as they have been read.</param>
/// <param name="Tables">The rows of each table.</param>
/// <param name="Warnings">Data that someone should look at, by what is amiss; the report lists each.</param>
/// <param name="Notes">Remarks on how the files were read.</param>
/// <param name="Failure">Why it failed, or null.</param>
/// <param name="Report">The address of the report.</param>
public sealed record ImportView(
    string Id,
    string State,
    bool Cancelling,
    bool DryRun,
    string? Year,
    LocalDate? HistoryFrom,
    Instant RequestedAt,
    string RequestedBy,
    Instant? StartedAt,
    Instant? FinishedAt,
    int RowsRead,
    int RowsRefused,
    ImportedChildren Children,
    ImportedEntries Entries,
    IReadOnlyList<ImportedFile> Files,
    IReadOnlyList<ImportedTable> Tables,
    IReadOnlyList<ImportWarningCount> Warnings,
    IReadOnlyList<string> Notes,
    string? Failure,
    string Report)
{
    /// <summary>The address of an import.</summary>
    public static string AddressOf(string importId) => $"/v1/imports/{importId}";

    /// <summary>The import as it is shown.</summary>
    public static ImportView Of(ImportJobRow job)
    {
        var report = new ImportReport(job.Tally is { } text ? JsonSerializer.Deserialize<ImportTally>(text)! : new ImportTally());
        var tally = report.Tally;
        return new ImportView(
            job.ImportId,
            job.State,
            job is { Cancelling: true, State: ImportStates.Running },
            job.DryRun,
            tally.Year > 0 ? report.Year.ToString() : job.Year is { } asked ? new CollectionYear(asked).ToString() : null,
            job.HistoryFrom,
            job.RequestedAt,
            job.RequestedBy,
            job.StartedAt,
            job.FinishedAt,
            tally.RowsRead,
            tally.RowsRefused,
            new ImportedChildren(job.Children, tally.Children, tally.ChildrenChanged, tally.Children - tally.ChildrenChanged - tally.ChildrenRefused, tally.ChildrenRefused),
            new ImportedEntries(tally.EntriesStored, tally.EntriesVoided),
            [.. tally.Files.Select(file => new ImportedFile(file.Name, file.Table?.ToString(), file.Rows, file.Fault))],
            [.. report.Tables.Select(table => new ImportedTable(table.Table.ToString(), table.Rows, table.Stored, table.Unchanged, table.Refused))],
            [.. report.WarningCounts.Select(warning => new ImportWarningCount(warning.Key, warning.Value))],
            report.Notes,
            job.Failure,
            AddressOf(job.ImportId) + "/report");
    }
}

/// <summary>What became of the children of a return.</summary>
/// <param name="Read">How many the return has; null while it is read.</param>
/// <param name="Done">How many have been gone through.</param>
/// <param name="Stored">How many were new or changed; in a dry run, would be.</param>
/// <param name="Unchanged">Of how many the return says nothing new.</param>
/// <param name="Refused">Of how many every row was refused, so that nothing is known of them.</param>
public sealed record ImportedChildren(int? Read, int Done, int Stored, int Unchanged, int Refused);

/// <summary>What became of entries.</summary>
/// <param name="Stored">How many were added or corrected; in a dry run, would be.</param>
/// <param name="Voided">How many of an earlier import were voided, since the files no longer hold them.</param>
public sealed record ImportedEntries(int Stored, int Voided);

/// <summary>A file of a return.</summary>
/// <param name="Name">The file.</param>
/// <param name="Table">The table that its columns are of; null where they are of none, and of XML, which has several.</param>
/// <param name="Rows">The rows read.</param>
/// <param name="Fault">Why it was not read, or not to its end; otherwise null.</param>
public sealed record ImportedFile(string Name, string? Table, int Rows, string? Fault);

/// <summary>The rows of a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">The rows read.</param>
/// <param name="Stored">Those of which something was stored.</param>
/// <param name="Unchanged">Those that said nothing new, or make no entry.</param>
/// <param name="Refused">Those refused.</param>
public sealed record ImportedTable(string Table, int Rows, int Stored, int Unchanged, int Refused);

/// <summary>How often a warning was given.</summary>
/// <param name="What">What is amiss.</param>
/// <param name="Count">How often.</param>
public sealed record ImportWarningCount(string What, int Count);
