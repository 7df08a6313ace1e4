using System.Text;

namespace ChildJourney.Api.Features.Imports;

/// <summary>Which tables the elements of an XML return are rows of.</summary>
internal sealed class XmlTables(ReturnNotes notes)
{
    private static readonly string[] health =
    [
        "CHILD", "DOB", "SDQ_SCORE", "SDQ_REASON", "CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE",
        "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED",
    ];

    private readonly Dictionary<Ssda903Table, TableReader> readers = [];

    /// <summary>The tables whose rows are elements of the header itself.</summary>
    public static IReadOnlyList<Ssda903Table> WithinHeader { get; } = [Ssda903Table.Uasc, Ssda903Table.OC3, Ssda903Table.AD1];

    /// <summary>The tables that an XML return is of: one document is the whole of them, so that it holds none of what no child has an element of.</summary>
    public static TableSet OfReturn { get; } = new TableSet(0)
        .With(Ssda903Table.Header).With(Ssda903Table.Episodes).With(Ssda903Table.Reviews).With(Ssda903Table.Uasc).With(Ssda903Table.OC2).With(Ssda903Table.OC3)
        .With(Ssda903Table.AD1).With(Ssda903Table.PlacedAdoption).With(Ssda903Table.PrevPerm).With(Ssda903Table.Missing);

    /// <summary>The columns that the table would have as a CSV file.</summary>
    public static string[] ColumnsOf(Ssda903Table table) => table switch
    {
        Ssda903Table.Episodes => ["CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN"],
        Ssda903Table.Reviews => ["CHILD", "DOB", "REVIEW", "REVIEW_CODE"],
        Ssda903Table.Uasc => ["CHILD", "SEX", "DOB", "DUC"],
        Ssda903Table.OC2 => health,
        Ssda903Table.OC3 => ["CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"],
        Ssda903Table.AD1 => ["CHILD", "DOB", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"],
        Ssda903Table.PlacedAdoption => ["CHILD", "DOB", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"],
        Ssda903Table.PrevPerm => ["CHILD", "DOB", "PREV_PERM", "LA_PERM", "DATE_PERM"],
        Ssda903Table.Missing => ["CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"],
        _ => ["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"],
    };

    /// <summary>The table whose rows are elements of that name within the header, or null.</summary>
    public static Ssda903Table? OfGroup(string name) => name switch
    {
        "AREVIEW" => Ssda903Table.Reviews,
        "AMISSING" => Ssda903Table.Missing,
        "AD_PLACED" => Ssda903Table.PlacedAdoption,
        "PERMANENCE" => Ssda903Table.PrevPerm,
        "OC2" => Ssda903Table.OC2,
        _ => null,
    };

    /// <summary>Whether a child may have several such elements.</summary>
    public static bool IsRepeated(Ssda903Table table) => table is Ssda903Table.Reviews or Ssda903Table.Missing or Ssda903Table.PlacedAdoption;

    /// <summary>Whether the header says what would be a row of the table.</summary>
    public static bool Says(Ssda903Table table, IReadOnlyDictionary<string, byte[]> header)
    {
        return table switch
        {
            Ssda903Table.Uasc => Holds("DUC") || TextOf("UASC") is not ("" or "0" or "N" or "NO" or "FALSE"),
            Ssda903Table.OC3 => Holds("IN_TOUCH", "ACTIV", "ACCOM"),
            _ => Holds("DATE_INT", "DATE_MATCH"),
        };

        bool Holds(params string[] names) => names.Any(name => TextOf(name).Length > 0);

        string TextOf(string name) => header.TryGetValue(name, out var value) ? Encoding.UTF8.GetString(value).Trim().ToUpperInvariant() : "";
    }

    /// <summary>What reads the rows of the table.</summary>
    public TableReader ReaderOf(Ssda903Table table)
    {
        if (!readers.TryGetValue(table, out var reader))
        {
            readers.Add(table, reader = TableReader.For(new TableHeader(ColumnsOf(table)), notes)!);
        }

        return reader;
    }
}
