namespace ChildJourney.Api.Features.Exports;

/// <summary>A file that lists are written to, row by row.</summary>
internal interface IAnnexAFile : IDisposable
{
    /// <summary>Begins a list.</summary>
    void Begin(AnnexAList list);

    /// <summary>Writes a row of the list that was begun last.</summary>
    void Write(IReadOnlyList<object?> cells);
}
