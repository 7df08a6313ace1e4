namespace ChildJourney.Domain.Journeys;

/// <summary>Which body of rules governs a child's days in care.</summary>
[Flags]
public enum Regime
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The Care Planning Regulations and the guidance that goes with them.</summary>
    CarePlanning = 1,

    /// <summary>Short breaks (V3, V4).</summary>
    ShortBreaks = 2,

    /// <summary>Placed for adoption (A3 to A6).</summary>
    PlacedForAdoption = 4,

    /// <summary>Full care, placed for adoption or not: all but short breaks.</summary>
    FullCare = CarePlanning | PlacedForAdoption,

    /// <summary>Every day in care.</summary>
    Any = CarePlanning | ShortBreaks | PlacedForAdoption,
}
