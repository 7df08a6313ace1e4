namespace ChildJourney.Api.Features.Imports;

/// <summary>One file of a return, and what it turned out to be.</summary>
/// <param name="Name">The file.</param>
/// <param name="Table">The table that its columns are of, or null.</param>
/// <param name="Rows">The rows read.</param>
/// <param name="Fault">Why it was not read, or not to its end; otherwise null.</param>
public sealed record FileRead(string Name, Ssda903Table? Table, int Rows, string? Fault);

/// <summary>The rows of one table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">The rows read.</param>
/// <param name="Stored">Those of which something was stored.</param>
/// <param name="Unchanged">Those that said nothing new, or make no entry.</param>
/// <param name="Refused">Those refused.</param>
public sealed record TableCount(Ssda903Table Table, int Rows, int Stored, int Unchanged, int Refused)
{
    /// <summary>Whether rows of the table make entries, or the child.</summary>
    public bool MakesEntries => Table is not (Ssda903Table.OC3 or Ssda903Table.AD1 or Ssda903Table.PlacedAdoption or Ssda903Table.PrevPerm or Ssda903Table.DoLo);
}

/// <summary>What an import read, stored and refused.</summary>
public sealed class ImportReport
{
    private readonly RowCounts stored = new();
    private readonly RowCounts refused = new();
    private readonly Dictionary<string, int> fileOrder = new(StringComparer.Ordinal);
    private readonly List<Refusal> refusals;
    private readonly List<ImportWarning> warnings = [];
    private readonly List<string> notes = [];
    private readonly Dictionary<string, int> counted = new(StringComparer.Ordinal);

    internal ImportReport(CollectionYear year, IReadOnlyList<FileRead> files, List<Refusal> refusedAtReading)
    {
        Year = year;
        Files = files;
        refusals = refusedAtReading;
        foreach (var file in files)
        {
            fileOrder.TryAdd(file.Name, fileOrder.Count);
        }

        foreach (var refusal in refusedAtReading)
        {
            refused.Add(files[fileOrder[refusal.File]].Table!.Value, 1);
        }
    }

    /// <summary>The collection year that the files were read for.</summary>
    public CollectionYear Year { get; }

    /// <summary>The files, as they were read.</summary>
    public IReadOnlyList<FileRead> Files { get; }

    /// <summary>The tables that the files hold.</summary>
    public IReadOnlyList<TableCount> Tables =>
    [
        .. Files.Where(file => file.Table is not null)
            .GroupBy(file => file.Table!.Value, (table, files) => CountOf(table, files.Sum(file => file.Rows)))
            .OrderBy(count => count.Table),
    ];

    /// <summary>The refused rows, as they stand in the files.</summary>
    public IReadOnlyList<Refusal> Refusals => [.. refusals.OrderBy(refusal => fileOrder[refusal.File]).ThenBy(refusal => refusal.Row)];

    /// <summary>Data that someone should look at.</summary>
    public IReadOnlyList<ImportWarning> Warnings => warnings;

    /// <summary>Remarks on how the files were read.</summary>
    public IReadOnlyList<string> Notes => [.. notes, .. counted.Select(note => $"{note.Key}: {note.Value}")];

    /// <summary>The children whose rows were merged.</summary>
    public int Children { get; private set; }

    /// <summary>The children that were new or changed.</summary>
    public int ChildrenChanged { get; private set; }

    /// <summary>The entries that were new or corrected.</summary>
    public int EntriesStored { get; private set; }

    /// <summary>The entries that were voided.</summary>
    public int EntriesVoided { get; private set; }

    /// <summary>Adds what became of one child.</summary>
    public void Add(ChildPlan plan)
    {
        Children++;
        ChildrenChanged += plan.IsUnchanged ? 0 : 1;
        EntriesStored += plan.Puts.Count;
        EntriesVoided += plan.Voids.Count;
        refusals.AddRange(plan.Refusals);
        warnings.AddRange(plan.Warnings);
        stored.Add(plan.StoredRows);
        refused.Add(plan.RefusedRows);
        foreach (var (what, count) in plan.Notes)
        {
            counted[what] = counted.GetValueOrDefault(what) + count;
        }
    }

    internal void Note(string note) => notes.Add(note);

    private TableCount CountOf(Ssda903Table table, int rows)
    {
        var (wereStored, wereRefused) = (stored[table], refused[table]);
        return new TableCount(table, rows, wereStored, rows - wereStored - wereRefused, wereRefused);
    }
}
