namespace ChildJourney.Api.Features.Imports;

/// <summary>A line of an import's report.</summary>
/// <param name="Kind">refused, warning or note.</param>
/// <param name="Place">Its place among the files, for sorting: that of the file, or the last where it is about none.</param>
/// <param name="ChildId">The child, where there is one.</param>
/// <param name="File">The file, or null.</param>
/// <param name="Row">The line in it, or null.</param>
/// <param name="Column">The column, or of XML the path of the element.</param>
/// <param name="Value">What it holds.</param>
/// <param name="Text">What was expected there, or what is remarked.</param>
internal sealed record Finding(string Kind, int Place, string? ChildId, string? File, int? Row, string? Column, string? Value, string Text)
{
    /// <summary>A row that was not stored.</summary>
    public const string Refused = "refused";

    /// <summary>Data that someone should look at.</summary>
    public const string Warning = "warning";

    /// <summary>The place of what is about no file.</summary>
    public const int Nowhere = 9999;
}
