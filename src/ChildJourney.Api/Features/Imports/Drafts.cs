using System.Globalization;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Imports;

/// <summary>An entry that a row makes.</summary>
internal sealed class Draft(Entry entry, Row row)
{
    private List<Row>? alsoFrom;

    public Entry Entry => entry;

    /// <summary>The row that makes it; refused where the entry cannot be.</summary>
    public Row Row => row;

    /// <summary>Adds that row, and those that say the same or add to it.</summary>
    public void AddRowsTo(HashSet<Row> rows)
    {
        rows.Add(row);
        if (alsoFrom is not null)
        {
            rows.UnionWith(alsoFrom);
        }
    }

    public void Support(Row other) => (alsoFrom ??= []).Add(other);
}

/// <summary>The entries that the rows of a child make, by identifier.</summary>
/// <param name="expected">How many there will be, about.</param>
/// <param name="withdrawn">The entries that somebody voided: they stay so, whatever the rows say.</param>
internal sealed class Drafts(int expected, IReadOnlySet<string> withdrawn)
{
    private readonly Dictionary<string, Draft> byId = new(expected, StringComparer.Ordinal);
    private readonly List<Draft> all = new(expected);
    private readonly List<(Draft Second, Draft First)> clashes = [];

    public IReadOnlyList<Draft> All => all;

    /// <summary>Rows that say again what another says.</summary>
    public int Repeats { get; private set; }

    /// <summary>Entries that rows make and somebody has voided.</summary>
    public int Withdrawn { get; private set; }

    /// <summary>Entries that could not be added beside another of their type and day, and that other.</summary>
    public IReadOnlyList<(Draft Second, Draft First)> Clashes => clashes;

    public Draft? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>Adds the entries of one row; those that another row made already are shared.</summary>
    public void Add(Row row, params ReadOnlySpan<Entry?> entries)
    {
        var isNew = false;
        foreach (var entry in entries)
        {
            if (entry is null)
            {
                continue;
            }

            if (withdrawn.Contains(entry.Id))
            {
                Withdrawn++;
                isNew = true;
                continue;
            }

            var draft = new Draft(entry, row);
            if (byId.TryAdd(entry.Id, draft))
            {
                all.Add(draft);
                isNew = true;
            }
            else if (byId[entry.Id] is var first && first.Entry.Values.SameAs(entry.Values))
            {
                first.Support(row);
            }
            else
            {
                isNew = true;
                clashes.Add((draft, first));
            }
        }

        if (!isNew)
        {
            Repeats++;
        }
    }
}

/// <summary>The identifiers of imported entries: 903-type-date.</summary>
internal static class ImportedIds
{
    public const string Prefix = "903-";

    public static bool IsImported(Entry entry) => entry.Id.StartsWith(Prefix, StringComparison.Ordinal);

    public static EntryHead Head(EntryShape shape, LocalDate on) => new(Of(shape.Type, on), on);

    /// <summary>The identifier of the nth entry of the type on that day.</summary>
    public static EntryHead Head(EntryShape shape, LocalDate on, int number) =>
        number == 1 ? Head(shape, on) : new(string.Create(CultureInfo.InvariantCulture, $"{Of(shape.Type, on)}-{number}"), on);

    private static string Of(string type, LocalDate on) => string.Create(
        Prefix.Length + type.Length + 11,
        (type, on),
        static (text, state) =>
        {
            Prefix.CopyTo(text);
            state.type.CopyTo(text[Prefix.Length..]);
            Write(text[^11..], state.on);
        });

    private static void Write(Span<char> text, LocalDate on)
    {
        var (year, month, day) = on;
        text[0] = text[5] = text[8] = '-';
        text[1] = Digit(year / 1000);
        text[2] = Digit(year / 100);
        text[3] = Digit(year / 10);
        text[4] = Digit(year);
        text[6] = Digit(month / 10);
        text[7] = Digit(month);
        text[9] = Digit(day / 10);
        text[10] = Digit(day);
    }

    private static char Digit(int number) => (char)('0' + (number % 10));
}
