namespace ChildJourney.Api.Features.Imports;

/// <summary>Where a row stands.</summary>
/// <param name="File">The number of the file.</param>
/// <param name="Line">The line in it.</param>
/// <param name="Child">In XML, the number of the CHILD element, from 1; otherwise 0.</param>
/// <param name="Number">In XML, the number of the element among those of its name within the child, from 1; 0 where there is one only.</param>
internal readonly record struct RowPlace(int File, int Line, int Child = 0, int Number = 0)
{
    /// <summary>Which of two comes first, as the files are given.</summary>
    public static int Order(RowPlace a, RowPlace b) =>
        a.File != b.File ? a.File.CompareTo(b.File)
        : a.Child != b.Child ? a.Child.CompareTo(b.Child)
        : a.Line != b.Line ? a.Line.CompareTo(b.Line)
        : a.Number.CompareTo(b.Number);

    /// <summary>How a column is named: in XML by the path of its element.</summary>
    public string NameOf(Ssda903Table table, string column)
    {
        if (Child == 0)
        {
            return column;
        }

        var path = (table, column) switch
        {
            (_, "CHILD") => "HEADER/CHILDID",
            (not Ssda903Table.Episodes, "DOB") => "HEADER/DOB",
            (Ssda903Table.Episodes, "PLACE") => $"{ElementOf(table)}/PL",
            _ => $"{ElementOf(table)}/{column}",
        };
        return FormattableString.Invariant($"CHILD[{Child}]/{path}");
    }

    /// <summary>Where the row stands within its file.</summary>
    public string WhereOf(Ssda903Table table) => Child == 0 ? FormattableString.Invariant($"{Line}") : FormattableString.Invariant($"CHILD[{Child}]/{ElementOf(table)}");

    private string ElementOf(Ssda903Table table)
    {
        var name = table switch
        {
            Ssda903Table.Episodes => "EPISODE",
            Ssda903Table.Reviews => "HEADER/AREVIEW",
            Ssda903Table.Missing => "HEADER/AMISSING",
            Ssda903Table.PlacedAdoption => "HEADER/AD_PLACED",
            Ssda903Table.PrevPerm => "HEADER/PERMANENCE",
            Ssda903Table.OC2 => "HEADER/OC2",
            _ => "HEADER",
        };
        return Number == 0 ? name : FormattableString.Invariant($"{name}[{Number}]");
    }
}
