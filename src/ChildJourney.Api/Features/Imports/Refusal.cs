namespace ChildJourney.Api.Features.Imports;

/// <summary>A row that was not stored, and why.</summary>
/// <param name="File">The file.</param>
/// <param name="Row">The line in it; the header of a CSV file is line 1.</param>
/// <param name="Column">The column at fault; of XML the path of the element.</param>
/// <param name="Value">What it holds.</param>
/// <param name="Expected">What was expected there.</param>
/// <param name="ChildId">The child, where one could be read.</param>
public sealed record Refusal(string File, int Row, string Column, string Value, string Expected, string? ChildId = null);

/// <summary>Data that was stored, or is missing, and that someone should look at.</summary>
/// <param name="ChildId">The child.</param>
/// <param name="What">What is incomplete.</param>
/// <param name="File">The file of the row it is about, or null where it is about no row.</param>
/// <param name="Row">The line in that file.</param>
public sealed record ImportWarning(string ChildId, string What, string? File = null, int? Row = null);
