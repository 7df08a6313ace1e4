namespace ChildJourney.Api.Features.Imports;

/// <summary>The cells of the row that a file is at, whatever the file is written in.</summary>
internal interface ICells
{
    /// <summary>How many cells the row has.</summary>
    int Count { get; }

    /// <summary>The line that the row stands in.</summary>
    int Line { get; }

    /// <summary>What a cell holds, in UTF-8.</summary>
    ReadOnlySpan<byte> Value(int column);

    /// <summary>The cell as it stands in the file, with the spaces around it.</summary>
    ReadOnlySpan<byte> Raw(int column);
}

/// <summary>The rows of a file, one after another.</summary>
internal interface IRowSource : IDisposable
{
    /// <summary>What reads the table of the row that the file is at.</summary>
    TableReader? Reader { get; }

    /// <summary>The cells of that row.</summary>
    ICells Cells { get; }

    /// <summary>What the file turned out to be, where it is of one table alone.</summary>
    Ssda903Table? Table { get; }

    /// <summary>The tables that the file is of: one of which it has no row holds none.</summary>
    TableSet Tables { get; }

    /// <summary>Why nothing of the file can be read, or null.</summary>
    string? Fault { get; }

    /// <summary>Remarks on how the file was read.</summary>
    IEnumerable<string> Notes { get; }

    /// <summary>Goes to the next row, or says that there is none.</summary>
    bool Next();

    /// <summary>Where that row stands.</summary>
    RowPlace At(int file);
}
