namespace ChildJourney.Api.Features.Imports;

/// <summary>A table of the SSDA903 return.</summary>
public enum Ssda903Table
{
    /// <summary>The children.</summary>
    Header,

    /// <summary>The episodes of care.</summary>
    Episodes,

    /// <summary>The reviews.</summary>
    Reviews,

    /// <summary>The unaccompanied asylum-seeking children.</summary>
    Uasc,

    /// <summary>Health and other outcomes of children looked after for twelve months.</summary>
    OC2,

    /// <summary>Care leavers.</summary>
    OC3,

    /// <summary>Children who were adopted.</summary>
    AD1,

    /// <summary>Children placed for adoption.</summary>
    PlacedAdoption,

    /// <summary>Children who had left care to a permanent placement before.</summary>
    PrevPerm,

    /// <summary>Episodes of being missing, or away without authorisation.</summary>
    Missing,

    /// <summary>Who the social worker was, and when.</summary>
    SWEpisodes,

    /// <summary>Orders that deprive a child of liberty.</summary>
    DoLo,
}

/// <summary>Several tables.</summary>
/// <param name="Bits">A bit a table.</param>
internal readonly record struct TableSet(int Bits)
{
    /// <summary>Every table.</summary>
    public static TableSet All { get; } = new(-1);

    public bool Has(Ssda903Table table) => (Bits & (1 << (int)table)) != 0;

    public TableSet With(TableSet others) => new(Bits | others.Bits);

    public TableSet With(Ssda903Table table) => new(Bits | (1 << (int)table));
}
