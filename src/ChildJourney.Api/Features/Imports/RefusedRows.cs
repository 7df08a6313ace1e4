namespace ChildJourney.Api.Features.Imports;

/// <summary>The rows of a child that are refused, and why.</summary>
internal sealed class RefusedRows(string childId, ReturnContext context)
{
    private readonly HashSet<Row> rows = [];
    private readonly List<Refusal> refusals = [];

    public HashSet<Row> Rows => rows;

    public IReadOnlyList<Refusal> Refusals => refusals;

    public bool Has(Row row) => rows.Contains(row);

    /// <summary>Refuses the row, for the first of the reasons that come.</summary>
    public void Add(Row row, string column, string value, string expected)
    {
        if (rows.Add(row))
        {
            refusals.Add(context.Refuse(childId, row, column, value, expected));
        }
    }
}
