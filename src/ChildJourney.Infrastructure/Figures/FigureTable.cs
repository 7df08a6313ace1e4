using ChildJourney.Infrastructure.Projection;

namespace ChildJourney.Infrastructure.Figures;

/// <summary>What figures are split by, for one of them; null where nobody held the child, and where they are not split so far.</summary>
/// <param name="First">The first.</param>
/// <param name="Second">The second.</param>
public readonly record struct FigureGroup(string? First, string? Second);

/// <summary>How many obligations, or children, count in each way.</summary>
public sealed class Tally
{
    private readonly int[] counts = new int[Enum.GetValues<Counted>().Length];

    /// <summary>How many count so.</summary>
    public int this[Counted how]
    {
        get => counts[(int)how];
        internal set => counts[(int)how] = value;
    }

    /// <summary>Those on time, and those late.</summary>
    public int Due => this[Counted.OnTime] + this[Counted.Late];

    /// <summary>On time of due, in per cent; null where nothing was due.</summary>
    public decimal? Rate => Counting.Rate(this[Counted.OnTime], Due);

    /// <summary>Whether nothing counts in any way; what counts nowhere comes first, and is nothing.</summary>
    public bool IsEmpty => counts.Skip(1).All(count => count == 0);

    internal void Add(Tally other, int times)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] += times * other.counts[i];
        }
    }
}

/// <summary>Figures of a period and of the one before it.</summary>
/// <param name="Now">Of the period.</param>
/// <param name="Before">Of the one before.</param>
public sealed record Figure(Tally Now, Tally Before)
{
    /// <summary>Nothing yet.</summary>
    public Figure()
        : this(new Tally(), new Tally())
    {
    }

    /// <summary>Several together.</summary>
    public static Figure Sum(IEnumerable<Figure> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        var sum = new Figure();
        foreach (var figure in figures)
        {
            sum.Add(figure, 1);
        }

        return sum;
    }

    internal void Add(Figure other, int times)
    {
        Now.Add(other.Now, times);
        Before.Add(other.Before, times);
    }
}

/// <summary>Figures, one for each group that has any.</summary>
public sealed class FigureTable
{
    private readonly Dictionary<FigureGroup, Figure> byGroup = [];

    /// <summary>By the keys; those that nobody held come last.</summary>
    public static IComparer<FigureGroup> Order { get; } = Comparer<FigureGroup>.Create((one, other) =>
        Compare(one.First, other.First) is var first and not 0 ? first : Compare(one.Second, other.Second));

    /// <summary>The groups of which there is anything to say, in order.</summary>
    public IEnumerable<KeyValuePair<FigureGroup, Figure>> InOrder => byGroup
        .Where(group => !group.Value.Now.IsEmpty || group.Value.Before.Due > 0)
        .OrderBy(group => group.Key, Order);

    /// <summary>All groups together.</summary>
    public Figure Sum() => Figure.Sum(byGroup.Values);

    /// <summary>A group's figures.</summary>
    public Figure Of(FigureGroup group)
    {
        if (!byGroup.TryGetValue(group, out var figure))
        {
            byGroup.Add(group, figure = new Figure());
        }

        return figure;
    }

    /// <summary>Adds what was counted of other children.</summary>
    public void Add(FigureTable other) => Add(other, 1);

    /// <summary>Takes away what was counted of some of these children.</summary>
    internal void Remove(FigureTable other) => Add(other, -1);

    private static int Compare(string? one, string? other) =>
        one is null || other is null ? (one is null).CompareTo(other is null) : string.CompareOrdinal(one, other);

    private void Add(FigureTable other, int times)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var (group, figure) in other.byGroup)
        {
            Of(group).Add(figure, times);
        }
    }
}
