namespace ChildJourney.Api.Features.Imports;

/// <summary>The columns of a file, and which table they are of.</summary>
internal sealed class TableHeader
{
    private static readonly Kind[] kinds =
    [
        new(Ssda903Table.Episodes, ["DECOM", "RNE"], ["CHILD", "DECOM", "RNE", "LS", "PLACE", "DEC", "REC"]),
        new(Ssda903Table.SWEpisodes, ["SW_DECOM", "SW_ID"], ["CHILD", "SW_ID", "SW_DECOM", "SW_DEC"]),
        new(Ssda903Table.Missing, ["MIS_START", "MISSING"], ["CHILD", "MISSING", "MIS_START", "MIS_END"]),
        new(Ssda903Table.Reviews, ["REVIEW", "REVIEW_CODE"], ["CHILD", "REVIEW"]),
        new(Ssda903Table.OC2, ["SDQ_SCORE", "HEALTH_ASSESSMENT"], ["CHILD", "SDQ_SCORE"]),
        new(Ssda903Table.OC3, ["IN_TOUCH"], ["CHILD"]),
        new(Ssda903Table.AD1, ["DATE_INT", "DATE_MATCH"], ["CHILD"]),
        new(Ssda903Table.PlacedAdoption, ["DATE_PLACED"], ["CHILD"]),
        new(Ssda903Table.PrevPerm, ["PREV_PERM"], ["CHILD"]),
        new(Ssda903Table.DoLo, ["DOLO_START"], ["CHILD"]),
        new(Ssda903Table.Header, ["UPN", "ETHNIC", "MOTHER"], ["CHILD", "SEX", "DOB"]),
        new(Ssda903Table.Uasc, ["DUC"], ["CHILD"]),
        new(Ssda903Table.Header, ["SEX"], ["CHILD", "SEX", "DOB"]),
    ];

    private readonly string[] names;

    public TableHeader(IEnumerable<string> columns)
    {
        names = [.. columns.Select(name => name.Trim().Trim('"').Trim())];
        var kind = Array.Find(kinds, kind => kind.Known.Any(Has));
        if (kind is null)
        {
            Fault = "not a table of SSDA903: none of its columns is known";
        }
        else if (Array.Find(kind.Needed, name => !Has(name)) is { } missing)
        {
            Fault = $"looks like {kind.Table}, but has no column {missing}";
        }
        else
        {
            Table = kind.Table;
        }
    }

    /// <summary>The table, or null where the columns are of none.</summary>
    public Ssda903Table? Table { get; }

    /// <summary>Why the columns are of no table, or null.</summary>
    public string? Fault { get; }

    public int Count => names.Length;

    /// <summary>The columns that stand twice.</summary>
    public IReadOnlyList<string> Repeated =>
        [.. names.Where(name => name.Length > 0).GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key)];

    /// <summary>The name of that column.</summary>
    public string this[int column] => names[column];

    /// <summary>The column of that name.</summary>
    public Column this[string name] => new(name, Array.FindIndex(names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase)));

    private bool Has(string name) => this[name].Index >= 0;

    /// <summary>How a table is known, and what it cannot be read without.</summary>
    private sealed record Kind(Ssda903Table Table, string[] Known, string[] Needed);
}
