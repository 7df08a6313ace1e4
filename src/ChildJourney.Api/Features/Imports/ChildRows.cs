using NodaTime;

namespace ChildJourney.Api.Features.Imports;

/// <summary>What the files say about one child.</summary>
internal sealed class ChildRows(string id)
{
    public string Id => id;

    public List<HeaderRow> Headers { get; } = [];

    public List<EpisodeRow> Episodes { get; } = [];

    public List<ReviewRow> Reviews { get; } = [];

    public List<UascRow> Uasc { get; } = [];

    public List<OutcomeRow> Outcomes { get; } = [];

    public List<MissingRow> Missing { get; } = [];

    public List<SocialWorkerRow> SocialWorkers { get; } = [];

    /// <summary>A date of birth from a row that stores nothing else: of a table without entries, or of a Header row that was refused.</summary>
    public LocalDate? DateOfBirthElsewhere { get; set; }

    /// <summary>The tables of which a row of the child could not be read.</summary>
    public TableSet RefusedAtReading { get; set; }

    /// <summary>The rows that are about entries.</summary>
    public IEnumerable<Row> OfEntries => Episodes.Concat(WithDateOfBirth);

    /// <summary>The rows of tables that repeat the child's date of birth.</summary>
    public IEnumerable<Row> WithDateOfBirth => Reviews.Concat<Row>(Uasc).Concat(Outcomes).Concat(Missing).Concat(SocialWorkers);

    public bool IsEmpty =>
        Headers.Count + Episodes.Count + Reviews.Count + Uasc.Count + Outcomes.Count + Missing.Count + SocialWorkers.Count == 0;

    /// <summary>Puts the rows in the order that entries are made in, whatever the order of the files.</summary>
    public void Sort()
    {
        Headers.Sort(static (a, b) => RowPlace.Order(a.At, b.At));
        Episodes.Sort(static (a, b) => Order(a.Decom, a.Dec, b.Decom, b.Dec, a, b));
        Reviews.Sort(static (a, b) => Order(a.On, null, b.On, null, a, b));
        Missing.Sort(static (a, b) =>
            a.Start == b.Start && a.End == b.End && a.Kind != b.Kind ? a.Kind.CompareTo(b.Kind) : Order(a.Start, a.End, b.Start, b.End, a, b));
        SocialWorkers.Sort(static (a, b) => Order(a.Start, a.End, b.Start, b.End, a, b));
    }

    /// <summary>By the first day, then by the last, where none is the latest, then as the rows stand in the files.</summary>
    private static int Order(LocalDate fromA, LocalDate? toA, LocalDate fromB, LocalDate? toB, Row a, Row b)
    {
        var byFrom = fromA.CompareTo(fromB);
        if (byFrom != 0)
        {
            return byFrom;
        }

        var byTo = (toA ?? LocalDate.MaxIsoValue).CompareTo(toB ?? LocalDate.MaxIsoValue);
        return byTo != 0 ? byTo : RowPlace.Order(a.At, b.At);
    }
}
