namespace ChildJourney.Api.Features.Imports;

/// <summary>All that an import counts: written with its job, so that whoever goes on with it goes on counting.</summary>
internal sealed class ImportTally
{
    private const int TableKinds = (int)Ssda903Table.DoLo + 1;

    public int Year { get; set; }

    public IList<FileRead> Files { get; init; } = [];

    public int[] Rows { get; init; } = new int[TableKinds];

    public int[] Stored { get; init; } = new int[TableKinds];

    public int[] Refused { get; init; } = new int[TableKinds];

    public IList<string> Notes { get; init; } = [];

    public IDictionary<string, int> Counted { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    public IDictionary<string, int> Warnings { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    public int Children { get; set; }

    public int ChildrenChanged { get; set; }

    public int ChildrenRefused { get; set; }

    public int EntriesStored { get; set; }

    public int EntriesVoided { get; set; }

    /// <summary>How many lines the report has.</summary>
    public int Listed { get; set; }

    public int RowsRefused => Refused.Sum();

    public int RowsRead => Rows.Sum();

    /// <summary>Adds what became of one child.</summary>
    public void Add(ChildPlan plan)
    {
        Children++;
        ChildrenChanged += plan.IsUnchanged ? 0 : 1;
        ChildrenRefused += plan.Child is null ? 1 : 0;
        EntriesStored += plan.Puts.Count;
        EntriesVoided += plan.Voids.Count;
        Count(Stored, plan.StoredRows);
        Count(Refused, plan.RefusedRows);
        foreach (var (what, count) in plan.Notes)
        {
            Counted[what] = Counted.TryGetValue(what, out var before) ? before + count : count;
        }

        foreach (var warning in plan.Warnings)
        {
            Warnings[warning.What] = Warnings.TryGetValue(warning.What, out var before) ? before + 1 : 1;
        }
    }

    /// <summary>The tables that the files hold.</summary>
    public IReadOnlyList<TableCount> Tables() =>
    [
        .. Enum.GetValues<Ssda903Table>()
            .Where(table => Rows[(int)table] > 0 || Files.Any(file => file.Table == table))
            .Select(table => (Table: table, Rows: Rows[(int)table], Stored: Stored[(int)table], Refused: Refused[(int)table]))
            .Select(count => new TableCount(count.Table, count.Rows, count.Stored, count.Rows - count.Stored - count.Refused, count.Refused)),
    ];

    private static void Count(int[] counts, IReadOnlyCollection<Row> rows)
    {
        foreach (var row in rows)
        {
            counts[(int)row.Table]++;
        }
    }
}
