namespace ChildJourney.Infrastructure.Mapping;

/// <summary>By how many something grew on a day, or in a month: how many there are on any day is the sum of all until then.</summary>
/// <remarks>So that a list of a whole authority can say how many children it looked at without going through them.</remarks>
public sealed class DayCountRow
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>The generation of the obligations; 0 where it does not matter.</summary>
    public int Generation { get; init; }

    /// <summary>What is counted: see <see cref="DayCountKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Of how long it is the growth, <see cref="DayCountGrains"/>: all that a month holds stands twice. A number, by which an index can be entered.</summary>
    public int Grain { get; init; }

    /// <summary>The number of the day, or of the first day of the month.</summary>
    public int Day { get; init; }

    /// <summary>By how many.</summary>
    public int Growth { get; init; }
}

/// <summary>What is counted for each day.</summary>
public static class DayCountKinds
{
    /// <summary>The children looked after.</summary>
    public const string Care = "care";

    /// <summary>The obligations that cannot be determined.</summary>
    public const string Undetermined = "undetermined";
}

/// <summary>Of how long a growth is.</summary>
public static class DayCountGrains
{
    /// <summary>Of a day.</summary>
    public const int Day = 0;

    /// <summary>Of a month.</summary>
    public const int Month = 1;
}
