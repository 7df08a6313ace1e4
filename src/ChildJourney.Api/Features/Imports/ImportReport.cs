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
    public static bool MakesEntries(Ssda903Table table) =>
        table is not (Ssda903Table.OC3 or Ssda903Table.PrevPerm or Ssda903Table.DoLo);
}

/// <summary>What an import read, stored and refused.</summary>
/// <remarks>Counts are of everything. Refused rows and warnings are held until they are taken, or up to a limit.</remarks>
public sealed class ImportReport
{
    private const int MostHeld = 100_000;

    private readonly List<(int Place, Refusal Refusal)> refusals = [];
    private readonly List<ImportWarning> warnings = [];

    internal ImportReport()
        : this(new ImportTally())
    {
    }

    internal ImportReport(ImportTally tally) => Tally = tally;

    /// <summary>The collection year that the files were read for.</summary>
    public CollectionYear Year
    {
        get => new(Tally.Year);
        internal set => Tally.Year = value.Start;
    }

    /// <summary>The files, as they were read.</summary>
    public IList<FileRead> Files => Tally.Files;

    /// <summary>The tables that the files hold.</summary>
    public IReadOnlyList<TableCount> Tables => Tally.Tables();

    /// <summary>The refused rows, as they stand in the files.</summary>
    public IReadOnlyList<Refusal> Refusals =>
        [.. refusals.OrderBy(held => held.Place).ThenBy(held => held.Refusal.Row).Select(held => held.Refusal)];

    /// <summary>Data that someone should look at.</summary>
    public IReadOnlyList<ImportWarning> Warnings => warnings;

    /// <summary>How many rows were refused and are not held any more, or were not held for want of room.</summary>
    public int RefusedElsewhere => Tally.RowsRefused - refusals.Count;

    /// <summary>How often a warning was given, the most frequent first.</summary>
    public IEnumerable<KeyValuePair<string, int>> WarningCounts => Tally.Warnings.OrderByDescending(warning => warning.Value);

    /// <summary>Remarks on how the files were read.</summary>
    public IReadOnlyList<string> Notes => [.. Tally.Notes, .. Tally.Counted.Select(note => $"{note.Key}: {note.Value}")];

    /// <summary>The children whose rows were merged.</summary>
    public int Children => Tally.Children;

    /// <summary>The children that were new or changed.</summary>
    public int ChildrenChanged => Tally.ChildrenChanged;

    /// <summary>The entries that were new or corrected.</summary>
    public int EntriesStored => Tally.EntriesStored;

    /// <summary>The entries that were voided.</summary>
    public int EntriesVoided => Tally.EntriesVoided;

    /// <summary>Whether so much is held that it should be taken.</summary>
    internal bool IsFull => refusals.Count + warnings.Count > MostHeld / 10;

    /// <summary>All that is counted.</summary>
    internal ImportTally Tally { get; private set; }

    /// <summary>Adds what became of one child.</summary>
    public void Add(ChildPlan plan)
    {
        Tally.Add(plan);
        foreach (var refusal in plan.Refusals.Take(MostHeld - refusals.Count))
        {
            refusals.Add((PlaceOf(refusal.File), refusal));
        }

        warnings.AddRange(plan.Warnings.Take(MostHeld - warnings.Count));
    }

    internal void Note(string note) => Tally.Notes.Add(note);

    internal void CountRow(Ssda903Table table) => Tally.Rows[(int)table]++;

    internal void Refuse(Refusal refusal, Ssda903Table table, int place)
    {
        Tally.Refused[(int)table]++;
        if (refusals.Count < MostHeld)
        {
            refusals.Add((place, refusal));
        }
    }

    /// <summary>Goes on from what was counted before.</summary>
    internal void GoOnFrom(ImportTally tally)
    {
        Tally = tally;
        refusals.Clear();
        warnings.Clear();
    }

    /// <summary>The refused rows and warnings held, which are held no longer.</summary>
    internal IReadOnlyList<Finding> TakeFindings()
    {
        List<Finding> taken =
        [
            .. refusals.Select(held => new Finding(
                Finding.Refused, held.Place, held.Refusal.ChildId, held.Refusal.File, held.Refusal.Row, held.Refusal.Column, held.Refusal.Value, held.Refusal.Expected)),
            .. warnings.Select(warning => new Finding(
                Finding.Warning, warning.File is null ? Finding.Nowhere : PlaceOf(warning.File), warning.ChildId, warning.File, warning.Row, null, null, warning.What)),
        ];
        refusals.Clear();
        warnings.Clear();
        return taken;
    }

    private int PlaceOf(string file)
    {
        for (var place = 0; place < Files.Count; place++)
        {
            if (Files[place].Name == file)
            {
                return place;
            }
        }

        return Files.Count;
    }
}
