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

    public List<DecisionsRow> Decisions { get; } = [];

    /// <summary>A date of birth from a row that stores nothing else.</summary>
    public LocalDate? DateOfBirthElsewhere { get; private set; }

    /// <summary>The tables of which a row of the child could not be read.</summary>
    public TableSet RefusedAtReading { get; private set; }

    /// <summary>The rows that are about entries.</summary>
    public IEnumerable<Row> OfEntries => Episodes.Concat(WithDateOfBirth);

    /// <summary>The rows of tables that repeat the child's date of birth.</summary>
    public IEnumerable<Row> WithDateOfBirth => Reviews.Concat<Row>(Uasc).Concat(Outcomes).Concat(Missing).Concat(SocialWorkers).Concat(Decisions);

    public bool IsEmpty =>
        Headers.Count + Episodes.Count + Reviews.Count + Uasc.Count + Outcomes.Count + Missing.Count + SocialWorkers.Count + Decisions.Count == 0;

    /// <summary>Adds a row, as it was read.</summary>
    public void Add(Row row)
    {
        switch (row)
        {
            case HeaderRow header:
                Headers.Add(header);
                break;
            case EpisodeRow episode:
                Episodes.Add(episode);
                break;
            case ReviewRow review:
                Reviews.Add(review);
                break;
            case UascRow uasc:
                Uasc.Add(uasc);
                break;
            case OutcomeRow outcome:
                Outcomes.Add(outcome);
                break;
            case MissingRow missing:
                Missing.Add(missing);
                break;
            case SocialWorkerRow worker:
                SocialWorkers.Add(worker);
                break;
            case DecisionsRow decisions:
                Decisions.Add(decisions);
                break;
            case BirthRow birth:
                DateOfBirthElsewhere ??= birth.DateOfBirth;
                break;
            default:
                RefusedAtReading = RefusedAtReading.With(row.Table);
                break;
        }
    }

    /// <summary>Puts the rows in the order that entries are made in, whatever the order of the files.</summary>
    public void Sort()
    {
        Headers.Sort(static (a, b) => RowPlace.Order(a.At, b.At));
        Episodes.Sort(static (a, b) => Order(a.Decom, a.Dec, b.Decom, b.Dec, a, b));
        Reviews.Sort(static (a, b) => Order(a.On, null, b.On, null, a, b));
        Missing.Sort(static (a, b) =>
            a.Start == b.Start && a.End == b.End && a.Kind != b.Kind ? a.Kind.CompareTo(b.Kind) : Order(a.Start, a.End, b.Start, b.End, a, b));
        Decisions.Sort(static (a, b) => RowPlace.Order(a.At, b.At));
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
