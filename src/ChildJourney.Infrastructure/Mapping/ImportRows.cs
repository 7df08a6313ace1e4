using NodaTime;

namespace ChildJourney.Infrastructure.Mapping;

/// <summary>A return that was handed in to be imported in the background, and how far that has come.</summary>
public sealed class ImportJobRow
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>The import.</summary>
    public required string ImportId { get; init; }

    /// <summary>See <see cref="ImportStates"/>.</summary>
    public required string State { get; init; }

    /// <summary>Whether nothing is stored of the return.</summary>
    public bool DryRun { get; init; }

    /// <summary>The collection year that was asked for: the calendar year it begins in, or null.</summary>
    public int? Year { get; init; }

    /// <summary>The day recording began, or null.</summary>
    public LocalDate? HistoryFrom { get; init; }

    /// <summary>Who handed it in.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>The network address that it came from.</summary>
    public required string Source { get; init; }

    /// <summary>When it was handed in.</summary>
    public Instant RequestedAt { get; init; }

    /// <summary>When it was begun.</summary>
    public Instant? StartedAt { get; init; }

    /// <summary>When it ended, however it did.</summary>
    public Instant? FinishedAt { get; init; }

    /// <summary>The day in England when it was begun: whoever goes on with it reads it by the same day.</summary>
    public LocalDate? ReadOn { get; init; }

    /// <summary>The process that works on it, or null.</summary>
    public string? Owner { get; init; }

    /// <summary>Until when that process has it to itself.</summary>
    public Instant? LeaseUntil { get; init; }

    /// <summary>How often it was taken up since it last got on.</summary>
    public int Attempts { get; init; }

    /// <summary>Whether it is to stop.</summary>
    public bool Cancelling { get; init; }

    /// <summary>How many rows have been read.</summary>
    public int RowsRead { get; init; }

    /// <summary>How many children the return has, once it has been read.</summary>
    public int? Children { get; init; }

    /// <summary>How many of them have been gone through.</summary>
    public int Done { get; init; }

    /// <summary>All that has been counted, as a JSON object.</summary>
    public string? Tally { get; init; }

    /// <summary>Why it failed, or null.</summary>
    public string? Failure { get; init; }
}

/// <summary>The states of an import.</summary>
public static class ImportStates
{
    /// <summary>Still being handed in.</summary>
    public const string Receiving = "receiving";

    /// <summary>Waiting for its turn.</summary>
    public const string Queued = "queued";

    /// <summary>Being worked on.</summary>
    public const string Running = "running";

    /// <summary>Done.</summary>
    public const string Done = "done";

    /// <summary>Given up.</summary>
    public const string Failed = "failed";

    /// <summary>Stopped because someone asked for it.</summary>
    public const string Cancelled = "cancelled";
}

/// <summary>A piece of what was handed in.</summary>
public sealed class ImportPieceRow
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>The import.</summary>
    public required string ImportId { get; init; }

    /// <summary>Its place, from 0.</summary>
    public int Number { get; init; }

    /// <summary>The bytes.</summary>
    public required byte[] Bytes { get; init; }
}

/// <summary>A line of an import's report.</summary>
public sealed class ImportFindingRow
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>The import.</summary>
    public required string ImportId { get; init; }

    /// <summary>The place of its file among the files.</summary>
    public int Place { get; init; }

    /// <summary>The line in the file; 0 where it is about none.</summary>
    public int Line { get; init; }

    /// <summary>Tells apart what is found in one line.</summary>
    public int Number { get; init; }

    /// <summary>refused or warning.</summary>
    public required string Kind { get; init; }

    /// <summary>The child, where one could be read.</summary>
    public string? ChildId { get; init; }

    /// <summary>The file.</summary>
    public string? File { get; init; }

    /// <summary>The column.</summary>
    public string? ColumnName { get; init; }

    /// <summary>What it holds.</summary>
    public string? Value { get; init; }

    /// <summary>What was expected, or what is remarked.</summary>
    public required string Text { get; init; }
}
