using NodaTime;

namespace ChildJourney.Domain.Rules.Law;

/// <summary>The Care Planning, Placement and Case Review (England) (Amendment) Regulations 2021.</summary>
public static class UnregulatedPlacements2021
{
    /// <summary>The day they came into force.</summary>
    public static LocalDate InForceFrom { get; } = new(2021, 9, 9);

    /// <summary>The regulation of 2010 that they put in.</summary>
    public static Citation Regulation(string number) => new($"{CarePlanning2010.Regulation(number).Text}, inserted by SI 2021/161");
}
