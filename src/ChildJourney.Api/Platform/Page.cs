using System.Text.Json.Serialization;
using ChildJourney.Api.Platform.Access;
using NodaTime;

namespace ChildJourney.Api.Platform;

/// <summary>A page of a list.</summary>
/// <param name="Items">The items.</param>
/// <param name="Next">The cursor of the next page, or null on the last.</param>
/// <typeparam name="T">One item.</typeparam>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next) : IPage, IAboutSomeChildren
{
    /// <summary>How many items there are on all pages, where count=true asked for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Count { get; init; }

    /// <summary>What the list was looked for in, on its first page, so that an empty list is never a false all-clear.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Evaluated? Evaluated { get; init; }

    IEnumerable<string> IAboutSomeChildren.ChildIds => Items.OfType<IAboutOneChild>().Select(item => item.ChildId);

    void IPage.WriteCsv(TextWriter writer) => Csv.Write(Items, writer);
}

/// <summary>What a list was looked for in.</summary>
/// <param name="Children">The children looked after on the day, within scope and filter.</param>
/// <param name="AsOf">The day.</param>
/// <param name="KnownAt">From what had been recorded by then.</param>
/// <param name="CannotDetermine">Obligations within the filter about which a fact was never recorded.</param>
public sealed record Evaluated(int Children, LocalDate AsOf, Instant KnownAt, int CannotDetermine);

/// <summary>A page, whatever it lists.</summary>
internal interface IPage
{
    /// <summary>The cursor of the next page, or null on the last.</summary>
    string? Next { get; }

    /// <summary>The parameter that takes the cursor.</summary>
    string Parameter => Query.Cursor.Name;

    /// <summary>Writes the items as CSV (RFC 4180).</summary>
    void WriteCsv(TextWriter writer);
}

/// <summary>How much of a list is asked for.</summary>
/// <param name="Limit">How many items a page holds.</param>
/// <param name="Cursor">The keys of the last item of the page before, or null on the first page.</param>
/// <param name="Count">Whether all items are counted.</param>
public sealed record PageRequest(int Limit, Cursor? Cursor, bool Count)
{
    /// <summary>The parameters it is read from.</summary>
    public static QueryParameter[] Parameters { get; } = [Query.Limit, Query.Cursor, Query.Count];

    /// <summary>Whether it is the first page.</summary>
    public bool IsFirst => Cursor is null;

    /// <summary>Makes the page of rows that were read one beyond the limit.</summary>
    public Page<TItem> Page<TRow, TItem>(IReadOnlyList<TRow> rows, Func<TRow, Cursor> cursor, Func<TRow, TItem> item) =>
        new([.. rows.Take(Limit).Select(item)], rows.Count > Limit ? cursor(rows[Limit - 1]).ToString() : null);
}
