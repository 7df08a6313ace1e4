namespace ChildJourney.Api.Features.Imports;

/// <summary>The rows of a child that were not refused, in order.</summary>
internal sealed class AcceptedRows
{
    public AcceptedRows(ChildRows rows, HashSet<Row> refused)
    {
        Episodes = Except(rows.Episodes, refused);
        Reviews = Except(rows.Reviews, refused);
        Uasc = Except(rows.Uasc, refused);
        Outcomes = Except(rows.Outcomes, refused);
        Missing = Except(rows.Missing, refused);
        SocialWorkers = Except(rows.SocialWorkers, refused);
        Decisions = Except(rows.Decisions, refused);
    }

    public IReadOnlyList<EpisodeRow> Episodes { get; }

    public IReadOnlyList<ReviewRow> Reviews { get; }

    public IReadOnlyList<UascRow> Uasc { get; }

    public IReadOnlyList<OutcomeRow> Outcomes { get; }

    public IReadOnlyList<MissingRow> Missing { get; }

    public IReadOnlyList<SocialWorkerRow> SocialWorkers { get; }

    public IReadOnlyList<DecisionsRow> Decisions { get; }

    public int Count => Episodes.Count + Reviews.Count + Outcomes.Count + Missing.Count + SocialWorkers.Count + Decisions.Count;

    private static List<T> Except<T>(List<T> rows, HashSet<Row> refused)
        where T : Row => refused.Count == 0 ? rows : rows.FindAll(row => !refused.Contains(row));
}
